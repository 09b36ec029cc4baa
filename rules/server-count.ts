import { rangeOf, sumOf } from "../src/estimate/amount.ts";
import { knowledgeOf } from "../src/estimate/configured.ts";
import { loadsOf } from "../src/estimate/load.ts";
import { startOf } from "../src/estimate/start.ts";
import { integer } from "../src/option.ts";
import { grouped } from "../src/report/quantity.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "server-count",
  category: "cost",
  severity: "note",
  confidence: "high",
  presets: { strict: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    many: "Every session of {{client}} loads {{count}} servers, and the tools of all of them compete for its context",
  },
  options: { max: integer("Servers that a session may load, by whatever transport.", 10, { minimum: 0 }) },
  docs: {
    summary: "Sessions of a client load more servers than they may",
    why: `The list of tools of every server goes into the context of every session, whether it is used or not: half of the
servers measured send more than 2,700 tokens, some more than 15,000. Models choose worse among fifty tools than among
five, and some clients stop at 40, 100 or 128 of them. Servers that a hub runs count too: a hub saves memory, not tokens.`,
    remedy: `Keep for everyone what everyone uses, and move the rest into the configs of the projects that need it. Switch off
what was not called for a month. The option \`max\` sets another limit.`,
    references: [
      "https://github.com/anthropics/claude-code/issues/13717",
      "https://github.com/microsoft/vscode/issues/257420",
    ],
    options: { max: 1 },
    bad: {
      ".mcp.json": `{
  "mcpServers": {
    "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" },
    "context7": { "type": "http", "url": "http://127.0.0.1:18902/mcp" }
  }
}`,
    },
    good: { ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }` },
  },
  check({ project, settings, options, report }) {
    for (const { client, started, connected } of loadsOf(project)) {
      const loaded = [...started, ...connected].map(({ entry }) => entry);
      const beyond = loaded[options.max];
      if (!beyond) continue;
      const starts = started.map(({ entry }) => startOf(entry, knowledgeOf(settings)));
      const measured = starts.filter(({ tools }) => tools !== undefined);
      const tokens = rangeOf(sumOf(measured.map(({ tokens }) => tokens))).likely;
      report({
        message: "many",
        data: { client: client.name, count: loaded.length },
        at: labelled(beyond.name, `number ${options.max + 1}`),
        key: client.id,
        ...(tokens > 0 && {
          notes: [`${measured.length} of them are known to send about ${grouped(tokens)} tokens of tools`],
        }),
        help: "keep for everyone what everyone uses, and the rest in the projects that need it",
      });
    }
  },
});
