import type { Skipped } from "../discover/source.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";
import { groupBy } from "../model/group.ts";
import { oncePerText } from "../once-per.ts";
import { drawFrame, gutterOf, type FrameOptions } from "./frame.ts";
import { groupsOf, headlineOf, snippetsOf, type Group } from "./groups.ts";
import type { Redactor } from "./redact.ts";
import { countBySeverity, filesWithFindings, type LintResult } from "./result.ts";
import type { Style } from "./style.ts";
import { memoryText, rangeText, counted } from "./quantity.ts";
import { visible, wrap } from "./visible.ts";

export interface HumanOptions {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  readonly redactor: Redactor;
  /** Errors alone, and nothing at all where there are none. */
  readonly quiet: boolean;
  /** The page of a rule. */
  docsUrl(rule: string): string;
}

/** Findings of one group that are drawn; the others are named. */
const DRAWN = 6;
/** Names in a list; the others are counted. */
const NAMED = 20;

/** The report for people, without a final line end. */
export function reportHuman(result: LintResult, given: HumanOptions): string {
  // Findings of one rule say the same of file after file.
  const options = { ...given, redactor: { ...given.redactor, redact: oncePerText(given.redactor.redact) } };
  const { quiet, style } = options;
  const diagnostics = quiet ? result.diagnostics.filter(({ severity }) => severity === "error") : result.diagnostics;
  const explained = new Set<string>();
  const blocks = groupsOf(diagnostics).map((group) => {
    const isFirst = !explained.has(group[0].rule);
    explained.add(group[0].rule);
    return blockOf(group, isFirst, options).join("\n");
  });
  if (quiet) return blocks.length === 0 ? "" : [...blocks, tallyOf(diagnostics)].join("\n\n");
  const accepted = result.suppressed?.length ? `; ${result.suppressed.length} suppressed` : "";
  const verdict = diagnostics.length === 0 ? style.success("No problems found") : tallyOf(diagnostics);
  const skipped = skippedLines(result.skipped).map((line) => clean(line, options));
  const closing = [...skipped, verdict + accepted, style.dim(costLine(result))];
  return [...blocks, closing.join("\n")].join("\n\n");
}

/** Text from anywhere, safe to show. */
function clean(text: string, { redactor }: HumanOptions): string {
  return visible(redactor.redact(text));
}

function blockOf(group: Group, isFirst: boolean, options: HumanOptions): readonly string[] {
  const { style, redactor, width } = options;
  const [{ rule, severity }] = group;
  const paint = style[severity];
  const url = options.docsUrl(rule);
  const drawn = group.slice(0, DRAWN) as readonly Diagnostic[] as Group;
  const snippets = snippetsOf(drawn);
  const frameOptions: FrameOptions = { style, width, redactor, paint };
  const head = `${severity}[${rule}]:`;
  const [first = "", ...rest] = wrap(`${head} ${clean(headlineOf(group), options)}`, width - 2);

  const remarks: [kind: string, text: string][] = [];
  const others = group.slice(DRAWN).flatMap(({ server }) => (server === undefined ? [] : [server]));
  if (group.length > DRAWN) remarks.push(["note", `and ${group.length - DRAWN} more${listOf(others, ": ")}`]);
  for (const note of new Set(drawn.flatMap(({ notes }) => notes))) remarks.push(["note", note]);
  for (const help of helpsOf(drawn)) remarks.push(["help", help]);
  if (isFirst && !style.links) remarks.push(["docs", url]);

  const margin = " ".repeat(gutterOf(snippets) + 1);
  return [
    paint(`${severity}[`) + style.link(paint(rule), url) + paint("]") + style.bold(`:${first.slice(head.length)}`),
    ...rest.map((line) => style.bold(`  ${line}`)),
    ...drawFrame(snippets, frameOptions),
    ...remarks.flatMap(([kind, text]) => remarkLines(`${margin}= `, kind, clean(text, options), options)),
  ];
}

/** What to do; where several only differ in what they quote, the first of them shows how. */
function helpsOf(group: Group): readonly string[] {
  const helps = [...new Set(group.flatMap(({ help }) => (help === undefined ? [] : [help])))];
  const kinds = [...groupBy(helps, (help) => help.replaceAll(/`[^`]*`/g, "`…`")).values()];
  return kinds.flatMap((kind) => (kind.length > 2 ? [`${kind[0]}; likewise for the others`] : kind));
}

function remarkLines(margin: string, kind: string, text: string, { style, width }: HumanOptions): readonly string[] {
  const indent = margin.length + kind.length + 2;
  const [first = "", ...rest] = wrap(text, Math.max(20, width - indent));
  const name = kind === "help" ? style.help(kind) : style.bold(kind);
  return [`${style.frame(margin)}${name}: ${first}`, ...rest.map((line) => " ".repeat(indent) + line)];
}

const reasons: Readonly<Record<Skipped["reason"], string>> = {
  ignored: "left out by .gitignore (--no-ignore lints them)",
  "test-data": "among test data (--no-ignore lints them)",
  excluded: "left out by the config",
  unreadable: "not readable",
  "not-a-file": "not a file",
  "not-a-config": "named like a config, but only made into one",
  "network-mount": "on a network mount",
  "too-large": "too large",
};

function skippedLines(skipped: readonly Skipped[]): readonly string[] {
  const byReason = new Map<Skipped["reason"], string[]>();
  for (const { reason, shown, detail } of skipped) {
    const name = detail === undefined ? shown : `${shown} (${detail})`;
    const known = byReason.get(reason);
    if (known) known.push(name);
    else byReason.set(reason, [name]);
  }
  return Array.from(byReason, ([reason, names]) => `Skipped ${names.length} ${reasons[reason]}${listOf(names, ": ")}`);
}

function tallyOf(diagnostics: readonly Diagnostic[]): string {
  const { error, warning, note } = countBySeverity(diagnostics);
  const counts = [counted(error, "error"), counted(warning, "warning"), counted(note, "note")];
  const found = counts.filter((text) => !text.startsWith("0 ")).join(", ");
  return `${found} in ${counted(filesWithFindings(diagnostics), "file")}`;
}

function costLine({ cost, project }: LintResult): string {
  const { one, many } = cost;
  const where = `${counted(cost.entries, "server")} in ${counted(project.documents.length, "file")}`;
  if (cost.stdioEntries === 0) return `${where}, none over stdio`;
  const stdio = `${where}, ${cost.stdioEntries} over stdio`;
  if (one.processes.high === 0) return `${stdio}, none of them started`;
  const processes = rangeText(one.processes);
  const first = `about ${processes} ${processes === "1" ? "process" : "processes"} and ${memoryText(one.memory.likely)}`;
  const then = `${rangeText(many.processes)} and ${memoryText(many.memory.likely)}`;
  if (typeof many.sessions !== "number")
    return `${stdio}: ${first} with one session of each client, ${then} with yours`;
  return cost.clients.length === 1
    ? `${stdio}: ${first} per session, ${then} with ${many.sessions}`
    : `${stdio}: ${first} with one session of each of ${cost.clients.length} clients, ${then} with ${many.sessions} of each`;
}

function listOf(names: readonly string[], before: string): string {
  if (names.length === 0) return "";
  const rest = names.length > NAMED ? ` and ${names.length - NAMED} others` : "";
  return before + names.slice(0, NAMED).join(", ") + rest;
}
