import type { Reader } from "../src/discover/source.ts";
import { nodeAt, type Member, type Path } from "../src/document/document.ts";
import { entryFix } from "../src/remedy/entry-fix.ts";
import { renameOn } from "../src/remedy/entry-ops.ts";
import type { Fix } from "../src/fix/fix.ts";
import { rootRename } from "../src/remedy/root-rename.ts";
import type { ModelledDocument, Project, ServerEntry } from "../src/model/entry.ts";
import { spelled } from "../src/model/spelling.ts";
import { knownKeys, misspellingsIn, sameWord, typoOf, type Misspelling } from "../src/model/misspelling.ts";
import { relevantReadings } from "../src/model/relevance.ts";
import { defineRule, place } from "../src/rule.ts";

export default defineRule({
  id: "near-miss-key",
  category: "syntax",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  messages: {
    key: "{{client}} does not know `{{key}}`: {{effect}}",
    root: "{{client}} does not know `{{key}}`: no server of this file is found",
  },
  docs: {
    summary: "A key that is almost one the client knows",
    why: `Clients ignore keys they do not know, so a slip of the finger is silent: \`"httpUrl "\` with a space at its end is no URL,
\`cmd\` is no command, and the headers under \`headers\` are never sent by Codex, which calls them \`http_headers\`.

Reported is only what is all but certain: another case, blanks, or separators; one wrong letter in a longer word; and a short list
of names that other clients use for the same thing. Keys the client knows are never reported, nor remarks such as \`_comment\`.`,
    remedy: "Rename the key.",
    references: [
      "https://github.com/google-gemini/gemini-cli/issues/14621",
      "https://learn.chatgpt.com/docs/extend/mcp",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "argargs": ["-y", "@modelcontextprotocol/server-memory"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory"], "_comment": "notes" } } }`,
    },
  },
  check({ project, report, source, document, maps, entries }) {
    for (const entry of entries) {
      const readings = relevantReadings(entry, project);
      for (const misspelling of misspellingsIn(entry, readings)) {
        const { member, meant, field } = misspelling;
        const fix = renameFor(entry, project, misspelling);
        report({
          message: "key",
          data: { client: readings[0]!.client.name, key: member.key, effect: effectOf(field) },
          at: place(document, [...entry.path, member.key], member.keySpan),
          entry,
          help: `rename it to \`${spelled(meant)}\``,
          ...(field === undefined ? { severity: "warning" } : {}),
          ...(fix && { fix }),
        });
      }
    }
    const root = misspeltRoot({ source, document, maps });
    if (!root) return;
    const fix = rootRename(document, root.path, root.owner);
    report({
      message: "root",
      data: { client: root.owner.client.name, key: root.member.key },
      at: place(document, root.path, root.member.keySpan),
      help: `rename it to \`${root.meant}\``,
      ...(fix && { fix }),
    });
  },
});

function effectOf(field: Misspelling["field"]): string {
  return field === undefined ? "it has no effect" : effects[field];
}

const effects: Readonly<Record<NonNullable<Misspelling["field"]>, string>> = {
  type: "the entry has no type",
  command: "the entry has no command",
  args: "the arguments never reach the server",
  env: "the variables never reach the server",
  cwd: "the server starts in another folder",
  url: "the entry has no URL",
  headers: "the headers are never sent",
  token: "the token is never sent",
  disabled: "it switches nothing on or off",
};

function renameFor(entry: ServerEntry, project: Project, { member, meant }: Misspelling): Fix | undefined {
  if (typeof meant !== "string") return undefined;
  const deaf = entry.readings.filter(({ dialect }) => !knownKeys(dialect).includes(member.key));
  const title = `rename \`${member.key}\` to \`${meant}\``;
  return entryFix(entry, project, deaf, [{ title, ops: [renameOn(entry, member.key, meant)] }]);
}

interface MisspeltRoot {
  readonly owner: Reader;
  readonly member: Member;
  readonly path: Path;
  readonly meant: string;
}

/** The first step towards the servers that is missing, where its parent holds something close. */
function misspeltRoot({
  source,
  document,
  maps,
}: Pick<ModelledDocument, "source" | "document" | "maps">): MisspeltRoot | undefined {
  const [owner]: readonly Reader[] = source.readers;
  if (!owner || maps.some(({ entries }) => entries.length > 0)) return undefined;
  const { root } = owner.file;
  const depth = root.findIndex((_, index) => nodeAt(document.root, root.slice(0, index + 1)) === undefined);
  const meant = root[depth];
  const parent = nodeAt(document.root, root.slice(0, depth));
  if (meant === undefined || meant === "*" || parent?.kind !== "object") return undefined;
  const member = parent.members.find(
    ({ key, value }) => value.kind !== "scalar" && (sameWord(key, [meant]) ?? typoOf(key, [meant])) !== undefined,
  );
  return member && { owner, member, path: [...root.slice(0, depth), member.key], meant };
}
