import { isBroken } from "../src/model/broken.ts";
import { placeholdersOf } from "../src/model/placeholders.ts";
import { isOfEditor, referringTexts, understandingOf } from "../src/model/reference.ts";
import { namesOf, relevantReadings } from "../src/model/relevance.ts";
import { partOf, wordOf } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

const ofEnvironment: ReadonlySet<string> = new Set(["${VAR}", "${env:VAR}", "{env:VAR}", "$VAR"]);

/** What stands in the place of a variable that is not set. */
const leftBy = {
  literal: "the reference as it stands",
  empty: "nothing in its place",
  "entry-error": "an error in its place",
  "file-error": "an error in place of the whole file",
  unknown: "no value",
} as const;

export default defineRule({
  id: "ref-undefined",
  category: "correctness",
  severity: "note",
  confidence: "low",
  presets: { audit: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    unset: "The variable `{{name}}` is not set here: `{{server}}` gets {{what}} from {{clients}}",
  },
  docs: {
    summary: "A variable is referred to that is not set",
    why: `What becomes of it differs: Claude Code leaves the reference as it stands, VS Code and OpenCode write nothing in its place, Warp
refuses the whole file. The server then signs in with \`\${TOKEN}\`, or not at all.

Looked at only with \`--machine\`, in the environment of whoever runs it. A client started from the desktop has another one, with less in
it as a rule; that is why this is a note, and only in \`audit\`.`,
    remedy:
      "Set the variable where the client is started, or give it a default where the client knows such: `${VAR:-default}`.",
    references: ["https://code.claude.com/docs/en/mcp#environment-variable-expansion-in-mcp-json"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "wiki": { "command": "wiki-mcp", "env": { "WIKI_TOKEN": "\${WIKI_TOKEN}" } } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "wiki": { "command": "wiki-mcp", "env": { "WIKI_TOKEN": "\${WIKI_TOKEN:-none}" } } } }`,
    },
  },
  check({ entry, project, report }) {
    const { machine } = project;
    if (!machine || isBroken(entry.document)) return;
    const readings = relevantReadings(entry, project).filter(({ disabled }) => !disabled);
    for (const [field, text] of referringTexts(entry)) {
      for (const placeholder of placeholdersOf(text.value)) {
        const { spelling, name, start, end } = placeholder;
        if (!ofEnvironment.has(spelling) || isOfEditor(placeholder) || machine.hasVariable(name)) continue;
        const expanding = readings.filter(({ dialect }) => understandingOf(placeholder, field, dialect) === "expanded");
        if (!expanding[0] || !/^[A-Z_][A-Z0-9_]*$/.test(name)) continue;
        const what = leftBy[expanding[0].dialect.placeholders.unset ?? "unknown"];
        report({
          message: "unset",
          data: { name, server: entry.name.value, what, clients: namesOf(expanding) },
          at: labelled(partOf(wordOf(text), start, end), "not set"),
          help: "set it where the client is started",
        });
      }
    }
  },
});
