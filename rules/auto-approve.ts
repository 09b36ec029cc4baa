import { memberOf } from "../src/document/document.ts";
import { isBroken } from "../src/model/broken.ts";
import type { Reading, ServerEntry } from "../src/model/entry.ts";
import { namesOf, relevantReadings } from "../src/model/relevance.ts";
import { removeFrom, inDocument } from "../src/remedy/entry-ops.ts";
import { defineRule, place } from "../src/rule.ts";

/** Keys that let tools run without a question, in the clients that know them. */
const approvals = ["trust", "autoApprove", "alwaysAllow"] as const;

export default defineRule({
  id: "auto-approve",
  category: "security",
  severity: "warning",
  confidence: "high",
  presets: { strict: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    all: "`{{key}}` lets {{clients}} run every tool of `{{server}}` without asking, those of its next release too",
  },
  docs: {
    summary: "Every tool of a server runs without a question",
    why: `The question before a tool runs is where a person can stop what a hostile web page, issue or tool description has talked the
agent into. \`trust: true\` and \`autoApprove: ["*"]\` drop it for all tools of a server, also for those that a later release adds; in the
config of a project, for everyone who clones it.

A list of tools by name is a decision, and not reported. \`tools: ["*"]\` of Copilot CLI says which tools there are, not what they may do.`,
    remedy: "Name the tools that only read.",
    references: [
      "https://modelcontextprotocol.io/specification/2025-11-25/server/tools#security-considerations",
      "https://geminicli.com/docs/tools/mcp-server/",
    ],
    bad: { ".gemini/settings.json": `{ "mcpServers": { "notes": { "command": "notes-mcp", "trust": true } } }` },
    good: {
      ".roo/mcp.json": `{ "mcpServers": { "notes": { "command": "notes-mcp", "alwaysAllow": ["read_note", "list_notes"] } } }`,
    },
  },
  check({ entry, project, report }) {
    const readings = relevantReadings(entry, project).filter(({ disabled }) => !disabled);
    for (const key of approvals) {
      const member = memberOf(entry.node, key);
      const trusting = readings.filter((reading) => knows(reading, key));
      if (!member || trusting.length === 0 || !isEverything(entry, key)) continue;
      const [op] = inDocument(entry, [removeFrom(entry, key)]);
      report({
        message: "all",
        data: { key, clients: namesOf(trusting), server: entry.name.value },
        at: place(entry.document, [...entry.path, key], member.span),
        help: key === "trust" ? "delete it" : "name the tools that only read",
        key,
        ...(isBroken(entry.document) ? {} : { fix: { title: `delete \`${key}\``, safety: "unsafe", ops: [op!] } }),
      });
    }
  },
});

function knows({ dialect: { otherKeys, stdio } }: Reading, key: string): boolean {
  return Object.hasOwn(otherKeys, key) || Object.hasOwn(stdio?.otherKeys ?? {}, key);
}

function isEverything({ node }: ServerEntry, key: string): boolean {
  const value = memberOf(node, key)?.value;
  if (value?.kind === "scalar") return value.value === true || value.value === "*";
  return value?.kind === "array" && value.items.some((item) => item.kind === "scalar" && item.value === "*");
}
