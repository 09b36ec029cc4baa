import { configuredEstimate, sessionsText } from "../src/estimate/configured.ts";
import { dearestPlaces } from "../src/estimate/places.ts";
import { integer } from "../src/option.ts";
import { memoryRangeText, memoryText } from "../src/report/quantity.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "ram-budget",
  category: "cost",
  severity: "warning",
  confidence: "medium",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    over: "{{sessions}} would take about {{memory}} of memory for servers, and no more than {{allowed}} is wanted",
  },
  options: {
    max: integer("MB of memory that the servers of all sessions together may take, idle.", 8192, { minimum: 0 }),
  },
  docs: {
    summary: "All sessions together take more memory for servers than they may",
    why: `Every session starts all of its servers again. One through \`npx\` takes some 70 MB from the machine, a third of it
for the launcher; a server with a browser takes 300 MB more as soon as a page is open. Machines have gone down with 111 GB
in node processes, and with 31 GB in sessions that nobody looked at any more.

The number comes from the model of \`mcp-lint estimate\`, where docs/estimate.md tells how it is worked out: what the machine
really loses once the sessions are idle. A task manager that adds up resident sizes shows two to three times as much.
The finding speaks of what to reckon with, and a note of the range.`,
    remedy: `Serve the servers once over a hub, which \`mcp-lint --fix\` sets up, start them without their launcher, or switch
off what nobody calls. What is allowed is the option \`max\`, or \`estimate.budget.ram\` of the config;
\`mcp-lint estimate --budget ram=8GB\` holds another number against the same model.`,
    references: [
      "https://github.com/anthropics/claude-code/issues/45880",
      "https://github.com/anthropics/claude-code/issues/1935",
    ],
    options: { max: 100 },
    bad: {
      ".mcp.json": `{
  "mcpServers": {
    "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] },
    "gitlab": { "command": "npx", "args": ["-y", "@zereight/mcp-gitlab@2.1.64"] }
  }
}`,
    },
    good: {
      ".mcp.json": `{
  "mcpServers": {
    "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] },
    "gitlab": { "type": "http", "url": "http://127.0.0.1:18902/mcp" }
  }
}`,
    },
  },
  check({ project, settings, options, report }) {
    const estimate = configuredEstimate(project, settings);
    const allowed = settings.estimate?.budget?.ram ?? options.max;
    const { now, hub } = estimate;
    if (now.settled.likely <= allowed) return;
    const at = dearestPlaces(
      estimate,
      ({ settled }) => settled.likely,
      ({ settled }) => memoryText(settled.likely),
    );
    if (!at) return;
    report({
      message: "over",
      data: {
        sessions: sessionsText(estimate, settings),
        memory: memoryText(now.settled.likely),
        allowed: memoryText(allowed),
      },
      at,
      notes: [
        `nine of ten cases lie between: ${memoryRangeText(now.settled)}; in the first minute ${memoryText(now.fresh.likely)}`,
      ],
      help:
        // Less than a fifth is no way out.
        hub.settled.likely < 0.8 * now.settled.likely
          ? `serve them once over a hub, with \`mcp-lint --fix\`: about ${memoryText(hub.settled.likely)} instead`
          : "switch off what nobody calls",
    });
  },
});
