import type { Reader, Source } from "../src/discover/source.ts";
import { nodeAt, type Document, type Path } from "../src/document/document.ts";
import type { Fix } from "../src/fix/fix.ts";
import { rootRename } from "../src/remedy/root-rename.ts";
import { isBroken } from "../src/model/broken.ts";
import { numbered } from "../src/model/consequence.ts";
import type { Project, ServerMap } from "../src/model/entry.ts";
import { isInPlugin } from "../src/model/plugin.ts";
import { namesOf } from "../src/model/relevance.ts";
import { defineRule, place } from "../src/rule.ts";

export default defineRule({
  id: "wrong-root-key",
  category: "syntax",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  messages: {
    form: "{{found}} is {{written}}, and {{clients}} {{look}} for {{wanted}}: {{outcome}}",
    unread: "{{clients}} {{look}} for servers under {{right}}, not under {{found}}: {{lost}}",
    foreign:
      "{{clients}} {{look}} under {{found}} in this file; Claude Code wants {{right}} and reports an error: for it {{lost}}",
  },
  docs: {
    summary: "Servers under a key where their client does not look",
    why: `Every client has its own word for the map of servers: \`mcpServers\`, \`servers\`, \`mcp\`, \`mcp_servers\`, \`context_servers\`,
\`extensions\`. Under another one the file is valid, nothing is reported, and no server starts.

\`.mcp.json\` is read by two families: Claude Code and most others want \`mcpServers\`, Visual Studio wants \`servers\`. A file with \`servers\`
is an error for Claude Code. Nor do clients that want the servers by their names read a list of them, or the reverse.`,
    remedy: "Rename the key to the one the client reads.",
    references: [
      "https://github.com/ravitemer/mcphub.nvim/issues/209",
      "https://github.com/genomoncology/biomcp/issues/243",
      "https://github.com/openai/codex/issues/3441",
      "https://github.com/anthropics/claude-code/issues/45828",
    ],
    bad: {
      ".vscode/mcp.json": `{ "mcpServers": { "github": { "type": "http", "url": "https://api.githubcopilot.com/mcp/" } } }`,
    },
    good: {
      ".vscode/mcp.json": `{ "servers": { "github": { "type": "http", "url": "https://api.githubcopilot.com/mcp/" } } }`,
    },
  },
  check({ source, document, maps, project, report }) {
    // Where brackets are amiss, so are the keys around the servers. What was put away is put right when it is taken out again.
    if (isBroken(document) || source.backup) return;
    const filled = maps.filter(({ entries }) => entries.length > 0);
    const places = filled.map(({ path, keySpan }) => place(document, path, keySpan));
    const owners = ownersOf(source);
    const [owner] = owners;
    if (!owner) return;
    const right = [...new Set(owners.map(({ file }) => spelled(file.root)))].join(" or ");
    const read = filled.filter(({ readers }) => readers.length > 0);
    const seen = new Set(read.flatMap(({ entries }) => entries.map(({ name }) => name.value)));
    for (const [index, { path, readers, entries }] of filled.entries()) {
      const at = places[index]!;
      const isNested = owners.some(({ file }) => isSetting(file.root, path));
      const data = { found: isNested ? inside(path) : spelled(path), lost: lost(entries.length) };
      const own = readers.filter(({ file }) => !file.shared);
      const kind = nodeAt(document.root, path)?.kind === "array" ? "array" : "map";
      if (own.length > 0 && own.every(({ dialect }) => dialect.container !== kind)) {
        const [written, wanted] = kind === "array" ? [forms.array, forms.map] : [forms.map, forms.array];
        const isLenient = own.every(({ dialect }) => dialect.malformed === "tolerated");
        const outcome = isLenient ? "at best they are called by their numbers" : data.lost;
        report({
          message: "form",
          data: {
            found: data.found,
            written,
            wanted,
            clients: namesOf(own),
            look: numbered(["looks", "look"], own),
            outcome,
          },
          at,
          help: `write ${wanted}`,
        });
        continue;
      }
      const isSeen =
        owners.some(({ file }) => isSetting(path, file.root)) || entries.every(({ name }) => seen.has(name.value));
      if (readers.length === 0 && !isSeen) {
        const look = numbered(["looks", "look"], owners);
        const help = remedyFor(path, document, owner);
        const fix = filled.length === 1 ? renameFor(document, path, owners) : undefined;
        report({
          message: "unread",
          data: { ...data, clients: namesOf(owners), look, right },
          at,
          help,
          ...(fix && { fix }),
        });
      } else if (
        readers.length > 0 &&
        !read.some(isReadByClaudeCode) &&
        owner.client.id === claudeCode &&
        !isOfPlugin(source, project)
      ) {
        const look = numbered(["looks", "look"], readers);
        report({
          message: "foreign",
          data: { ...data, clients: namesOf(readers), look, right: spelled(owner.file.root) },
          at,
          severity: "warning",
          help: `keep the servers of Claude Code under ${spelled(owner.file.root)}, and those of ${namesOf(readers)} in a file that it alone reads`,
        });
      }
    }
  },
});

