import { serverKeyOf } from "../src/model/sameness.ts";
import { keepsBoth, loadedByClient, meetingsBy, outranks } from "../src/model/sessions.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "shadowed",
  category: "correctness",
  severity: "note",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    loses: "{{client}} takes the `{{server}}` of {{winner}}, which is another one: this one is not used there",
  },
  docs: {
    summary: "A server is hidden by another one of its name",
    why: `A client that finds one name in two of its files takes the definition that is nearer to the work at hand: the project's before the
user's. What was entered for the whole machine is then not what runs in that project, and some lists of servers show the one and start
the other.

That is what scopes are for, so it is a note and not in \`recommended\`. Definitions that lead to the same server are not reported.`,
    remedy: "Give one of them another name where both are wanted, or take one out.",
    references: [
      "https://github.com/github/copilot-cli/issues/3379",
      "https://code.claude.com/docs/en/mcp#scope-hierarchy-and-precedence",
    ],
    bad: {
      "home/.claude.json": `{
  "mcpServers": {},
  "projects": { "/project/home": { "mcpServers": { "db": { "type": "http", "url": "http://127.0.0.1:9001/mcp" } } } }
}`,
      "home/.mcp.json": `{ "mcpServers": { "db": { "type": "http", "url": "http://127.0.0.1:9002/mcp" } } }`,
    },
    good: {
      "home/.claude.json": `{
  "mcpServers": {},
  "projects": { "/project/home": { "mcpServers": { "db-of-the-test": { "type": "http", "url": "http://127.0.0.1:9001/mcp" } } } }
}`,
      "home/.mcp.json": `{ "mcpServers": { "db": { "type": "http", "url": "http://127.0.0.1:9002/mcp" } } }`,
    },
  },
  check({ project, report }) {
    for (const [client, loaded] of loadedByClient(project)) {
      if (keepsBoth(client)) continue;
      const meetings = meetingsBy(loaded, ({ entry }) => entry.name.value);
      for (const loser of loaded) {
        const { entry } = loser;
        const winner = meetings
          .all(loser)
          .find((other) => outranks(other, loser) && serverKeyOf(other.entry) !== serverKeyOf(entry));
        if (!winner) continue;
        report({
          message: "loses",
          data: { client: client.name, server: entry.name.value, winner: winner.entry.source.shown },
          at: [labelled(entry.name, "not used there"), labelled(winner.entry.name, "used")],
          entry,
          key: client.id,
          help: "give one of them another name, or take one out",
        });
      }
    }
  },
});
