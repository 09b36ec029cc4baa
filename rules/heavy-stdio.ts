import { weightOf } from "../src/data/heavy.ts";
import { ownHttpCommand, ownHttpOf } from "../src/data/own-http.ts";
import { sharingOfEntry } from "../src/data/sharing.ts";
import { configuredEstimate } from "../src/estimate/configured.ts";
import type { Estimate, ServerCost } from "../src/estimate/estimate.ts";
import { openPage } from "../src/estimate/factors.ts";
import type { ServerEntry } from "../src/model/entry.ts";
import { namesOf } from "../src/model/relevance.ts";
import { oncePer } from "../src/once-per.ts";
import { memoryText } from "../src/report/quantity.ts";
import { defineRule, labelled } from "../src/rule.ts";
import type { Settings } from "../src/settings.ts";

/** MB of one start, without its launcher, from which on a server is heavy. */
const heavy = 80;

export default defineRule({
  id: "heavy-stdio",
  category: "cost",
  severity: "warning",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    browser: "`{{server}}` opens a browser of its own in {{sessions}} that looks at a page: {{cost}} more",
    model: "`{{server}}` keeps a language or speech model in memory in {{sessions}}",
    index: "`{{server}}` indexes code once more in {{sessions}}",
    large: "`{{server}}` takes about {{memory}} in {{sessions}}",
  },
  docs: {
    summary: "A browser, a model, an index or another heavy server is started by several sessions",
    why: `Most servers are small. One with a browser is not: with a page open it adds eleven processes and 190 to 405 MB to each
session (Playwright and Chrome DevTools, measured). Servers that load a model or index a code base, and some that bundle a
cloud SDK, take as much from the start. In one report five sessions with such servers took 17 GB, most of it never used.

Only what two or more sessions start is meant: give \`--sessions\`, or use two clients. A browser that runs already and is only
attached to (\`--cdp-endpoint\`, \`--browser-url\`, \`--extension\`) is opened once, and not meant.`,
    remedy: `Serve it once over a hub, or in its own HTTP mode where it has one; \`mcp-lint explain SERVER\` says which is better
for it. Where each session needs it to itself, move it from the config of the user to those of the projects that use it, and
switch it off where it is not used.`,
    references: [
      "https://github.com/anthropics/claude-code/issues/82952",
      "https://github.com/microsoft/playwright-mcp",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "playwright": { "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83"] } } }`,
      ".cursor/mcp.json": `{ "mcpServers": { "playwright": { "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83"] } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "playwright": { "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83"] } } }`,
    },
  },
  check({ entry, project, settings, report }) {
    if (!entry.launch) return;
    const cost = costsByEntry(configuredEstimate(project, settings)).get(entry);
    const uses = cost?.uses.filter(({ served, sessions }) => !served && sessions > 0) ?? [];
    const open = uses.reduce((sum, use) => sum + use.sessions, 0);
    if (!cost || open < 2) return;
    const { start } = cost;
    const args = entry.launch.serverArgs.map(({ value }) => value);
    const weight = weightOf([start.name], args);
    const memory = start.server.settled.mean;
    if (weight === undefined && (start.source.kind === "unknown" || memory < heavy)) return;

    const finding = {
      at: labelled(entry.command ?? entry.name, "once more for every session"),
      help: helpFor(start.name, entry, settings),
    };
    const each = open === uses.length ? "each session" : `each of ${open} sessions`;
    const data = { server: entry.name.value, sessions: `${each} of ${namesOf(uses)}` };
    switch (weight) {
      case "browser":
        return report({ ...finding, message: "browser", data: { ...data, cost: pageCost } });
      case "model":
      case "index":
        return report({ ...finding, message: weight, data });
      default:
        return report({ ...finding, message: "large", data: { ...data, memory: memoryText(memory) } });
    }
  },
});

const costsByEntry = oncePer(
  ({ servers }: Estimate): ReadonlyMap<ServerEntry, ServerCost> =>
    new Map(servers.flatMap((cost) => cost.uses.map(({ entry }) => [entry, cost]))),
);

function helpFor(name: string, entry: ServerEntry, { data }: Settings): string {
  const own = ownHttpOf(name);
  if (own?.isolates !== undefined) {
    return `serve it once in its own HTTP mode, which keeps sessions apart: \`${ownHttpCommand(own)}\``;
  }
  const { sharing } = sharingOfEntry(entry, data?.sharing);
  if (sharing !== "session") return "serve it once over a hub, with `mcp-lint --fix`";
  return entry.ownReadings.some(({ file }) => file.scope === "user")
    ? "each session needs it to itself: keep it in the configs of the projects that use it"
    : "each session needs it to itself: switch it off where it is not used";
}

const { processes, memory } = openPage;
const pageCost = `${processes} processes and ${memory.low} to ${memory.high} MB`;
