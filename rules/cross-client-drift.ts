import { groupBy } from "../src/model/group.ts";
import { plainName } from "../src/model/name.ts";
import { differenceOf } from "../src/model/sameness.ts";
import { loadedByClient, type LoadedEntry } from "../src/model/sessions.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "cross-client-drift",
  category: "correctness",
  severity: "note",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    differs: "`{{server}}` is not the same in {{client}} and {{other}}: {{what}} differ",
  },
  docs: {
    summary: "A server differs from one client to another",
    why: `The same name promises the same tools. When one client has been moved to a new version, address or folder and another has not, the
same prompt does different things, and the difference is looked for in the model.

Compared are the package and its version, the command, its arguments and the address, within one project or one user. Variables are not,
for every client has a spelling of its own for them, nor a URL in one client with a command in another: some can do only one of the two.`,
    remedy:
      "Make them equal: `mcp-lint list` shows all clients side by side. Behind the hub there is one definition for all.",
    references: [
      "https://github.com/runkids/skillshare/issues/96",
      "https://github.com/Yeachan-Heo/oh-my-claudecode/issues/1579",
      "https://github.com/erwins-enkel/shepherd/issues/1243",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] } } }`,
      ".cursor/mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2025.4.25"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] } } }`,
      ".cursor/mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] } } }`,
    },
  },
  check({ project, report }) {
    const owned = [...loadedByClient(project).values()].flat().filter(({ reading }) => !reading.file.shared);
    const key = ({ entry, folder }: LoadedEntry): string => `${folder} ${plainName(entry.name.value)}`;
    for (const [first, ...others] of groupBy(owned, key).values()) {
      const reported = new Set([first.entry]);
      for (const { entry, reading } of others) {
        const what = reading.client === first.reading.client ? undefined : differenceOf(first.entry, entry);
        if (what === undefined || reported.has(entry)) continue;
        reported.add(entry);
        const data = {
          server: entry.name.value,
          client: reading.client.name,
          other: first.reading.client.name,
          what: words[what]!,
        };
        report({
          message: "differs",
          data,
          at: [labelled(entry.name, "differs"), labelled(first.entry.name, "from this one")],
          entry,
          help: "make them equal, or serve one definition to all clients over the hub",
        });
      }
    }
  },
});

const words: Readonly<Record<string, string>> = {
  address: "the addresses",
  package: "the packages",
  command: "the commands",
  version: "the versions",
  arguments: "the arguments",
};
