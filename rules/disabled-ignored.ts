import { offSwitches } from "../src/data/off-switches.ts";
import { entryFix, type Remedy } from "../src/remedy/entry-fix.ts";
import { renameOn, setOn } from "../src/remedy/entry-ops.ts";
import type { Fix } from "../src/fix/fix.ts";
import { numbered } from "../src/model/consequence.ts";
import type { Project, Reading, ServerEntry } from "../src/model/entry.ts";
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
    const fix = switchedOff(entry, project, deaf);
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
      ...(fix && { fix }),
    });
  },
});

/** Only where it is known how the client does it; of the others nothing sure can be said. */
function ignores(reading: Reading, key: string): boolean {
  const { disabled, outcome, dialect } = reading;
  return !disabled && outcome === "loaded" && !(key in dialect.otherKeys) && ownWay(reading) !== undefined;
}

/** In place of the key that is ignored, or beside it where another reader goes by it. */
function switchedOff(entry: ServerEntry, project: Project, deaf: readonly Reading[]): Fix | undefined {
  const { key } = entry.disabled!;
  const remedies = deaf.flatMap(({ dialect: { disable } }): readonly Remedy[] => {
    if (!disable) return [];
    const title = `write \`${disable.key}: ${disable.value}\``;
    const set = { op: "set", file: entry.document.file, path: [disable.key], value: disable.value } as const;
    return [
      { title, ops: [renameOn(entry, key, disable.key), set] },
      { title, ops: [setOn(entry, disable.key, disable.value)] },
    ];
  });
  const able = entry.readings.filter((reading) => ignores(reading, key) && reading.dialect.disable);
  if (!deaf.every((reading) => able.includes(reading))) return undefined;
  return entryFix(entry, project, able, remedies, ({ disabled }) => disabled);
}

function ownWay({ client, file, dialect }: Reading): string | undefined {
  if (dialect.disable) return `write \`${dialect.disable.key}: ${dialect.disable.value}\``;
  return offSwitches[`${client.id} ${file.scope}`] ?? offSwitches[client.id];
}
