import { counted } from "./quantity.ts";
import type { FixResult, SkippedFix } from "../fix/outcome.ts";
import type { Fixable } from "../fix/plan.ts";
import { TOKEN_VARIABLE } from "../hub-form/token.ts";
import type { Stay } from "../migration/migration.ts";
import type { ServerEntry } from "../model/entry.ts";
import { groupBy } from "../model/group.ts";
import { isLoopback, parseUrl } from "../model/url.ts";
import type { Redactor } from "./redact.ts";
import type { Style } from "./style.ts";
import { visible } from "./visible.ts";

export interface FixReportOptions {
  readonly style: Style;
  readonly redactor: Pick<Redactor, "redact">;
  /** Of the transaction; absent where nothing was written. */
  readonly transaction?: number;
}

/** Lines of one kind; more are counted. */
const SHOWN = 20;

/** What was fixed, what was not and why, and what to do next, for people. */
export function reportFixes(result: FixResult, options: FixReportOptions): string {
  const { style, redactor } = options;
  const lines = [
    headline(result, options),
    ...listed(result.fixed.map(titleLine)),
    ...stoppedLines(result),
    ...skippedLines(result.skipped, style),
    ...stayingLines(result),
    ...nextSteps(result, options),
  ];
  return lines.map((line) => redactor.redact(line)).join("\n");
}

function headline({ fixed, changes }: FixResult, { style, transaction }: FixReportOptions): string {
  if (changes.length === 0) return "Nothing to fix";
  const what = `${counted(fixed.length, "finding")} in ${counted(changes.length, "file")}`;
  if (transaction === undefined) return style.bold(`Would fix ${what}`);
  return style.success(`Fixed ${what} (transaction ${transaction}; mcp-lint undo brings them back)`);
}

function titleLine({ rule, server, fix }: Fixable): string {
  return `  ${rule}${server === undefined ? "" : ` \`${visible(server)}\``}: ${visible(fix.title)}`;
}

const stops: Readonly<Record<NonNullable<FixResult["stopped"]>, string>> = {
  repeated: "Two fixes undo each other, so the last of them were not made again; this is a bug of ours",
  "too-many-passes": "Fixes lead to further fixes without end, so these stop here; this is a bug of ours",
  growth: "The next fixes would make the files grow beyond measure, so they were not made; this is a bug of ours",
};

function stoppedLines({ stopped }: FixResult): readonly string[] {
  return stopped === undefined ? [] : [stops[stopped]];
}

/** Those of one rule that are left for one reason are read as one. */
function skippedLines(skipped: readonly SkippedFix[], style: Style): readonly string[] {
  const groups = new Map<string, [SkippedFix, ...SkippedFix[]]>();
  for (const each of skipped) {
    const key = JSON.stringify([each.fixable.rule, each.kind, each.why]);
    const known = groups.get(key);
    if (known) known.push(each);
    else groups.set(key, [each]);
  }
  const lines = [...groups.values()].map((group) => {
    const [{ fixable, why, kind }] = group;
    const names = [...new Set(group.map(({ fixable: { server, locations } }) => server ?? locations[0].source.shown))];
    const ours = kind === "failed" ? "; this is a bug of ours, nothing of it was written" : "";
    return `  ${fixable.rule} (${visible(shortened(names))}): ${why}${ours}`;
  });
  return lines.length === 0 ? [] : [style.warning(`Left out ${counted(skipped.length, "fix")}`), ...listed(lines)];
}

/** Where others went to the hub: what stays behind though no finding says so. */
function stayingLines(result: FixResult): readonly string[] {
  const { project, diagnostics } = result.after;
  if (movedServers(result).length === 0) return [];
  const found = diagnostics.filter(({ rule }) => rule === "http-only");
  const told = new Set(found.map(({ server, locations }) => `${locations[0].document.file} ${server}`));
  const stays = [...(project.migration?.values() ?? [])].filter(
    (outcome) => outcome.kind === "stay" && !told.has(`${outcome.entry.document.file} ${outcome.entry.name.value}`),
  ) as readonly Stay[];
  const lines = Array.from(
    groupBy(stays, ({ why }) => why),
    ([why, group]) => {
      const names = [...new Set(group.map(({ entry }) => visible(entry.name.value)))];
      return `  ${shortened(names)}: ${visible(why)}; ${visible(group[0].wayOut)}`;
    },
  );
  return lines.length === 0 ? [] : ["Stays on stdio", ...listed(lines)];
}

/** After a move to a hub: the hub must be there. */
function nextSteps(result: FixResult, { transaction }: FixReportOptions): readonly string[] {
  const { after, changes } = result;
  const manifest = after.project.manifest?.file;
  if (transaction === undefined || !changes.some(({ file }) => file === manifest)) return [];
  const moved = movedServers(result);
  if (moved.length === 0) return [];
  return [
    `The servers now stand in the hub manifest ${manifest}. The hub must serve these URLs before the next session:`,
    ...listed(moved.map(({ url, name }) => `  ${visible(url)}  ${visible(name)}`)),
    ...(after.settings.token
      ? [`Clients take its token from a variable: export ${TOKEN_VARIABLE}="$(mcp-lint hub token)"`]
      : []),
    "Next: mcp-lint hub start (mcp-lint hub install starts it at every login)",
  ];
}

/** Servers that were started by their clients before and are reached at the hub now, each once. */
function movedServers({ before, after }: FixResult): readonly { readonly name: string; readonly url: string }[] {
  const keyOf = ({ document, path }: ServerEntry): string => JSON.stringify([document.file, path]);
  const started = new Set(before.project.entries.filter(({ transport }) => transport === "stdio").map(keyOf));
  const urls = new Map<string, string>();
  for (const entry of after.project.entries) {
    if (entry.url && isLoopback(parseUrl(entry.url.value).host?.value ?? "") && started.has(keyOf(entry)))
      urls.set(entry.url.value, entry.name.value);
  }
  return Array.from(urls, ([url, name]) => ({ name, url })).sort((a, b) => (a.url < b.url ? -1 : 1));
}

function listed(lines: readonly string[]): readonly string[] {
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `  and ${lines.length - SHOWN} more`];
}

function shortened(names: readonly string[]): string {
  return names.length <= SHOWN
    ? names.join(", ")
    : `${names.slice(0, SHOWN).join(", ")} and ${names.length - SHOWN} more`;
}
