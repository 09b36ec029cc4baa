import type { UrlShape } from "../src/clients/client.ts";
import { entryFix, isRunning, type Remedy } from "../src/remedy/entry-fix.ts";
import { renameOn, setOn } from "../src/remedy/entry-ops.ts";
import { clausesOf, numbered, refusalsOf, refusalVerb } from "../src/model/consequence.ts";
import type { Reading, ServerEntry } from "../src/model/entry.ts";
import { spelled } from "../src/model/spelling.ts";
import { namesOf, relevantReadings } from "../src/model/relevance.ts";
import { transportNamed } from "../src/model/transport.ts";
import { parseUrl } from "../src/model/url.ts";
import { defineRule, keyOf } from "../src/rule.ts";

export default defineRule({
  id: "wrong-url-field",
  category: "transport",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  of: "address",
  messages: {
    unread: "`{{server}}` has its URL under `{{key}}`, which is not read here: {{consequences}}",
    sse: "{{clients}} {{read}} `{{key}}` as the address of an SSE server, and this one speaks HTTP",
  },
  docs: {
    summary: "A URL under a key that its client does not read",
    why: `The address of a server is \`url\` in most clients, \`serverUrl\` in Windsurf and Antigravity, \`uri\` in Goose, \`baseUrl\` in MCPorter. Under
another client's key it is not seen: Copilot CLI drops such an entry without a message.

Qwen Code tells the transport by the key: \`httpUrl\` is Streamable HTTP, \`url\` is SSE, whatever the type says.`,
    remedy: "Rename the key to the one the client reads.",
    references: [
      "https://github.com/google-gemini/gemini-cli/issues/13803",
      "https://github.com/google-gemini/gemini-cli/issues/15451",
      "https://github.com/datagouv/datagouv-mcp/issues/21",
    ],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "serverUrl": "http://127.0.0.1:18901/mcp" } } }`,
    },
    good: { ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }` },
  },
  check({ entry, project, report }) {
    const { url } = entry;
    if (!url) return;
    const key = String(url.path.at(-1));
    const refusals = refusalsOf(entry, project, ["wrong-url-key"]);
    const misread = relevantReadings(entry, project).filter((reading) => isTakenForSse(entry, reading));
    if (refusals[0]) {
      const fix = entryFix(
        entry,
        project,
        refusals,
        refusals.flatMap((one) => remediesFor(entry, one)),
      );
      report({
        message: "unread",
        data: { server: entry.name.value, key, consequences: clausesOf(refusals, refusalVerb) },
        at: keyOf(url),
        help: remedyFor(entry, refusals[0]),
        ...(fix && { fix }),
      });
    } else if (misread[0]) {
      const remedies = misread.flatMap((one) => remediesFor(entry, one));
      const fix = entryFix(
        entry,
        project,
        misread,
        remedies,
        (after) => isRunning(after) && after.transport === "http",
      );
      report({
        message: "sse",
        data: { clients: namesOf(misread), read: numbered(["reads", "read"], misread), key },
        at: keyOf(url),
        severity: "warning",
        help: remedyFor(entry, misread[0]),
        ...(fix && { fix }),
      });
    }
  },
});

/** Does the client tell SSE from HTTP by the key alone, and is this plainly HTTP? */
function isTakenForSse({ type, url }: ServerEntry, { outcome, transport, dialect, disabled }: Reading): boolean {
  const { http, sse } = dialect;
  if (disabled || outcome !== "loaded" || transport !== "sse" || !http || !sse || http.type !== undefined) return false;
  if (spelled(http.urls[0]) === spelled(sse.urls[0])) return false;
  return type ? transportNamed(type.value) === "http" : /\/mcp\/?$/.test(parseUrl(url?.value ?? "").path.value);
}

/** The key alone, or with a type that was missing as well. */
function remediesFor(entry: ServerEntry, { dialect }: Reading): readonly Remedy[] {
  const [from, ...deeper] = entry.url!.path.slice(entry.path.length);
  const shape = shapeMeant(entry, dialect);
  const to = shape?.urls[0];
  if (typeof from !== "string" || deeper.length > 0 || typeof to !== "string") return [];
  const ops = [renameOn(entry, from, to)];
  const rename = { title: `rename \`${from}\` to \`${to}\``, ops };
  const { typeKey } = dialect;
  if (typeKey === undefined || shape?.type === undefined) return [rename];
  const title = `${rename.title} and write \`${spelled(typeKey)}: ${shape.type}\``;
  return [rename, { title, ops: [...ops, setOn(entry, typeKey, shape.type, to)] }];
}

function shapeMeant({ type }: ServerEntry, { http, sse }: Reading["dialect"]): UrlShape | undefined {
  return type && transportNamed(type.value) === "sse" ? (sse ?? http) : (http ?? sse);
}

function remedyFor(entry: ServerEntry, { dialect }: Reading): string {
  const shape = shapeMeant(entry, dialect);
  return shape ? `rename it to \`${spelled(shape.urls[0])}\`` : "give the client a command instead";
}
