import { sseEndpointAt } from "../src/data/endpoints.ts";
import { hasOtherForm } from "../src/model/command-form.ts";
import { entryFix, type Remedy } from "../src/remedy/entry-fix.ts";
import { removeFrom, setOn } from "../src/remedy/entry-ops.ts";
import { clausesOf, refusalsOf, refusalVerb } from "../src/model/consequence.ts";
import type { Fix } from "../src/fix/fix.ts";
import type { Project, Reading, ServerEntry } from "../src/model/entry.ts";
import { placeholdersOf } from "../src/model/placeholders.ts";
import { quotedList, spelled, typeSpelled } from "../src/model/spelling.ts";
import { endsInSse, transportNamed } from "../src/model/transport.ts";
import { parseUrl } from "../src/model/url.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "bad-type",
  category: "transport",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    unknown: "`{{server}}` is of the unknown type `{{type}}`: {{consequences}}",
    missing: "`{{server}}` has a command and no type: {{consequences}}",
  },
  folded: {
    unknown: "{{count}} servers are of a type that is unknown here",
    missing: "{{count}} servers have a command and no type",
  },
  docs: {
    summary: "A type that its client does not know",
    why: `Streamable HTTP is \`http\` in Claude Code, VS Code and Cursor, \`streamable-http\` in Roo Code and Continue, \`streamableHttp\` in Cline,
\`streamable_http\` in Goose and \`remote\` in OpenCode. None of them takes all the others' words. The entry is dropped, and in Cursor's CLI,
Cline's CLI and OpenCode every other server with it.`,
    remedy: "Write the type as this client spells it, or delete it where the client needs none.",
    references: ["https://github.com/docker/for-win/issues/14908", "https://opencode.ai/docs/mcp-servers/"],
    bad: {
      ".roo/mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }`,
    },
    good: {
      ".roo/mcp.json": `{ "mcpServers": { "memory": { "type": "streamable-http", "url": "http://127.0.0.1:18901/mcp" } } }`,
    },
  },
  check({ entry, project, report }) {
    const untyped = refusalsOf(entry, project, ["command-without-type"]);
    if (untyped[0] && entry.command) {
      const fix = entryFix(entry, project, untyped, remediesFor(entry, untyped, "stdio"));
      report({
        message: "missing",
        data: { server: entry.name.value, consequences: clausesOf(untyped, refusalVerb) },
        at: entry.command,
        help: `add \`${typeSpelled(untyped[0].dialect, "stdio")}\`${withForm(entry, untyped[0])}`,
        ...(fix && { fix }),
      });
    }
    const refusals = refusalsOf(entry, project, ["unknown-type", "sse-unsupported", "stdio-unsupported"]);
    if (!refusals[0] || !entry.type) return;
    const fix = retyped(entry, project, refusals);
    const address = successorOf(entry);
    report({
      message: "unknown",
      data: { server: entry.name.value, type: entry.type.value, consequences: clausesOf(refusals, refusalVerb) },
      at: entry.type,
      help: remedyFor(entry, refusals[0]),
      notes: address === undefined ? [] : [`\`${entry.name.value}\` has a newer address for that: \`${address}\``],
      ...(fix && { fix }),
    });
  },
});

/** What the entry is meant to be, judged by the type's meaning elsewhere and by its keys. */
function transportOf(entry: ServerEntry): "stdio" | "http" | "sse" | undefined {
  const { type, command, url } = entry;
  if (!url) return command && "stdio";
  const isSse = saysNothing(entry) && endsInSse(url.value) && successorOf(entry) === undefined;
  return isSse || (type && transportNamed(type.value)) === "sse" ? "sse" : "http";
}

/** `remote` is every URL where it comes from. */
function saysNothing({ type }: ServerEntry): boolean {
  return type === undefined || transportNamed(type.value) === undefined || /^remote$/i.test(type.value);
}

/** The address that took the place of an old one for SSE: told `http`, not every client falls back to SSE at the old one. */
function successorOf(entry: ServerEntry): string | undefined {
  return entry.url && saysNothing(entry) ? sseEndpointAt(parseUrl(entry.url.value))?.http : undefined;
}

/** Whoever took the entry for something else on account of the type is put right as well. */
function retyped(entry: ServerEntry, project: Project, refusals: readonly Reading[]): Fix | undefined {
  const meant = transportOf(entry);
  if (!meant || placeholdersOf(entry.type!.value).length > 0) return undefined;
  const concerned = [...refusals, ...entry.readings.filter(({ transport }) => transport !== meant)];
  return entryFix(entry, project, concerned, remediesFor(entry, refusals, meant));
}

/** Each client's own spelling, and no type at all. */
function remediesFor(
  entry: ServerEntry,
  readings: readonly Reading[],
  transport: "stdio" | "http" | "sse",
): readonly Remedy[] {
  const address = transport === "http" ? successorOf(entry) : undefined;
  const spellings = readings.flatMap(({ dialect }): readonly Remedy[] => {
    const { typeKey } = dialect;
    const type = dialect[transport]?.type;
    if (typeKey === undefined || type === undefined) return [];
    const before = transport === "stdio" ? dialect.stdio?.command : dialect[transport]?.urls[0];
    const title = `${entry.type ? "write" : "add"} \`${spelled(typeKey)}: ${type}\``;
    const typed = setOn(entry, typeKey, type, before);
    if (address === undefined) return [{ title, ops: [typed] }];
    const moved = setOn(entry, entry.url!.path.slice(entry.path.length).map(String), address);
    return [{ title: `${title} and \`${address}\``, safety: "unsafe", ops: [typed, moved] }];
  });
  const { type, path } = entry;
  if (!type || address !== undefined) return spellings;
  const key = type.path.slice(path.length);
  return [...spellings, { title: `delete \`${key.join(".")}\``, ops: [removeFrom(entry, key)] }];
}

function remedyFor(entry: ServerEntry, reading: Reading): string {
  const { client, dialect, reason } = reading;
  if (reason === "sse-unsupported")
    return `${client.name} speaks no SSE: give it the Streamable HTTP address of the server`;
  if (reason === "stdio-unsupported") return `${client.name} starts no commands here: give it a URL`;
  const wanted = transportOf(entry);
  const meant = wanted === "sse" && !dialect.sse ? "http" : wanted;
  const right = meant && typeSpelled(dialect, meant);
  if (right !== undefined) return `write \`${right}\`, as ${client.name} spells it${withForm(entry, reading)}`;
  return meant && dialect[meant]?.typeRequired === false && dialect.typeKey !== undefined
    ? `delete \`${spelled(dialect.typeKey)}\`, which ${client.name} does not need`
    : `write one of ${quotedList(knownTypes(dialect))}`;
}

/** Who wants another type than the one written mostly wants the command in another form as well. */
function withForm(entry: ServerEntry, reading: Reading): string {
  if (entry.url || !entry.command || !hasOtherForm(entry, { ...reading, transport: "stdio" })) return "";
  return reading.dialect.stdio?.commandForm === "array"
    ? ", and put the command and its arguments into one list"
    : ", and put the arguments into a list of their own, under `args`";
}

function knownTypes({ stdio, http, sse, otherTypes = [] }: Reading["dialect"]): readonly string[] {
  return [...new Set([...[stdio, http, sse].flatMap((shape) => shape?.types ?? []), ...otherTypes])];
}
