import { groupBy } from "../src/model/group.ts";
import type { ServerEntry } from "../src/model/entry.ts";
import { plainName } from "../src/model/name.ts";
import { isHttp, portOf, targetOf, type Target } from "../src/model/target.ts";
import { isLoopback } from "../src/model/url.ts";
import { partOf } from "../src/model/words.ts";
import { defineRule, labelled } from "../src/rule.ts";

/** Ports of desktop programs that serve MCP themselves; no one can move them. */
const owned: ReadonlySet<number> = new Set([
  3845, // Figma
  23373, // Beeper
  31126, // Sketch
  39300, // Pieces
  64342, // JetBrains IDEs
]);

/** From here on, servers side by side at `/mcp` on neighbouring ports are a hub and no coincidence. */
const several = 3;

/** How far the ports of one hub lie apart, at most. */
const gap = 2;

interface Candidate {
  readonly entry: ServerEntry;
  readonly target: Target;
  readonly port: number;
}

export default defineRule({
  id: "port-range",
  category: "address",
  severity: "note",
  confidence: "medium",
  presets: { recommended: true, hub: "warning" },
  since: "0.1.0",
  scope: "project",
  messages: {
    outside:
      "Port `{{port}}` of {{servers}} is outside {{from}}–{{to}}, where hubs live: any other program may take it first",
  },
  docs: {
    summary: "A hub entry has a port outside the range set aside for hubs",
    why: `A hub needs ports that nothing else uses and that stay the same on every machine. Ports such as 3000 or 8080 are
where development servers start: sooner or later one of them answers in the place of the MCP server, or the hub cannot
start. The range 18901–18926 collides with no MCP config seen so far.

Only entries that look like a hub's are meant: a loopback address with the path \`/mcp/<server>\`, or at least ${several} servers
at \`/mcp\` on neighbouring ports. Programs that serve MCP on a port of their own (Figma, the JetBrains IDEs, …) are left
alone. In the preset \`hub\` every loopback entry at \`/mcp\` counts.`,
    remedy: "Move the hub to ports inside the range, or say which range you use with `--ports FROM-TO`.",
    references: [
      "https://github.com/malloydata/publisher/issues/1007",
      "https://github.com/agent-receipts/obsigna/issues/125",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:3000/mcp/memory" } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp/memory" } } }`,
    },
  },
  check({ project, settings, report }) {
    const { from, to } = settings.ports;
    const candidates = project.entries.flatMap(candidateOf).filter(({ port }) => port < from || port > to);
    const neighbours = neighbouringPorts(candidates);
    const hubs = candidates.filter(
      (candidate) => settings.preset === "hub" || namesServer(candidate) || neighbours.has(candidate.port),
    );
    for (const [first, ...others] of groupBy(hubs, ({ entry, port }) => `${port} ${entry.document.file}`).values()) {
      const { entry, target, port } = first;
      const part = target.url.port ?? target.url.host!;
      const servers = `\`${entry.name.value}\`${others.length > 0 ? ` and ${others.length} more server${others.length > 1 ? "s" : ""}` : ""}`;
      report({
        message: "outside",
        data: { port, from, to, servers },
        at: labelled(partOf(target.word, part.start, part.end), "outside the range"),
        entry,
        help: `use a port from ${from} to ${to}, or say which range you use with \`--ports\``,
      });
    }
  },
});

/** An entry that reaches `/mcp` or `/mcp/<something>` on this machine over HTTP. */
function candidateOf(entry: ServerEntry): readonly Candidate[] {
  const target = targetOf(entry);
  if (!target || !isHttp(target.url) || !isLoopback(target.url.host?.value ?? "")) return [];
  const port = portOf(target.url);
  if (port === undefined || owned.has(port) || !/^\/mcp(?:\/[^/]+)?\/?$/.test(target.url.path.value)) return [];
  return [{ entry, target, port }];
}

/** Does the path end in the name of the server, as a hub's does? */
function namesServer({ entry, target }: Candidate): boolean {
  const segment = /^\/mcp\/([^/]+)/.exec(target.url.path.value)?.[1];
  return segment !== undefined && plainName(segment) === plainName(entry.name.value);
}

/** The ports that stand in a row of several. */
function neighbouringPorts(candidates: readonly Candidate[]): ReadonlySet<number> {
  const rows: number[][] = [];
  for (const port of [...new Set(candidates.map(({ port }) => port))].sort((a, b) => a - b)) {
    const row = rows.at(-1);
    if (row && port - row.at(-1)! <= gap) row.push(port);
    else rows.push([port]);
  }
  return new Set(rows.filter(({ length }) => length >= several).flat());
}
