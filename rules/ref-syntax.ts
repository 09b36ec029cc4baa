import type { Reader } from "../src/discover/source.ts";
import { isBroken } from "../src/model/broken.ts";
import { numbered } from "../src/model/consequence.ts";
import type { Reading } from "../src/model/entry.ts";
import { placeholdersOf, type Placeholder } from "../src/model/placeholders.ts";
import {
  isNotExpanded,
  referringTexts,
  understandingOf,
  variableIn,
  type ReferenceField,
} from "../src/model/reference.ts";
import { namesOf, relevantReadings } from "../src/model/relevance.ts";
import { partOf, wordOf } from "../src/model/words.ts";
import { adviceFor, respelled } from "../src/remedy/respelled.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "ref-syntax",
  category: "correctness",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    literal: "{{clients}} {{know}} no `{{written}}`: the server is given these very characters",
    elsewhere: "{{clients}} {{expand}} no variables in `{{field}}`: `{{written}}` stays as it is",
  },
  docs: {
    summary: "A variable is referred to in a way that its client does not know",
    why: `Every client has its own spelling: \`\${VAR}\` in Claude Code and Gemini CLI, \`\${env:VAR}\` in Cursor, VS Code, Cline and Windsurf,
\`{env:VAR}\` in OpenCode; Codex and Claude Desktop expand nothing, Copilot CLI and Kiro only in \`env\` and \`headers\`. A reference in
the spelling of another client is no error anywhere. The server receives \`\${env:TOKEN}\` as its token, and says "unauthorized"; then
people write the token itself into the file.

Only clients whose behaviour is known are spoken of, and only what is a reference beyond doubt. What a shell or \`mcp-remote\` expands
is left alone.`,
    remedy: "Write the reference as this client spells it; `--fix` does where there is a way.",
    references: [
      "https://code.claude.com/docs/en/mcp#environment-variable-expansion-in-mcp-json",
      "https://code.visualstudio.com/docs/reference/variables-reference",
      "https://github.com/microsoft/vscode/issues/336232",
      "https://github.com/github/copilot-cli/issues/1403",
    ],
    bad: {
      ".vscode/mcp.json": `{ "servers": { "wiki": { "command": "wiki-mcp", "env": { "WIKI_TOKEN": "\${WIKI_TOKEN}" } } } }`,
    },
    good: {
      ".vscode/mcp.json": `{ "servers": { "wiki": { "command": "wiki-mcp", "env": { "WIKI_TOKEN": "\${env:WIKI_TOKEN}" } } } }`,
    },
  },
  check({ entry, project, report }) {
    if (isBroken(entry.document)) return;
    const readings = relevantReadings(entry, project).filter(({ disabled }) => !disabled);
    for (const [field, located] of referringTexts(entry)) {
      for (const placeholder of placeholdersOf(located.value)) {
        const deaf = readings.filter(({ dialect }) => isNotExpanded(placeholder, located.value, field, dialect));
        const [owner] = deaf;
        if (!owner) continue;
        const word = partOf(wordOf(located), placeholder.start, placeholder.end);
        const data = {
          clients: namesOf(deaf.map((reading) => deafOf(reading, placeholder))),
          written: shown(placeholder),
        };
        const fix = respelled(placeholder, located, field, entry, project);
        const help = adviceFor(placeholder, field, owner, located.name);
        const notes = notesFor(placeholder, field, owner, readings);
        const finding = { at: labelled(word, "not expanded"), help, notes, ...(fix && { fix }) };
        const isForeign = understandingOf(placeholder, field, owner.dialect) === "literal";
        const [know, expand] = [numbered(["knows", "know"], deaf), numbered(["expands", "expand"], deaf)];
        if (isForeign) report({ ...finding, message: "literal", data: { ...data, know } });
        else report({ ...finding, message: "elsewhere", data: { ...data, expand, field } });
      }
    }
  },
});

/** The program of the client that is meant, where others of it do know the spelling. */
function deafOf({ client, dialect }: Reading, { spelling }: Placeholder): Pick<Reader, "client"> {
  const { inPart } = dialect.placeholders;
  return { client: inPart?.syntaxes.includes(spelling) ? { ...client, name: inPart.deafProgram } : client };
}

/** Whoever understands what is written and not what this client wants. */
function notesFor(
  placeholder: Placeholder,
  field: ReferenceField,
  { client, dialect }: Reading,
  readings: readonly Reading[],
): readonly string[] {
  const wanted = variableIn(placeholder.name, field, dialect);
  const others = readings.filter((other) => {
    return (
      understandingOf(placeholder, field, other.dialect) === "expanded" &&
      variableIn(placeholder.name, field, other.dialect) !== wanted
    );
  });
  if (wanted === undefined || !others[0]) return [];
  const needs = numbered(["needs", "need"], others);
  return [
    `${namesOf(others)} ${needs} \`${shown(placeholder)}\` here: keep that in a file which ${client.name} does not read`,
  ];
}

/** Without the default, which may be a secret. */
function shown({ spelling, name }: Placeholder): string {
  return spelling.replace("VAR", () => name).replace("default", "…");
}
