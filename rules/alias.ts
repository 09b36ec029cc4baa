import { groupBy } from "../src/model/group.ts";
import { plainName } from "../src/model/name.ts";
import { serverKeyOf } from "../src/model/sameness.ts";
import { loadedByClient, type LoadedEntry } from "../src/model/sessions.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "alias",
  category: "correctness",
  severity: "note",
  confidence: "high",
  presets: { strict: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    named: "`{{server}}` is called `{{other}}` in {{file}}: rules and prompts that name the one do not fit the other",
  },
  folded: { named: "{{count}} servers have another name in another client" },
  docs: {
    summary: "One server has different names in different clients",
    why: `Permissions, tool names (\`mcp__github__create_issue\`) and the prompts people write go by the name of a server. Where the same server is
\`gh\` in one client and \`github\` in another, none of that can be carried over, and a hub counts two.

Names that differ only in case or separators are the same name here. Within one client it is \`effective-duplicate\`.`,
    remedy: "Use one name in all clients.",
    references: ["https://github.com/runkids/skillshare/issues/96"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "github": { "type": "http", "url": "https://api.githubcopilot.com/mcp/" } } }`,
      ".cursor/mcp.json": `{ "mcpServers": { "gh": { "url": "https://api.githubcopilot.com/mcp/" } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "github": { "type": "http", "url": "https://api.githubcopilot.com/mcp/" } } }`,
      ".cursor/mcp.json": `{ "mcpServers": { "github": { "url": "https://api.githubcopilot.com/mcp/" } } }`,
    },
  },
  check({ project, report }) {
    const owned = [...loadedByClient(project).values()].flat().filter(({ reading }) => !reading.file.shared);
    const known = owned.filter(({ entry }) => serverKeyOf(entry) !== undefined);
    const key = ({ entry, folder }: LoadedEntry): string => `${folder} ${serverKeyOf(entry)}`;
    for (const [first, ...others] of groupBy(known, key).values()) {
      const name = plainName(first.entry.name.value);
      const reported = new Set([first.entry]);
      for (const { entry, reading } of others) {
        if (plainName(entry.name.value) === name || reading.client === first.reading.client || reported.has(entry))
          continue;
        reported.add(entry);
        report({
          message: "named",
          data: { server: entry.name.value, other: first.entry.name.value, file: first.entry.source.shown },
          at: [labelled(entry.name, "another name"), labelled(first.entry.name, "the same server")],
          entry,
          help: "use one name in all clients",
        });
      }
    }
  },
});
