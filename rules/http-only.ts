import { hostedClients } from "../src/data/hosted-clients.ts";
import { sharingOfEntry } from "../src/data/sharing.ts";
import type { Document } from "../src/document/document.ts";
import { startingCost } from "../src/estimate/configured.ts";
import type { ServerEntry } from "../src/model/entry.ts";
import { groupBy } from "../src/model/group.ts";
import { startingReadings, stdioReadings } from "../src/model/started.ts";
import { namesOf } from "../src/model/relevance.ts";
import { companies } from "../src/model/sessions.ts";
import { targetOf } from "../src/model/target.ts";
import { isForHub, moveRemedy } from "../src/remedy/hub-move.ts";
import { memoryText, rangeText } from "../src/report/quantity.ts";
import { defineRule, labelled } from "../src/rule.ts";
import type { Settings } from "../src/settings.ts";

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
    apart:
      "`{{server}}` is not reached over HTTP: every session of {{clients}} starts its own, as it has to, because {{reason}}",
    off: "`{{server}}` is switched off here, and would be started again by every session of {{clients}} once switched on",
  },
  folded: {
    stdio: "{{count}} servers are started again by every session",
    apart: "{{count}} servers are not reached over HTTP: every session starts its own, as it has to",
    off: "{{count}} servers are switched off, and would be started again by every session once switched on",
  },
  docs: {
    summary: "A server is started over stdio, once more for every session",
    why: `A stdio server belongs to the session that started it. Eight sessions with fifty such servers are four hundred
servers, each with its launcher beside it: sessions and servers multiply until the machine runs out of memory. Over HTTP
one process serves every session.

Below ${many} servers, with one client and one session at a time, this is only a note: so few cost little. From ${many} servers in
one session on, or where a second client starts the same server, or with \`--sessions\`, it is a warning; in the preset \`hub\` it
is an error. How many processes and how much memory the servers of a file take comes from the model of \`mcp-lint estimate\`.

A hub is no remedy for every server. Nothing is said of

- one that each session needs for itself, such as a browser or a terminal;
- a program of the project itself (\`node server.js\`, \`php artisan …\`), which changes while sessions run;
- one that depends on the folder that is open, or on what only its client knows (\`\${workspaceFolder}\`, \`\${input:token}\`);
- entries that only clients without HTTP (Claude Desktop) read, or clients that run elsewhere (Firebase Studio);
- examples and plugins, which others copy or install, and entries that are not filled in yet;
- servers that the config names in \`allowStdio\`.

The preset \`hub\`, which wants nothing but HTTP, reports the first three as well. Nothing is said of entries that are switched off,
but \`--fix\` moves them along, still switched off: switched on again, they are one more server of the hub.`,
    remedy: `Run the server once behind a local HTTP hub and give clients its URL, such as \`http://127.0.0.1:18901/mcp\`.
\`mcp-lint --fix\` does that in all configs at once: the definition moves into \`mcp-hub.json\`, with what it takes to put it
back by \`mcp-lint eject\`. Where a file cannot be rewritten, the finding says why.`,
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
    const started = project.entries.flatMap((entry) => {
      const readings = startingReadings(entry, project);
      // A bridge to a URL, and a URL beside the command, are findings of other rules.
      if (readings.length === 0 || project.allowedStdio?.has(entry) || targetOf(entry)) return [];
      const outcome = project.migration?.get(entry);
      const able = readings.filter(({ client, dialect }) => dialect.http && !Object.hasOwn(hostedClients, client.id));
      // Where no client can take a URL, there is nothing to do but to bridge.
      const clients = able.length > 0 ? able : outcome?.kind === "move" ? readings : [];
      return clients.length > 0 && isForHub(entry, readings, project, settings) ? [{ entry, outcome, clients }] : [];
    });
    const costs = new Map<Document, string>();
    for (const [document, together] of groupBy(started, ({ entry }) => entry.document))
      costs.set(
        document,
        costOf(
          together.map(({ entry }) => entry),
          settings,
        ),
      );
    for (const { entry, outcome, clients } of started) {
      const { servers = 1, clients: others = [] } = companies(project).get(entry) ?? {};
      const isCostly = servers >= many || others.length > 0 || clients.length > 1 || settings.sessions > 1;
      const { reason } = sharingOfEntry(entry, settings.data?.sharing);
      const isApart = outcome?.kind === "move" && outcome.sharing === "session";
      const { why, ...remedy } = moveRemedy(outcome);
      const data = { server: entry.name.value, clients: namesOf(clients) };
      report({
        ...(isApart ? { message: "apart", data: { ...data, reason } } : { message: "stdio", data }),
        at: labelled(entry.command ?? entry.name, "starts a process per session"),
        entry,
        severity: isCostly ? "warning" : "note",
        help: isApart ? apart : isCostly || settings.preset === "hub" ? now : later,
        ...remedy,
        notes: [
          costs.get(entry.document),
          servers >= many ? `One session starts ${servers} servers` : undefined,
          others.length > 0
            ? `The same server is started by ${namesOf(others.map((client) => ({ client })))}, too`
            : undefined,
          why === undefined ? undefined : `--fix leaves it as it is. ${why}`,
        ].filter((note) => note !== undefined),
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
        ...moveRemedy(outcome),
      });
    }
  },
});

const now = "serve it once over a local HTTP hub and point every client at its URL";
const apart = "let a hub start it for each session, with `mcp-lint --fix=all`";
const later =
  "with one session at a time it can stay; for several, `mcp-lint --fix` serves it once for all over a local HTTP hub";

function costOf(entries: readonly ServerEntry[], settings: Settings): string {
  const { processes, settled } = startingCost(entries, settings);
  const count = rangeText(processes);
  const subject = entries.length === 1 ? "It takes" : `The ${entries.length} such servers of this file take`;
  return `${subject} about ${count} ${count === "1" ? "process" : "processes"} and ${memoryText(settled.likely)} in each session`;
}
