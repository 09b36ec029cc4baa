import { reservedNames } from "../src/data/reserved-names.ts";
import { loadedByClient, meetingsBy } from "../src/model/sessions.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "reserved-name",
  category: "correctness",
  severity: "warning",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    reserved: "{{client}} keeps the name `{{server}}` for a server of its own",
    twin: "`{{server}}` and `{{other}}` differ in case alone: neither people nor rules can tell their tools apart",
  },
  docs: {
    summary: "A server has a name that its client keeps for itself, or another server's but for case",
    why: `Tools are called by the name of their server. Claude Code keeps \`workspace\`, \`claude-in-chrome\` and \`computer-use\` for its own, and
\`claude mcp add\` refuses them; what is written into a file under such a name can be hidden by them.

Of \`GitHub\` and \`github\` in one client one is easily allowed while the other was meant.`,
    remedy: "Give it another name, and change the permissions that name it.",
    references: ["https://code.claude.com/docs/en/mcp"],
    bad: { ".mcp.json": `{ "mcpServers": { "workspace": { "command": "mcp-workspace" } } }` },
    good: { ".mcp.json": `{ "mcpServers": { "my-workspace": { "command": "mcp-workspace" } } }` },
  },
  check({ project, report }) {
    for (const [client, loaded] of loadedByClient(project)) {
      const meetings = meetingsBy(loaded, ({ entry }) => entry.name.value.toLowerCase());
      for (const each of loaded) {
        const { entry } = each;
        const server = entry.name.value;
        if (reservedNames[client.id]?.has(server)) {
          const help = "give it another name";
          report({
            message: "reserved",
            data: { client: client.name, server },
            at: labelled(entry.name, "reserved"),
            entry,
            key: client.id,
            help,
          });
        }
        const twin = meetings.before(each).find((other) => other.entry.name.value !== server);
        // The owner of the file speaks for all who read it.
        if (!twin || each.reading.file.shared) continue;
        report({
          message: "twin",
          data: { server, other: twin.entry.name.value },
          at: [labelled(entry.name, "but for case the same"), labelled(twin.entry.name, "the other")],
          entry,
          key: client.id,
          severity: "note",
          help: "give one of them another name",
        });
      }
    }
  },
});
