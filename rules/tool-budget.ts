import { offersOf } from "../src/model/tools.ts";
import { integer } from "../src/option.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "tool-budget",
  category: "cost",
  severity: "warning",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    over: "{{client}} is offered at least {{count}} tools, and takes {{limit}}: the rest is left out, or the request fails",
  },
  options: {
    cursor: integer("Tools that Cursor takes.", 40, { minimum: 1 }),
    windsurf: integer("Tools that Windsurf takes.", 100, { minimum: 1 }),
    vscode: integer("Tools that Visual Studio Code takes.", 128, { minimum: 1 }),
  },
  docs: {
    summary: "The servers of a client have more tools than it takes",
    why: `Some clients stop at a number of tools: Cursor at about 40, Windsurf at 100, and Visual Studio Code at 128, where the request to the
model fails. Five servers are enough to get there.

Counted are servers whose tools were measured, so that the true number can only be higher; servers with a list of the tools that are
wanted are not counted at all.`,
    remedy: "Switch servers off, let the client leave tools out, or move servers into the projects that need them.",
    references: [
      "https://github.com/microsoft/vscode/issues/337428",
      "https://github.com/microsoft/vscode/issues/255585",
      "https://github.com/microsoft/vscode-copilot-release/issues/11653",
    ],
    bad: {
      ".cursor/mcp.json": `{
  "mcpServers": {
    "playwright": { "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83"] },
    "devtools": { "command": "npx", "args": ["-y", "chrome-devtools-mcp@1.11.0"] }
  }
}`,
    },
    good: {
      ".cursor/mcp.json": `{ "mcpServers": { "playwright": { "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83"] } } }`,
    },
  },
  check({ project, settings, options, report }) {
    const limits: Readonly<Record<string, number>> = options;
    for (const { client, servers, unknown } of offersOf(project, settings)) {
      const limit = Object.hasOwn(limits, client.id) ? limits[client.id]! : Infinity;
      const count = servers.reduce((sum, { tools }) => sum + tools, 0);
      if (count <= limit) continue;
      const [first, ...others] = servers.map(({ entry, tools }) => labelled(entry.name, `${tools} tools`));
      report({
        message: "over",
        data: { client: client.name, count, limit },
        at: [first!, ...others],
        key: client.id,
        ...(unknown > 0 && { notes: [`${unknown} more of its servers are not counted: their tools are not known`] }),
        help: "switch servers off, or let the client leave tools out",
      });
    }
  },
});
