import type { Fix } from "../src/fix/fix.ts";
import type { Move, Stay } from "../src/migration/migration.ts";
import { startingReadings, stdioReadings } from "../src/model/started.ts";
import { namesOf } from "../src/model/relevance.ts";
import { targetOf } from "../src/model/target.ts";
import { defineRule, labelled } from "../src/rule.ts";

/** Below this many stdio servers one session of one client is no burden. */
const many = 15;

export default defineRule({
  id: "http-only",
  category: "transport",
  severity: "note",
  confidence: "high",
  presets: { recommended: true, hub: "error" },
  since: "0.1.0",
  scope: "project",
  messages: {
    stdio: "`{{server}}` is started again by every session of {{clients}}",
    off: "`{{server}}` is switched off here, and would be started again by every session of {{clients}} once switched on",
  },
  folded: {
    stdio: "{{count}} servers are started again by every session",
    off: "{{count}} servers are switched off, and would be started again by every session once switched on",
  },
  docs: {
    summary: "A server is started over stdio, once more for every session",
    why: `A stdio server belongs to the session that started it. Eight sessions with fifty such servers are four hundred
servers, each with its launcher beside it: sessions and servers multiply until the machine runs out of memory. Over HTTP
one process serves every session.

Below ${many} servers, with one client and one session at a time, this is only a note. From ${many} servers on, or with a
second client or session, it is a warning; in the preset \`hub\` it is an error.

Entries that only clients without HTTP (Claude Desktop) read are left alone, and so are servers that the config names in
\`allowStdio\`. Nothing is said of entries that are switched
off, but \`--fix\` moves them along, still switched off: switched on again, they are one more server of the hub.`,
    remedy: `Run the server once behind a local HTTP hub and give clients its URL, such as \`http://127.0.0.1:18901/mcp\`.
\`mcp-lint --fix\` does that in all configs at once: the definition moves into \`mcp-hub.json\`, with what it takes to put it
back by \`mcp-lint eject\`. What only a client can resolve, such as \`\${input:token}\`, keeps a server where it is, and the
finding says so.`,
    references: [
      "https://modelcontextprotocol.io/specification/2025-11-25/basic/transports",
      "https://github.com/anthropics/claude-code/issues/45880",
      "https://github.com/anthropics/claude-code/issues/83771",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] } } }`,
    },
    good: { ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }` },
  },
  check({ project, settings, report }) {
    const started = project.entries
      .filter((entry) => !project.allowedStdio?.has(entry))
      .map((entry) => ({ entry, readings: startingReadings(entry, project) }))
      .filter(({ readings }) => readings.length > 0);
    const clients = new Set(started.flatMap(({ readings }) => readings.map(({ client }) => client.id)));
    const costly = started.length >= many || clients.size > 1 || settings.sessions > 1;
    for (const { entry, readings } of started) {
      const able = readings.filter(({ dialect }) => dialect.http);
      // A bridge to a URL, and a URL beside the command, are findings of other rules.
      if (targetOf(entry)) continue;
      // Where no client can take a URL, there is nothing to do but to bridge.
      if (able.length === 0 && project.migration?.get(entry)?.kind !== "move") continue;
      report({
        message: "stdio",
        data: { server: entry.name.value, clients: namesOf(able.length > 0 ? able : readings) },
        at: labelled(entry.command ?? entry.name, "starts a process per session"),
        entry,
        severity: costly ? "warning" : "note",
        help: "serve it once over a local HTTP hub and point every client at its URL",
        ...cure(project.migration?.get(entry)),
      });
    }
    for (const [entry, outcome] of project.migration ?? []) {
      const readings = stdioReadings(entry, project);
      if (outcome.kind !== "move" || readings.some(({ disabled }) => !disabled)) continue;
      report({
        message: "off",
        data: { server: entry.name.value, clients: namesOf(readings) },
        at: labelled(entry.command ?? entry.name, "would start a process per session"),
        entry,
        severity: "note",
        help: "move it along with the others; it stays switched off",
        ...cure(outcome),
      });
    }
  },
});

/** What moves an entry to the hub, or why it stays and what could be done about that. */
function cure(outcome: Move | Stay | undefined): {
  readonly fix?: Fix;
  readonly help?: string;
  readonly notes?: readonly string[];
} {
  switch (outcome?.kind) {
    case "move":
      return { fix: { title: `serve it over the hub, at ${outcome.url}`, safety: outcome.safety, ops: outcome.ops } };
    case "stay":
      return { help: outcome.wayOut, notes: [`--fix leaves it as it is. ${outcome.why}`] };
    default:
      return {};
  }
}
