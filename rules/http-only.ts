import { hostedClients } from "../src/data/hosted-clients.ts";
import { sharingOfEntry } from "../src/data/sharing.ts";
import { startingCost } from "../src/estimate/configured.ts";
import type { Reading, ServerEntry } from "../src/model/entry.ts";
import { groupBy } from "../src/model/group.ts";
import { sharesServers } from "../src/migration/gain.ts";
import { startingReadings, stdioReadings } from "../src/model/started.ts";
import { namesOf } from "../src/model/relevance.ts";
import { companies, type Company } from "../src/model/sessions.ts";
import { quotedList } from "../src/model/spelling.ts";
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
one session on, or where a second client starts one of the servers of the file, or with \`--sessions\`, it is a warning; in the preset \`hub\` it
is an error. How many processes and how much memory the servers of a file take comes from the model of \`mcp-lint estimate\`.

A hub is no remedy for every server. Nothing is said of

- one that each session needs for itself, such as a browser, a terminal or a command line tool (\`railway mcp\`), or that works on
  one project at a time (Serena, Task Master);
- a program of the project itself (\`node server.js\`, \`php artisan …\`), which changes while sessions run, and in the config of a
  project one that needs somebody's home folder;
- one that depends on the folder that is open, or on what only its client knows (\`\${workspaceFolder}\`, \`\${input:token}\`);
- entries that only clients without HTTP (Claude Desktop) read, clients that run elsewhere (Firebase Studio), or clients that share a
  server among their sessions anyway (mcphub.nvim);
- examples and plugins, which others copy or install, files of a user that lie where no home folder is, and entries that are not
  filled in yet, that their launcher refuses, or that name a package that does not exist;
- copies that Ruler, rulesync or AgentsMesh make from a file of their own;
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
      const able = readings.filter(
        ({ client, dialect }) =>
          dialect.http &&
          !Object.hasOwn(hostedClients, client.id) &&
          (settings.preset === "hub" || !sharesServers({ client })),
      );
      // Where no client can take a URL, there is nothing to do but to bridge.
      const clients = able.length > 0 ? able : outcome?.kind === "move" ? readings : [];
      return clients.length > 0 && isForHub(entry, readings, project, settings) ? [{ entry, outcome, clients }] : [];
    });
    for (const together of groupBy(started, ({ entry }) => entry.document).values()) {
      const known = together.map(({ entry }) => ({ entry, ...(companies(project).get(entry) ?? alone) }));
      const servers = Math.max(...known.map((each) => each.servers));
      const isShared =
        known.some(({ clients }) => clients.length > 0) ||
        together.some((each) => new Set(each.clients.map(({ client }) => client)).size > 1);
      const isCostly = servers >= many || isShared || settings.sessions > 1;
      const notes = [
        costOf(known, settings),
        ...(servers >= many ? [`One session starts ${servers} servers`] : []),
        ...readingNotes(together),
        ...sharingNotes(known),
      ];
      for (const { entry, outcome, clients } of together) {
        const isApart = outcome?.kind === "move" && outcome.sharing === "session";
        const {
          why,
          fix,
          help = isApart ? apart : isCostly || settings.preset === "hub" ? now : later,
        } = moveRemedy(outcome);
        const data = { server: entry.name.value, clients: namesOf(clients) };
        const finding = {
          at: labelled(entry.command ?? entry.name, "starts a process per session"),
          entry,
          severity: isCostly ? "warning" : "note",
          help,
          notes: why === undefined ? notes : [...notes, `--fix leaves it as it is. ${why}`],
          ...(fix && { fix }),
        } as const;
        if (isApart) {
          const { reason } = sharingOfEntry(entry, settings.data?.sharing);
          report({ ...finding, message: "apart", data: { ...data, reason } });
        } else report({ ...finding, message: "stdio", data });
      }
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

type Known = Company & { readonly entry: ServerEntry };

const alone: Company = { servers: 1, clients: [] };

function costOf(known: readonly Known[], settings: Settings): string {
  const { processes, settled } = startingCost(
    known.map(({ entry }) => entry),
    settings,
  );
  const count = rangeText(processes);
  const subject = known.length === 1 ? "It takes" : `The ${known.length} such servers of this file take`;
  return `${subject} about ${count} ${count === "1" ? "process" : "processes"} and ${memoryText(settled.likely)} in each session`;
}

/** Which of them several clients start from this very file. */
function readingNotes(together: readonly { readonly entry: ServerEntry; readonly clients: readonly Reading[] }[]) {
  const names = ({ clients }: (typeof together)[number]): string => namesOf(clients);
  return Array.from(groupBy(together, names)).flatMap(([clients, group]) => {
    const count = new Set(group[0].clients.map(({ client }) => client)).size;
    if (count < 2) return [];
    const every = together.length === 1 ? "it" : "them";
    const servers = group.length === together.length ? every : quotedList(group.map(({ entry }) => entry.name.value));
    return [`${clients} ${count === 2 ? "both" : "all"} read this file and start ${servers}`];
  });
}

/** Which of them other clients start as well. */
function sharingNotes(known: readonly Known[]): readonly string[] {
  const shared = known.filter(({ clients }) => clients.length > 0);
  const others = ({ clients }: Known): string => namesOf(clients.map((client) => ({ client })));
  return Array.from(groupBy(shared, others), ([names, group]) => {
    const servers = quotedList([...new Set(group.map(({ entry }) => entry.name.value))]);
    return `${servers} ${group.length === 1 ? "is" : "are"} started by ${names}, too`;
  });
}
