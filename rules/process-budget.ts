import { configuredEstimate, sessionsText } from "../src/estimate/configured.ts";
import { dearestPlaces } from "../src/estimate/places.ts";
import { integer } from "../src/option.ts";
import { counted, rangeText } from "../src/report/quantity.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "process-budget",
  category: "cost",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    over: "{{sessions}} would start about {{processes}} processes, and no more than {{allowed}} are wanted",
  },
  options: { max: integer("Processes that the servers of all sessions together may be.", 200, { minimum: 0 }) },
  docs: {
    summary: "All sessions together start more processes than they may",
    why: `Every session starts all of its servers again, and each of them with its launcher: \`npx\` alone keeps two processes
waiting beside the server. People have counted 464 such processes after five hours and 2,393 killed by hand in a day,
with systems that ran out of process numbers, file descriptors or memory.

The number comes from the model of \`mcp-lint estimate\`: which servers a session of each client really loads, times the
sessions, times the processes of one start as they were measured. Without \`--sessions\`, one session of each client counts.`,
    remedy: `Serve the servers once over a hub, which \`mcp-lint --fix\` sets up, start them without their launcher, or switch
off what nobody calls. What is allowed is the option \`max\`, or \`estimate.budget.processes\` of the config;
\`mcp-lint estimate --budget processes=200\` holds another number against the same model.`,
    references: [
      "https://github.com/openai/codex/issues/30408",
      "https://github.com/anthropics/claude-code/issues/37600",
    ],
    options: { max: 4 },
    bad: {
      ".mcp.json": `{
  "mcpServers": {
    "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] },
    "context7": { "command": "npx", "args": ["-y", "@upstash/context7-mcp@4.1.1"] }
  }
}`,
    },
    good: {
      ".mcp.json": `{
  "mcpServers": {
    "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] },
    "context7": { "type": "http", "url": "http://127.0.0.1:18902/mcp" }
  }
}`,
    },
  },
  check({ project, settings, options, report }) {
    const estimate = configuredEstimate(project, settings);
    const allowed = settings.estimate?.budget?.processes ?? options.max;
    const { now, hub, launchers } = estimate;
    if (now.processes.likely <= allowed) return;
    const at = dearestPlaces(
      estimate,
      ({ processes }) => processes.likely,
      ({ processes }) => counted(processes.likely, "process"),
    );
    if (!at) return;
    const saves = hub.processes.likely < now.processes.likely;
    report({
      message: "over",
      data: { sessions: sessionsText(estimate, settings), processes: rangeText(now.processes), allowed },
      at,
      ...(launchers.processes.likely > 0 && {
        notes: [`${rangeText(launchers.processes)} of them are launchers such as npx that only wait`],
      }),
      help: saves
        ? `serve them once over a hub, with \`mcp-lint --fix\`: about ${rangeText(hub.processes)} instead`
        : "switch off what nobody calls",
    });
  },
});
