import { duplicatesIn } from "../src/model/duplicates.ts";
import { namesOf } from "../src/model/relevance.ts";
import { withoutEntry } from "../src/remedy/without-entry.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "effective-duplicate",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    renamed: "`{{server}}` is the same server as `{{other}}`: {{loads}} its tools twice",
    repeated: "`{{server}}` is loaded twice by {{clients}}, from two files",
  },
  docs: {
    summary: "One client loads the same server twice",
    why: `The tools of the server are listed twice, cost twice the tokens, count twice against the limit that some clients have, and the model
picks one or the other. Over stdio two processes run in every session, too; of two URLs this is only a note.

It comes from two names in one file, or from a user's config and a project's. Two entries are the same server where the package or
command, its arguments, variables and folder are equal, or the URL and its headers; launcher and version do not matter, nor whether a
bridge stands between. Entries with options of their own, such as a list of tools, are left alone; two
names for one port of this machine are for \`port-collision\`.`,
    remedy: "Keep one of them. Permissions refer to a server by its name, so keep the one they name.",
    references: [
      "https://github.com/microsoft/vscode/issues/254984",
      "https://github.com/microsoft/vscode/issues/257420",
      "https://github.com/anthropics/claude-code/issues/26139",
    ],
    bad: {
      ".mcp.json": `{
  "mcpServers": {
    "docs": { "type": "http", "url": "https://docs.example.com/mcp" },
    "documentation": { "command": "npx", "args": ["-y", "mcp-remote@0.1.38", "https://docs.example.com/mcp"] }
  }
}`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "docs": { "type": "http", "url": "https://docs.example.com/mcp" } } }`,
    },
  },
  check({ project, report }) {
    for (const { first, second, clients } of duplicatesIn(project)) {
      const [server, other] = [second.name.value, first.name.value];
      const names = namesOf(clients.map((client) => ({ client })));
      const verb = clients.length === 1 ? "loads" : "load";
      report({
        ...(server === other
          ? { message: "repeated", data: { server, clients: names } }
          : { message: "renamed", data: { server, other, loads: `${names} ${verb}` } }),
        at: [labelled(second.name, "again"), labelled(first.name, "the same server")],
        entry: second,
        // A URL starts no second process.
        severity: second.launch ? "warning" : "note",
        help: "keep one of the two",
        fix: withoutEntry(second),
      });
    }
  },
});
