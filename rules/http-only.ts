import type { Project, Reading, ServerEntry } from "../src/model/entry.ts";
import { namesOf, relevantReadings } from "../src/model/relevance.ts";
import { spelled, typeSpelled } from "../src/model/spelling.ts";
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
    bridge: "`{{server}}` starts a process in every session of {{clients}}, only to carry messages to {{target}}",
  },
  folded: {
    stdio: "{{count}} servers are started again by every session",
    bridge: "{{count}} servers start a process in every session only to carry messages to a URL",
  },
  docs: {
    summary: "A server is started over stdio, once more for every session",
    why: `A stdio server belongs to the session that started it. Eight sessions with fifty such servers are four hundred
servers, each with its launcher beside it: sessions and servers multiply until the machine runs out of memory. Over HTTP
one process serves every session.

Below ${many} servers, with one client and one session at a time, this is only a note. From ${many} servers on, or with a
second client or session, it is a warning; in the preset \`hub\` it is an error.

Entries that are switched off, and entries that only clients without HTTP (Claude Desktop) read, are left alone.`,
    remedy: `Run the server once behind a local HTTP hub and give clients its URL, such as \`http://127.0.0.1:18901/mcp\`.
A bridge such as \`mcp-remote\` needs no hub: put its URL into the entry.`,
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
      .map((entry) => ({ entry, readings: startingReadings(entry, project) }))
      .filter(({ readings }) => readings.length > 0);
    const clients = new Set(started.flatMap(({ readings }) => readings.map(({ client }) => client.id)));
    const costly = started.length >= many || clients.size > 1 || settings.sessions > 1;
    for (const { entry, readings } of started) {
      const able = readings.filter(({ dialect }) => dialect.http);
      if (able.length === 0) continue;
      const finding = {
        at: labelled(entry.command ?? entry.name, "starts a process per session"),
        entry,
        severity: costly ? "warning" : "note",
      } as const;
      const data = { server: entry.name.value, clients: namesOf(able) };
      const target = targetOf(entry);
      if (target) {
        const host = target.url.host?.value;
        const bridged = { ...data, target: host === undefined ? "a URL" : `\`${host}\`` };
        report({ ...finding, message: "bridge", data: bridged, help: withoutBridge(able) });
      } else {
        const help = "serve it once over a local HTTP hub and point every client at its URL";
        report({ ...finding, message: "stdio", data, help });
      }
    }
  },
});

/** The readings in which a client does start a process. */
function startingReadings(entry: ServerEntry, project: Project): readonly Reading[] {
  return relevantReadings(entry, project).filter(
    ({ transport, outcome, disabled }) =>
      transport === "stdio" && (outcome === "loaded" || outcome === "unknown") && !disabled,
  );
}

function withoutBridge([first]: readonly Reading[]): string {
  const { client, dialect } = first!;
  const type = typeSpelled(dialect, "http");
  const key = spelled(dialect.http!.urls[0]);
  return `drop the command and give ${client.name} the URL itself, under \`${key}\`${type ? ` with \`${type}\`` : ""}`;
}
