import type { ServerEntry } from "../src/model/entry.ts";
import { loadedByClient, meetingsBy } from "../src/model/sessions.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "env-only-twin",
  category: "correctness",
  severity: "note",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    twin: "`{{server}}` and `{{other}}` differ in their variables alone: releases of Claude Code took them for one and dropped it",
  },
  docs: {
    summary: "Two servers in Claude Code differ in their variables alone",
    why: `Two accounts of one service are two entries with one command and different tokens, and that is right. Releases of Claude Code compared
the command and its arguments only, and silently left the second out. A hub tells them apart.`,
    remedy:
      "Keep both. Where one is missing from `/mcp`, give the two commands an argument that differs, or serve them over the hub.",
    references: ["https://github.com/anthropics/claude-code/issues/85862"],
    bad: {
      ".mcp.json": `{
  "mcpServers": {
    "mail-home": { "command": "mcp-mail", "env": { "ACCOUNT": "home" } },
    "mail-work": { "command": "mcp-mail", "env": { "ACCOUNT": "work" } }
  }
}`,
    },
    good: {
      ".mcp.json": `{
  "mcpServers": {
    "mail-home": { "command": "mcp-mail", "args": ["home"], "env": { "ACCOUNT": "home" } },
    "mail-work": { "command": "mcp-mail", "args": ["work"], "env": { "ACCOUNT": "work" } }
  }
}`,
    },
  },
  check({ project, report }) {
    for (const [{ id }, loaded] of loadedByClient(project)) {
      if (id !== "claude-code") continue;
      const started = loaded.filter(({ entry }) => entry.command);
      const meetings = meetingsBy(started, ({ entry }) => startOf(entry));
      for (const each of started) {
        const { entry } = each;
        const first = meetings.before(each).find((other) => areTwins(other.entry, entry));
        if (!first) continue;
        report({
          message: "twin",
          data: { server: entry.name.value, other: first.entry.name.value },
          at: [labelled(entry.name, "may be left out"), labelled(first.entry.name, "its twin")],
          entry,
          help: "keep both, and see that both are there",
        });
      }
    }
  },
});

/** Of two that start alike. */
function areTwins(one: ServerEntry, other: ServerEntry): boolean {
  return one.name.value !== other.name.value && one.identity !== other.identity;
}

function startOf({ command, args, cwd }: ServerEntry): string {
  return JSON.stringify([command?.value, args.map(({ value }) => value), cwd?.value]);
}
