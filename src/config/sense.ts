import { memberOf, nodeAt, type Node } from "../document/document.ts";
import type { ConfigProblem } from "./problem.ts";

/** What is wrong with a config that fits the schema: what a schema cannot say. */
export function senseProblems(config: Node): readonly ConfigProblem[] {
  return [
    ...textProblems(nodeAt(config, ["ports"]), "the range ends before it starts, or there is no such port", isRange),
    ...itemsAt(config, ["overrides"]).flatMap(reachProblems),
    ...itemsAt(config, ["ignores"]).flatMap((item) =>
      textProblems(nodeAt(item, ["until"]), "there is no such day", isDay),
    ),
    ...valuesAt(config, ["data", "secrets"]).flatMap((value) =>
      textProblems(value, "this is no regular expression, or one that fits an empty text", isSecretPattern),
    ),
  ];
}

function reachProblems(override: Node): readonly ConfigProblem[] {
  if (["files", "clients", "servers"].some((key) => memberOf(override, key))) return [];
  const message = "this override is for no files, clients or servers";
  return [{ span: override.span, message, hint: "what holds everywhere belongs into `rules`" }];
}

function textProblems(
  node: Node | undefined,
  message: string,
  isGood: (text: string) => boolean,
): readonly ConfigProblem[] {
  return node?.kind !== "scalar" || isGood(String(node.value)) ? [] : [{ span: node.span, message }];
}

function isRange(text: string): boolean {
  const [from = 0, to = 0] = text.split("-").map(Number);
  return 1 <= from && from <= to && to <= 65535;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isSecretPattern(text: string): boolean {
  try {
    return !new RegExp(`^(?:${text})$`).test("");
  } catch {
    return false;
  }
}

function itemsAt(config: Node, path: readonly string[]): readonly Node[] {
  const node = nodeAt(config, path);
  return node?.kind === "array" ? node.items : [];
}

function valuesAt(config: Node, path: readonly string[]): readonly Node[] {
  const node = nodeAt(config, path);
  return node?.kind === "object" ? node.members.map(({ value }) => value) : [];
}
