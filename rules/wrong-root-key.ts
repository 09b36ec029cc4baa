import type { Reader, Source } from "../src/discover/source.ts";
import { numbered } from "../src/model/consequence.ts";
import type { ServerMap } from "../src/model/entry.ts";
import { namesOf } from "../src/model/relevance.ts";
import { defineRule, place, type Place } from "../src/rule.ts";

export default defineRule({
  id: "wrong-root-key",
  category: "syntax",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  messages: {
    unread: "{{clients}} {{look}} for servers under {{right}}, not under {{found}}: {{lost}}",
    foreign: "{{found}} is where {{others}} {{look}} in this file; {{clients}} {{expect}} {{right}}: {{lost}}",
    place: "{{client}} never reads servers from this file: {{note}}",
  },
  docs: {
    summary: "Servers under a key, or in a file, where their client does not look",
    why: `Every client has its own word for the map of servers: \`mcpServers\`, \`servers\`, \`mcp\`, \`mcp_servers\`, \`context_servers\`,
\`extensions\`. Under another one the file is valid, nothing is reported, and no server starts.

\`.mcp.json\` is read by two families: Claude Code and most others want \`mcpServers\`, Visual Studio wants \`servers\`. A file with \`servers\`
is an error for Claude Code. Some files are mistaken for configs altogether: Claude Code reads no servers from \`.claude/settings.json\`.`,
    remedy: "Rename the key to the one the client reads, or move the servers to the file it reads.",
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
  check({ source, document, maps, report }) {
    const filled = maps.filter(({ entries }) => entries.length > 0);
    if (source.mistaken) {
      const [first, ...others] = filled.map(({ path, keySpan }) => place(document, path, keySpan));
      if (!first) return;
      const { client, note } = source.mistaken;
      const at: [Place, ...Place[]] = [first, ...others];
      report({
        message: "place",
        data: { client: client.name, note },
        at,
        severity: "warning",
        help: "move the servers there",
      });
      return;
    }
    const owners = ownersOf(source);
    const isOwned = ({ readers }: ServerMap): boolean =>
      readers.some(({ client }) => owners.some((one) => one.client === client));
    const seen = new Set(filled.filter(isOwned).flatMap(({ entries }) => entries.map(({ name }) => name.value)));
    const right = owners.find(({ file }) => !file.root.includes("*"))?.file.root;
    if (right === undefined) return;
    const clients = owners.filter(({ file }) => spelled(file.root) === spelled(right));
    for (const map of filled) {
      const { path, keySpan, readers, entries } = map;
      const isCovered = readers.length > 0 ? seen.size > 0 : entries.every(({ name }) => seen.has(name.value));
      if (isOwned(map) || isCovered) continue;
      const shared = {
        clients: namesOf(clients),
        right: spelled(right),
        found: spelled(path),
        lost: lost(entries.length),
      };
      const look = ["looks", "look"] as const;
      const at = place(document, path, keySpan);
      if (readers.length === 0) {
        const help = remedy(path, right, clients[0]!);
        report({ message: "unread", data: { ...shared, look: numbered(look, clients) }, at, help });
      } else {
        const data = {
          ...shared,
          others: namesOf(readers),
          look: numbered(look, readers),
          expect: numbered(["expects", "expect"], clients),
        };
        const help = `give each its own file: ${spelled(right)} here, and ${spelled(path)} where only ${namesOf(readers)} ${numbered(look, readers)}`;
        report({ message: "foreign", data, at, help });
      }
    }
  },
});

function ownersOf({ readers }: Source): readonly Reader[] {
  return readers.filter(({ file }) => !file.shared);
}

function spelled(root: readonly (string | number)[]): string {
  if (root.length === 0) return "the top level";
  return `\`${root.map((key) => (String(key).includes(".") ? `"${key}"` : key)).join(".")}\``;
}

function lost(count: number): string {
  return count === 1 ? "1 server is lost" : `${count} servers are lost`;
}

/** Entries move as they are where the client spells them in the common way. */
function remedy(found: ServerMap["path"], right: readonly string[], { client, file }: Reader): string {
  const { container, stdio } = client.dialects[file.dialect ?? "default"] ?? client.dialects.default;
  const isCommon = container === "map" && stdio?.command === "command" && stdio.commandForm !== "array";
  const move =
    found.length === 1 && right.length === 1
      ? `rename it to ${spelled(right)}`
      : `move the servers to ${spelled(right)}`;
  return isCommon ? move : `${move} and spell them as ${client.name} does`;
}
