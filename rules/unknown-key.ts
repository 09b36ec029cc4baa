import { isKeyOfSome } from "../src/model/keys.ts";
import { isRemark, knowsKey, misspellingsIn } from "../src/model/misspelling.ts";
import { namesOf, relevantReadings } from "../src/model/relevance.ts";
import { defineRule, place } from "../src/rule.ts";

export default defineRule({
  id: "unknown-key",
  category: "correctness",
  severity: "note",
  confidence: "medium",
  presets: { audit: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    unknown: "{{clients}} {{read}} no `{{key}}` in a server",
  },
  docs: {
    summary: "A key that its client does not read",
    why: `Clients pass over what they do not know, so a key from another client's guide does nothing here: \`trust\` outside of Gemini
CLI, \`autoApprove\` outside of Cline and Kiro, \`timeout\` where there is none. Who wrote it believes that it works.

The keys come from the clients' own sources, of one version each; a newer one may read more. That is why this is a note, and only in
\`audit\`. Slips of the finger are \`near-miss-key\`'s.`,
    remedy: "Delete the key, or find out how this client says the same.",
    references: ["https://github.com/google-gemini/gemini-cli/issues/14621"],
    bad: { ".mcp.json": `{ "mcpServers": { "notes": { "command": "notes-mcp", "trust": true } } }` },
    good: { ".gemini/settings.json": `{ "mcpServers": { "notes": { "command": "notes-mcp", "trust": true } } }` },
  },
  check({ entry, project, report }) {
    const readings = relevantReadings(entry, project);
    if (
      readings.length === 0 ||
      entry.transport === "builtin" ||
      readings.some(({ client }) => client.certainty !== "source")
    )
      return;
    const misspelt = new Set(misspellingsIn(entry, readings).map(({ member }) => member.key));
    for (const { key, keySpan } of entry.node.members) {
      if (isRemark(key) || misspelt.has(key) || readings.some(({ dialect }) => knowsKey(dialect, key))) continue;
      // What other rules speak of: the key of another client for the same thing.
      if (isKeyOfSome(key)) continue;
      report({
        message: "unknown",
        data: { clients: namesOf(readings), read: readings.length === 1 ? "reads" : "read", key },
        at: place(entry.document, [...entry.path, key], keySpan),
        help: "delete it, or look up how this client says the same",
        key,
      });
    }
  },
});