const forms = { array: "a list of servers", map: "an object with each server under its name" };

/** The one client that calls a file with another's root key an error instead of overlooking it. */
const claudeCode = "claude-code";

function isReadByClaudeCode({ readers }: ServerMap): boolean {
  return readers.some(({ client }) => client.id === claudeCode);
}

/** The clients a file belongs to, each with its first root that is one place. */
function ownersOf({ readers }: Source): readonly Reader[] {
  const owned = readers.filter(({ file }) => !file.shared && !file.root.includes("*"));
  return [...new Map(owned.toReversed().map((reader) => [reader.client, reader])).values()].toReversed();
}

/** Only where all owners look in the same place. */
function renameFor(document: Document, path: Path, owners: readonly Reader[]): Fix | undefined {
  const fixes = owners.map((owner) => rootRename(document, path, owner));
  return fixes.every((fix) => fix?.title === fixes[0]?.title) ? fixes[0] : undefined;
}

/** VS Code reads `"mcp.servers"` in its settings like `mcp: {servers}`. */
function isSetting(found: Path, right: Path): boolean {
  return found.length === 1 && right.length > 1 && found[0] === right.join(".");
}

/** Visual Studio looks beside a solution, and never into a plugin, which is another program's. */
function isOfPlugin({ shown }: Source, { documents }: Project): boolean {
  return isInPlugin(shown, new Set(documents.map(({ source }) => source.shown)));
}

/** What is spelled like a single key with dots, and is not one. */
function inside(path: Path): string {
  return `\`${path.at(-1)}\` inside \`${path.slice(0, -1).join(".")}\``;
}

function spelled(root: Path): string {
  if (root.length === 0) return "the top level";
  const isSingle = root.length === 1 && String(root[0]).includes(".");
  return `${isSingle ? "the single key " : ""}\`${root.join(".")}\``;
}

function lost(count: number): string {
  return count === 1 ? "1 server is lost" : `${count} servers are lost`;
}

/** Entries move as they are where the client spells them in the common way. */
function remedyFor(found: Path, { root }: Document, { client, file }: Reader): string {
  const { container, stdio } = client.dialects[file.dialect ?? "default"] ?? client.dialects.default;
  const isCommon = container === "map" && stdio?.command === "command" && stdio.commandForm !== "array";
  const isRename = found.length === 1 && file.root.length === 1 && !nodeAt(root, file.root);
  const move = isRename
    ? `rename ${spelled(found)} to ${spelled(file.root)}`
    : `move the servers to ${spelled(file.root)}`;
  return isCommon && nodeAt(root, found)?.kind === "object"
    ? move
    : `${move}, and spell the entries as ${client.name} does`;
}
