import { memberOf, type Document } from "../../src/document/document.ts";
import { parserFor } from "../../src/document/parse.ts";
import type { Launch, Word } from "../../src/model/launch.ts";
import { parseLaunch } from "../../src/model/parse-launch.ts";
import type { Located } from "../../src/model/entry.ts";

const parse = await parserFor("json");

/** The launch of an entry whose command and arguments are these words. */
export function launchOf(command: string, ...args: readonly string[]): { launch: Launch; document: Document } {
  const document = parse("/project/.mcp.json", JSON.stringify({ command, args }));
  const scalars = memberOf(document.root, "args")!.value;
  const located = (value: string, path: Located<string>["path"], span: Located<string>["span"]): Located<string> => {
    return { value, document, path, span };
  };
  const items = scalars.kind === "array" ? scalars.items : [];
  const launch = parseLaunch(
    located(command, ["command"], memberOf(document.root, "command")!.value.span),
    args.map((value, index) => located(value, ["args", index], items[index]!.span)),
  );
  return { launch, document };
}

/** `wrappers launcher registry:name pin version | arguments of the server`, absent parts left out. */
export function summary({ wrappers, launcher, package: found, serverArgs, bridge }: Launch): string {
  const parts = [
    ...wrappers.map(({ kind }) => `${kind}+`),
    launcher,
    found && `${found.registry}:${found.name}`,
    found?.pin,
    found?.version,
    bridge && `[${bridge.kind} ${bridge.direction} ${bridge.url?.value ?? "-"}]`,
  ];
  return [...parts.filter((part) => part !== undefined), "|", ...valuesOf(serverArgs)].join(" ").replace(/ \|$/, "");
}

export function valuesOf(words: readonly Word[]): readonly string[] {
  return words.map(({ value }) => value);
}
