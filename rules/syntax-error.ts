import type { ProblemCode } from "../src/document/document.ts";
import { numbered } from "../src/model/consequence.ts";
import type { ModelledDocument, Project } from "../src/model/entry.ts";
import { namesOf, relevantReaders } from "../src/model/relevance.ts";
import { defineRule, place } from "../src/rule.ts";

/** Problems that other rules speak of. */
const elsewhere: ReadonlySet<ProblemCode> = new Set(["comment", "trailing-comma", "duplicate-key"]);

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
  messages: {
    broken: "{{problem}}",
    template: "Template markers are left in a file that {{clients}} {{read}} as it stands",
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
  check({ source, document, entries, project, report }) {
    if (source.generated === "chezmoi-template" || source.generated === "yadm-template") return;
    const readers = relevantReaders(source, project);
    const lost = lostServers({ source, entries }, project);
    document.problems
      .filter(({ code }) => !elsewhere.has(code))
      .forEach(({ code, span, message, hint }, index) => {
        const shared = {
          at: place(document, [], span),
          ...(index === 0 && lost !== undefined ? { notes: [lost] } : {}),
          ...(hint === undefined ? {} : { help: hint }),
        };
        if (code === "template" && readers.length > 0) {
          const read = numbered(["reads", "read"], readers);
          report({ ...shared, message: "template", data: { clients: namesOf(readers), read } });
        } else report({ ...shared, message: "broken", data: { problem: message } });
      });
  },
});

/** Which servers the file cost whom, in one sentence. */
function lostServers(
  { source, entries }: Pick<ModelledDocument, "source" | "entries">,
  project: Project,
): string | undefined {
  const readers = relevantReaders(source, project);
  if (readers.length === 0) return undefined;
  const names = entries.map(({ name }) => `\`${name.value}\``);
  const servers =
    names.length === 0
      ? "of its servers"
      : `of ${[...names.slice(0, named), ...(names.length > named ? [`${names.length - named} more`] : [])].join(", ")}`;
  const lenient = readers.filter(({ file }) => file.trailingCommas);
  const strict = readers.filter(({ file }) => !file.trailingCommas);
  return [
    ...(strict.length > 0 ? [`${namesOf(strict)} ${numbered(["loads", "load"], strict)} none ${servers}`] : []),
    ...(lenient.length > 0 ? [`${namesOf(lenient)} may lose any ${servers}`] : []),
  ].join("; ");
}
