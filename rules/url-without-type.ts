import { entryFix, isRunning, type Remedy } from "../src/remedy/entry-fix.ts";
import { removeFrom, setOn } from "../src/remedy/entry-ops.ts";
import { isBroken } from "../src/model/broken.ts";
import { clausesOf, isRefusal, refusalsOf, refusalVerb } from "../src/model/consequence.ts";
import type { Reading, ServerEntry } from "../src/model/entry.ts";
import { find } from "../src/model/keys.ts";
import { relevantReadings } from "../src/model/relevance.ts";
import { spelled, typeSpelled } from "../src/model/spelling.ts";
import { endsInSse, transportNamed } from "../src/model/transport.ts";
import { parseUrl } from "../src/model/url.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "url-without-type",
  category: "transport",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    untyped: "`{{server}}` has a URL and no type: {{consequences}}",
  },
  folded: {
    untyped: "{{count}} servers have a URL and no type",
  },
  docs: {
    summary: "A URL without the type its client needs",
    why: `Without a type Claude Code takes an entry for a command, finds none, and skips it; OpenCode refuses its whole config; Cline and
LibreChat take the URL for one of the old SSE transport and wait for events that never come. Cursor, Codex, Zed and others need
no type, which is why the mistake travels.`,
    remedy: "Add the type in the spelling of the client: `http`, `streamable-http`, `streamableHttp`, `remote`.",
    references: ["https://github.com/affaan-m/ECC/issues/1003", "https://code.claude.com/docs/en/mcp"],
    bad: { ".mcp.json": `{ "mcpServers": { "memory": { "url": "http://127.0.0.1:18901/mcp" } } }` },
    good: { ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }` },
  },
  check({ entry, project, report }) {
    if (isBroken(entry.document)) return;
    const refusals = refusalsOf(entry, project, ["url-without-type"]);
    const misread = isSseUrl(entry) ? [] : relevantReadings(entry, project).filter((one) => isTakenForSse(entry, one));
    const concerned = [...refusals, ...misread];
    const [owner] = concerned;
    if (!owner || !entry.url) return;
    // Of the other readers, too, those count that would be put right.
    const meant = [...concerned, ...entry.readings.filter((one) => isTakenForSse(entry, one))];
    const isRight = (after: Reading): boolean => isRunning(after) && (isSseUrl(entry) || after.transport !== "sse");
    const fix = entryFix(
      entry,
      project,
      meant,
      concerned.flatMap((one) => remediesFor(entry, one)),
      isRight,
    );
    report({
      message: "untyped",
      data: {
        server: entry.name.value,
        consequences: clausesOf(concerned, (reading) =>
          isRefusal(reading) ? refusalVerb(reading) : ["takes it for an SSE server", "take it for an SSE server"],
        ),
      },
      at: entry.url,
      severity: refusals.length > 0 ? "error" : "warning",
      help: remedyFor(entry, owner),
      ...(fix && { fix }),
    });
  },
});

/** Taken for SSE only for want of a type. */
function isTakenForSse({ node }: ServerEntry, { outcome, transport, dialect, disabled }: Reading): boolean {
  const isGuess = dialect.typeKey !== undefined && !find(node, dialect.typeKey) && dialect.bareUrl === "sse";
  return isGuess && outcome === "loaded" && transport === "sse" && !disabled;
}

function isSseUrl({ url }: ServerEntry): boolean {
  return url !== undefined && endsInSse(url.value);
}

/** Where nothing says so, HTTP is only likely: an SSE server would be lost. */
function remediesFor(entry: ServerEntry, { dialect, outcome }: Reading): readonly Remedy[] {
  const { typeKey, http, sse } = dialect;
  const shape = isSseUrl(entry) ? (sse ?? http) : http;
  if (typeKey === undefined || shape?.type === undefined) return [];
  const other = entry.type?.path.slice(entry.path.length);
  const isOther = other !== undefined && other.join(".") !== spelled(typeKey);
  const isSure = outcome !== "loaded" || /\/mcp\/?$/.test(parseUrl(entry.url?.value ?? "").path.value);
  const remedy = {
    title: `add \`${spelled(typeKey)}: ${shape.type}\``,
    safety: isSure ? "safe" : "unsafe",
    ops: [setOn(entry, typeKey, shape.type, shape.urls[0])],
  } as const;
  return [...(isOther ? [{ ...remedy, ops: [...remedy.ops, removeFrom(entry, other)] }] : []), remedy];
}

/** A type that stands there all the same is under another client's key. */
function remedyFor(entry: ServerEntry, { dialect }: Reading): string {
  const right = typeSpelled(dialect, isSseUrl(entry) ? "sse" : "http") ?? typeSpelled(dialect, "http");
  const { type, path } = entry;
  return type && transportNamed(type.value)
    ? `write \`${right}\` instead of \`${type.path.slice(path.length).join(".")}\``
    : `add \`${right}\``;
}
