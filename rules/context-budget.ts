import { offersOf } from "../src/model/tools.ts";
import { integer } from "../src/option.ts";
import { grouped } from "../src/report/quantity.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "context-budget",
  category: "cost",
  severity: "note",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    over: "The tools of {{client}} take about {{tokens}} tokens of every session before its first word, and {{max}} are wanted at most",
  },
  options: { max: integer("Tokens that the tools of one session may take.", 20_000, { minimum: 0 }) },
  docs: {
    summary: "The lists of tools take more of the context than they may",
    why: `Every server sends the descriptions of all its tools, and most clients put them into the context of every session: 56,000 to 99,000
tokens have been reported before the first question. They are paid for again and again, and what they take is missing for the work.

Counted are servers whose tools were measured, in the tokens of one common model, so that the true number can only be higher. Clients
that look tools up when they are needed pay less. 20,000 tokens are a tenth of a window of 200,000; the option \`max\` sets another limit.`,
    remedy:
      "Switch off what is not used, let the client leave tools out, or move servers into the projects that need them.",
    references: [
      "https://github.com/anthropics/claude-code/issues/13717",
      "https://github.com/anthropics/claude-code/issues/11364",
      "https://github.com/cline/cline/issues/9398",
    ],
    bad: {
      ".mcp.json": `{
  "mcpServers": {
    "notion": { "command": "npx", "args": ["-y", "@notionhq/notion-mcp-server@2.5.2"] },
    "playwright": { "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83"] }
  }
}`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "playwright": { "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83"] } } }`,
    },
  },
  check({ project, settings, options, report }) {
    for (const { client, servers, unknown } of offersOf(project, settings)) {
      const dearest = servers.toSorted((a, b) => b.tokens - a.tokens);
      const tokens = dearest.reduce((sum, each) => sum + each.tokens, 0);
      if (tokens <= options.max) continue;
      const [first, ...others] = dearest.map((each) => labelled(each.entry.name, `${grouped(each.tokens)} tokens`));
      report({
        message: "over",
        data: { client: client.name, tokens: grouped(tokens), max: grouped(options.max) },
        at: [first!, ...others],
        key: client.id,
        ...(unknown > 0 && { notes: [`${unknown} more of its servers are not counted: their tools are not known`] }),
        help: "switch off what is not used, or let the client leave tools out",
      });
    }
  },
});
