import { sharingOf } from "../src/data/sharing.ts";
import { isHub } from "../src/manifest/client.ts";
import { readManifest } from "../src/manifest/read.ts";
import { nodeAt } from "../src/document/document.ts";
import { defineRule, labelled, place } from "../src/rule.ts";

export default defineRule({
  id: "stateful-on-hub",
  category: "correctness",
  severity: "note",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "document",
  messages: {
    shared: "All sessions share `{{server}}`, and {{reason}}: one session works in the state of another",
    writers: "Several sessions call `{{server}}` at a time, and {{reason}}",
  },
  docs: {
    summary: "A server that keeps a state is shared by all sessions of the hub",
    why: `One process for all sessions is what a hub is for, and right for nearly every server. A browser, a terminal or a debugger has a state
of its own: one session opens a page, another one clicks on it. Servers that rewrite one file lose changes when two calls meet.

The hub knows the common ones and treats them so by itself; this is about manifests that say \`shared\` or a \`pool\` of them. Whoever wants
to share a logged-in browser is right to say so, therefore it is a note and not in \`recommended\`.`,
    remedy:
      "Let `sharing` be `session` for a process in each session, or `serial` for one call at a time, or leave it out.",
    references: [
      "https://github.com/samanhappy/mcphub/issues/982",
      "https://github.com/anthropics/claude-ai-mcp/issues/583",
    ],
    bad: {
      "mcp-hub.json": `{ "servers": { "browser": { "port": 18901, "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83"], "sharing": "shared" } } }`,
    },
    good: {
      "mcp-hub.json": `{ "servers": { "browser": { "port": 18901, "command": "npx", "args": ["-y", "@playwright/mcp@0.0.83"], "sharing": "session" } } }`,
    },
  },
  check({ source, document, entries, settings, report }) {
    if (!source.readers.some(({ client }) => isHub(client))) return;
    for (const { name, sharing } of readManifest(document).servers) {
      const entry = entries.find((each) => each.name.value === name);
      const path = ["servers", name, "sharing"];
      const node = nodeAt(document.root, path);
      if (!entry?.launch || !node || sharing === undefined || sharing === "serial" || sharing === "session") continue;
      const { package: found, program } = entry.launch;
      const advice = sharingOf([found?.name ?? "", program.value], settings.data?.sharing);
      const isPool = typeof sharing === "object";
      if (advice.sharing === "shared") continue;
      report({
        message: advice.sharing === "session" ? "shared" : "writers",
        data: { server: name, reason: advice.reason },
        at: labelled(place(document, path, node.span), isPool ? "a pool of processes" : "for all sessions"),
        entry,
        help: `write \`"${advice.sharing}"\``,
        fix: {
          title: `let it be \`${advice.sharing}\``,
          safety: "unsafe",
          ops: [{ op: "set", file: document.file, path, value: advice.sharing }],
        },
      });
    }
  },
});
