import { keyPath } from "../clients/client.ts";
import type { Reader } from "../discover/source.ts";
import { positionAt } from "../document/document.ts";
import { isRefusal, refusalVerb } from "../model/consequence.ts";
import type { ModelledDocument, Reading, RefusalReason, ServerEntry } from "../model/entry.ts";
import { groupBy } from "../model/group.ts";
import { knownKeys } from "../model/misspelling.ts";
import { namesOf } from "../model/relevance.ts";
import type { Style } from "../report/style.ts";
import { table } from "../report/table.ts";

/** How a file is read by each of its clients, what is ignored and why. Clients that read it alike share a block. */
export function explainFile(modelled: ModelledDocument, style: Style): string {
  const { source, document } = modelled;
  const head = [style.bold(source.shown), style.dim(`${document.syntax} · ${source.why}`)];
  const problems = document.problems
    .filter(({ code }) => code !== "comment" && code !== "trailing-comma")
    .map(({ span, message }) => {
      const { line, column } = positionAt(document, span.start);
      return `${style.error("problem")} at ${line}:${column}: ${message}`;
    });
  if (source.mistaken) head.push(`${source.mistaken.client.name} does not read servers here: ${source.mistaken.note}`);
  else if (source.readers.length === 0)
    head.push("no client is known to read this file; --client ID says which one does");

  const accounts = source.readers.map((reader) => ({ reader, account: accountOf(modelled, reader) }));
  const [first] = accounts;
  const blocks = [...groupBy(accounts, ({ account }) => keyOf(account, first?.account))].map(([, [one, ...others]]) => {
    const readers = [one, ...others].map(({ reader }) => reader);
    const scopes = [...new Set(readers.map(({ file }) => file.scope))].join(", ");
    const lines = one === first ? linesOf(one.account, style) : differenceOf(one.account, first!.account, style);
    return [`${style.help(namesOf(readers))} ${style.dim(`(${scopes})`)}`, ...lines].join("\n");
  });
  return [[...head, ...problems].join("\n"), ...blocks].join("\n\n");
}

/** What one client makes of the file: why it reads nothing, or each server's fate. */
type Account = { readonly nothing: string } | { readonly servers: ReadonlyMap<string, Fate> };

interface Fate {
  readonly refused?: string;
  readonly what: string;
  readonly ignored: string;
}

function accountOf({ document, maps }: ModelledDocument, { client, file }: Reader): Account {
  // What only one of its programs refuses, the others read.
  const isStrict = file.strictProgram === undefined;
  const refused = document.problems.find(
    ({ code }) =>
      isStrict && ((code === "comment" && !file.comments) || (code === "trailing-comma" && !file.trailingCommas)),
  );
  if (refused) {
    const { line } = positionAt(document, refused.span.start);
    return { nothing: `reads nothing: its parser is strict, and line ${line} has a ${refused.code.replace("-", " ")}` };
  }
  const entries = maps
    .filter(({ readers }) => readers.some((one) => one.client === client && one.file === file))
    .flatMap((map) => map.entries);
  const root = file.root.length === 0 ? "at the top level" : `under \`${file.root.join(".")}\``;
  if (entries.length === 0) return { nothing: `looks ${root} and finds no server` };
  const servers = new Map<string, Fate>();
  for (const entry of entries) {
    const reading = entry.readings.find((one) => one.client === client);
    if (reading) servers.set(entry.name.value, { ...fateOf(reading), ignored: ignoredKeys(entry, reading) });
  }
  return { servers };
}

function linesOf(account: Account, style: Style): readonly string[] {
  if ("nothing" in account) return [`  ${account.nothing}`];
  const rows = [...account.servers].map(([name, { refused, what, ignored }]) => [
    `  ${style.bold(name)}`,
    refused === undefined ? what : style.error(refused) + what,
    style.dim(ignored),
  ]);
  return [table(rows)];
}

function differing(account: Account, from: Account | undefined): Account {
  if (!from || "nothing" in account || "nothing" in from) return account;
  const isOther = ([name, fate]: [string, Fate]): boolean =>
    JSON.stringify(fate) !== JSON.stringify(from.servers.get(name));
  return { servers: new Map([...account.servers].filter(isOther)) };
}

/** The rest of the clients are told of by how they differ from the first. */
function differenceOf(account: Account, from: Account, style: Style): readonly string[] {
  const difference = differing(account, from);
  if ("nothing" in difference || difference === account) return linesOf(account, style);
  return difference.servers.size === 0 ? ["  the same"] : ["  the same, but", ...linesOf(difference, style)];
}

function keyOf(account: Account, from: Account | undefined): string {
  const difference = differing(account, from);
  return JSON.stringify("nothing" in difference ? difference : [account === from, ...difference.servers]);
}

function fateOf(reading: Reading): Omit<Fate, "ignored"> {
  if (isRefusal(reading)) {
    const what = reading.reason === undefined ? "" : `: ${reasons[reading.reason]}`;
    return { refused: refusalVerb(reading)[0], what };
  }
  return { what: reading.disabled ? `${reading.transport}, switched off` : reading.transport };
}

const reasons: Readonly<Record<RefusalReason, string>> = {
  "no-transport": "neither a command nor a URL",
  "url-without-type": "a URL needs a type",
  "command-without-type": "a command needs a type",
  "unknown-type": "it does not know the type",
  "command-and-url": "a command and a URL",
  "leftover-stdio-keys": "keys of a command beside a URL",
  "http-unsupported": "it starts programs only",
  "sse-unsupported": "it does not speak SSE",
  "stdio-unsupported": "it starts no programs",
  "wrong-url-key": "it looks for the URL under another key",
  "bad-shape": "it expects another shape",
};

/** Keys of the entry that the client has no meaning for; said only of clients whose own source or documents are known. */
function ignoredKeys({ node }: ServerEntry, { client, dialect }: Reading): string {
  if (client.certainty !== "source" && client.certainty !== "docs") return "";
  const known = new Set(knownKeys(dialect).map((key) => keyPath(key)[0]));
  const ignored = node.members.filter(({ key }) => !known.has(key)).map(({ key }) => `\`${key}\``);
  return ignored.length === 0 ? "" : `ignores ${ignored.join(", ")}`;
}
