import type { ProblemCode } from "../src/document/document.ts";
import { keyPath } from "../src/clients/client.ts";
import type { Reader } from "../src/discover/source.ts";
import type { ServerEntry } from "../src/model/entry.ts";
import { allKeysOf } from "../src/model/keys.ts";
import { namesOf, relevantReaders } from "../src/model/relevance.ts";
import { defineRule, place } from "../src/rule.ts";

/** Problems that other rules speak of. */
const elsewhere: ReadonlySet<ProblemCode> = new Set(["comment", "trailing-comma", "duplicate-key", "encoding"]);

/** Servers named one by one; more are counted. */
const named = 5;

export default defineRule({
  id: "syntax-error",
  category: "syntax",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  unread: true,
  messages: {
    broken: "{{problem}}",
  },
  docs: {
    summary: "A config that cannot be parsed",
    why: `One missing comma costs every server of the file, and most clients say nothing: they start without servers, or
with whatever a lenient parser guessed. Codex and OpenCode do not start at all.`,
    remedy:
      "Correct the file at the place shown. Placeholders of a template belong into the template, not into its result.",
    references: [
      "https://www.rfc-editor.org/rfc/rfc8259",
      "https://toml.io/en/v1.0.0",
      "https://github.com/eric-cielo/moflo/issues/1126",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx" "args": ["-y", "@modelcontextprotocol/server-memory"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory"] } } }`,
    },
  },
  check({ source, document, maps, entries, project, report }) {
    if (source.generated === "chezmoi-template" || source.generated === "yadm-template") return;
    // What a parser stumbles over further down mostly follows from the first.
    const [first, ...others] = document.problems.filter(({ code }) => !elsewhere.has(code));
    if (!first) return;
    const readers = relevantReaders({ source, maps }, project);
    const lost = namesServers(document.text) ? lossesOf(entries, readers) : [];
    const { code, span, message } = first;
    const help = code === "empty" ? helpForEmpty(source.readers[0]) : first.hint;
    report({
      message: "broken",
      data: { problem: message },
      at: place(document, [], span),
      ...(code === "template" || code === "empty" ? { severity: "warning" } : {}),
      ...(code === "empty" ? {} : { notes: [...lost, ...furtherDown(others.length)] }),
      ...(help === undefined ? {} : { help }),
    });
  },
});

/** An empty map under the key where the owner looks: not every client takes a file without that key. */
function helpForEmpty(owner: Reader | undefined): string {
  const root = (owner?.file.root ?? []).filter((key) => key !== "*");
  const json = root.reduceRight((inner, key) => `{${JSON.stringify(key)}: ${inner}}`, "{}");
  return `write ${root.length === 0 ? "{}" : `\`${json}\``} into it, or delete it`;
}

/** Stands a key in the text that only servers have? Then one may be lost, whatever the parser could make of it. */
function namesServers(text: string): boolean {
  const keys = (["command", "url"] as const).flatMap((field) => allKeysOf(undefined, field));
  const names = keys.map((key) => keyPath(key).at(-1)!);
  return new RegExp(`(?<![\\w-])(?:${names.join("|")})\\\\?["']?\\s*[:=]`).test(text);
}

function furtherDown(count: number): readonly string[] {
  if (count === 0) return [];
  const places = count === 1 ? "one more place does" : `${count} more places do`;
  return [`further down ${places} not parse, perhaps only because of this one`];
}

/** Which servers the problem costs whom. */
function lossesOf(entries: readonly ServerEntry[], readers: readonly Reader[]): readonly string[] {
  const known = entries.filter((entry) => entry.readings.length > 0);
  const names = known.slice(0, named).map(({ name }) => `\`${name.value}\``);
  const more = known.length > named ? ` and ${known.length - named} more` : "";
  const servers = names.length === 0 ? "every server of this file" : names.join(", ") + more;
  const lenient = readers.filter(({ file }) => file.trailingCommas);
  const strict = readers.filter(({ file }) => !file.trailingCommas);
  return [
    ...(strict.length > 0 ? [`lost to ${namesOf(strict)}: ${servers}`] : []),
    ...(lenient.length > 0 ? [`perhaps lost to ${namesOf(lenient)}: ${servers}`] : []),
  ];
}
