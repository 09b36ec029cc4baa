import { offSwitches } from "../src/data/off-switches.ts";
import { numbered } from "../src/model/consequence.ts";
import type { Reading } from "../src/model/entry.ts";
import { namesOf, relevantReadings } from "../src/model/relevance.ts";
import { defineRule, keyOf } from "../src/rule.ts";

export default defineRule({
  id: "disabled-ignored",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    ignored: "`{{server}}` looks switched off and is not: {{clients}} {{ignore}} `{{key}}` and {{load}} it",
  },
  folded: {
    ignored: "{{count}} servers look switched off and are not",
  },
  docs: {
    summary: "A server is switched off by a key that its client ignores",
    why: `Cline, Kiro, Windsurf and others stop at \`disabled: true\`, Codex, OpenCode and Zed at \`enabled: false\`. Claude Code, Copilot CLI,
Gemini CLI and Cursor know neither: the server starts in every session, with all it may do, although its entry says otherwise.`,
    remedy: "Switch the server off the way the client does it, or take the entry out.",
    references: [
      "https://github.com/anthropics/claude-code/issues/17756",
      "https://github.com/anthropics/claude-code/issues/43865",
      "https://github.com/github/copilot-cli/issues/3582",
    ],
    bad: { ".mcp.json": `{ "mcpServers": { "memory": { "command": "mcp-memory", "disabled": true } } }` },
    good: {
      ".kiro/settings/mcp.json": `{ "mcpServers": { "memory": { "command": "mcp-memory", "disabled": true } } }`,
    },
  },
  check({ entry, project, report }) {
    const { disabled } = entry;
    if (!disabled || disabled.value !== (disabled.key === "disabled")) return;
    const deaf = relevantReadings(entry, project).filter((reading) => ignores(reading, disabled.key));
    const [owner] = deaf;
    if (!owner) return;
    report({
      message: "ignored",
      data: {
        server: entry.name.value,
        clients: namesOf(deaf),
        ignore: numbered(["ignores", "ignore"], deaf),
        load: numbered(["loads", "load"], deaf),
        key: `${disabled.key}: ${disabled.value}`,
      },
      at: keyOf(disabled),
      help: ownWay(owner)!,
    });
  },
});

/** Only where it is known how the client does it; of the others nothing sure can be said. */
function ignores(reading: Reading, key: string): boolean {
  const { disabled, outcome, dialect } = reading;
  return !disabled && outcome === "loaded" && !(key in dialect.otherKeys) && ownWay(reading) !== undefined;
}

function ownWay({ client, dialect }: Reading): string | undefined {
  return dialect.disable ? `write \`${dialect.disable.key}: ${dialect.disable.value}\`` : offSwitches[client.id];
}
