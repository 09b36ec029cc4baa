import { isSwitchedOff } from "../src/model/started.ts";
import { optionsAmong } from "../src/model/options.ts";
import { defineRule, labelled } from "../src/rule.ts";

const output: ReadonlySet<string> = new Set(["--outputTransport"]);

export default defineRule({
  id: "forking-bridge",
  category: "transport",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "command",
  messages: {
    session: "`{{server}}` starts its server once more for every session, beside the bridge: it is no hub",
    request: "`{{server}}` starts its server once more for every request: it is no hub",
    shared: "`{{server}}` gives the answers for one session to another: its bridge does not keep sessions apart",
  },
  docs: {
    summary: "A bridge that multiplies the processes it is meant to save",
    why: `\`supergateway --stdio "…"\` puts a server on HTTP, and in none of its modes one process serves many sessions well. With \`--stateful\` it
starts the server again for each session and keeps it (measured: 500 sessions that were dropped, 1,001 processes, 22 GB). Without it
each request starts one. Over SSE all share one process, and two sessions that use the same number for a request get each other's
answers: 100 of 200 calls, measured.`,
    remedy:
      "Put the command behind the bridge into the hub manifest: `mcp-lint hub` runs it once and keeps the sessions apart.",
    references: [
      "https://github.com/supercorp-ai/supergateway",
      "https://github.com/gavinmcfall/home-ops/issues/2328",
      "https://github.com/advisories/GHSA-345p-7cg4-v4c7",
    ],
    bad: {
      "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "npx", "args": ["-y", "supergateway@3.4.3", "--stdio", "mcp-memory", "--outputTransport", "streamableHttp", "--stateful"] } } }`,
    },
    good: { "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "mcp-memory" } } }` },
  },
  check({ entry, project, report }) {
    const { launch, command, name } = entry;
    if (!command || launch?.bridge?.kind !== "supergateway" || launch.bridge.direction !== "to-command") return;
    if (isSwitchedOff(entry, project)) return;
    const words = launch.serverArgs;
    const transport = optionsAmong(words, output).at(-1)?.value.value;
    const isStateful = words.some(({ value }) => value === "--stateful" || value === "--stateful=true");
    const message = transport !== "streamableHttp" ? "shared" : isStateful ? "session" : "request";
    report({
      message,
      data: { server: name.value },
      at: labelled(launch.package?.word ?? launch.program, "the bridge"),
      help: "let the hub start the command behind it: `mcp-lint hub`",
    });
  },
});
