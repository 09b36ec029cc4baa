import type { StayReason } from "../src/migration/migration.ts";
import { defineRule, labelled } from "../src/rule.ts";

/** What other rules report, what the user has decided, and where stdio is right. */
const elsewhere: ReadonlySet<StayReason> = new Set([
  "broken-file",
  "broken-manifest",
  "allowed",
  "no-port",
  "example",
  "plugin",
  "own-process",
  "own-program",
  "shared-already",
  "hosted-client",
]);

export default defineRule({
  id: "hub-unresolvable",
  category: "transport",
  severity: "note",
  confidence: "high",
  presets: { hub: true, strict: true },
  since: "0.1.0",
  scope: "project",
  needs: "migration",
  messages: {
    stays: "`{{server}}` cannot move to a hub as it stands: {{why}}",
  },
  folded: { stays: "{{count}} servers cannot move to a hub as they stand" },
  docs: {
    summary: "A server over stdio holds something that only its client can resolve",
    why: `\`--fix\` moves a server to the hub where nothing is lost by it, and leaves it where something would be: a value that the client
asks for, a variable that only the client sets, a path that starts in the folder of whichever project is open, a file that is generated
or managed elsewhere. Of clients that take no URL at all, such as Claude Desktop, nothing is said, nor of servers that each session needs for
itself, such as a browser, nor of programs of the project itself. This rule says so before anything is fixed, so that a move can be prepared.`,
    remedy: "Do what the finding names, or leave the server on stdio and say so in the config, under `allowStdio`.",
    references: ["https://code.visualstudio.com/docs/reference/variables-reference#_input-variables"],
    bad: {
      ".vscode/mcp.json": `{
  "inputs": [{ "id": "token", "type": "promptString", "password": true }],
  "servers": { "tickets": { "command": "mcp-tickets", "env": { "TOKEN": "\${input:token}" } } }
}`,
    },
    good: {
      ".vscode/mcp.json": `{ "servers": { "tickets": { "command": "mcp-tickets", "env": { "TOKEN": "\${env:TICKETS_TOKEN}" } } } }`,
    },
  },
  check({ project, report }) {
    for (const [entry, outcome] of project.migration ?? project.outlook ?? []) {
      if (outcome.kind !== "stay" || elsewhere.has(outcome.reason)) continue;
      // For a client that takes no URL, stdio is right.
      if (outcome.reason === "no-http" && entry.readings.every(({ dialect }) => !dialect.http)) continue;
      const why = outcome.why.replace(/^(?:The|Its|It|How|Only|This) /, (word) => word.toLowerCase());
      report({
        message: "stays",
        data: { server: entry.name.value, why },
        at: labelled(entry.command ?? entry.name, "stays on stdio"),
        entry,
        help: outcome.wayOut,
      });
    }
  },
});
