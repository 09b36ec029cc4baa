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
    stdio: "`{{server}}` is started again by every session of every client",
  },
  docs: {
    summary: "A server is started over stdio, once more for every session",
    why: `A stdio server belongs to the session that started it. Eight sessions with fifty such servers are four hundred
servers, each with its launcher and helpers beside it: that is how 3,624 processes took down a machine with 128 GB. Over
HTTP one process serves every session.

Below ten servers and with one session at a time this is only a note. From ${many} servers on, or with a second client or
session, it is a warning; in the preset \`hub\` it is an error.`,
    remedy:
      "Run the server once behind a local HTTP hub and give clients its URL, such as `http://127.0.0.1:18901/mcp`.",
    references: [
      "https://modelcontextprotocol.io/specification/2025-11-25/basic/transports",
      "https://github.com/anthropics/claude-code/issues/45880",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory@2026.8.31"] } } }`,
    },
    good: { ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }` },
  },
  check({ project, settings, report }) {
    const stdio = project.entries.filter(({ transport }) => transport === "stdio");
    const clients = new Set(stdio.map(({ readings }) => readings[0]?.client.id));
    const costly = stdio.length >= many || clients.size > 1 || settings.sessions > 1;
    for (const entry of stdio) {
      report({
        message: "stdio",
        data: { server: entry.name.value },
        at: labelled(entry.command ?? entry.name, "starts a process per session"),
        entry,
        severity: costly ? "warning" : "note",
        help: "serve it once over a local HTTP hub and point every client at its URL",
      });
    }
  },
});
