import { clausesOf, refusalsOf, refusalVerb } from "../src/model/consequence.ts";
import type { Reading, ServerEntry } from "../src/model/entry.ts";
import { quotedList, spelled, typeSpelled } from "../src/model/spelling.ts";
import { transportNamed } from "../src/model/transport.ts";
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
      report({
        message: "missing",
        data: { server: entry.name.value, consequences: clausesOf(untyped, refusalVerb) },
        at: entry.command,
        help: `add \`${typeSpelled(untyped[0].dialect, "stdio")}\``,
      });
    }
    const refusals = refusalsOf(entry, project, ["unknown-type", "sse-unsupported", "stdio-unsupported"]);
    if (!refusals[0] || !entry.type) return;
    report({
      message: "unknown",
      data: { server: entry.name.value, type: entry.type.value, consequences: clausesOf(refusals, refusalVerb) },
      at: entry.type,
      help: remedyFor(entry, refusals[0]),
    });
  },
});

function remedyFor({ type, command, url }: ServerEntry, { client, dialect, reason }: Reading): string {
  if (reason === "sse-unsupported")
    return `${client.name} speaks no SSE: give it the Streamable HTTP address of the server`;
  if (reason === "stdio-unsupported") return `${client.name} starts no commands here: give it a URL`;
  const named = type && transportNamed(type.value);
  const meant = url ? (named === "sse" ? "sse" : "http") : command ? "stdio" : undefined;
  const right = meant && typeSpelled(dialect, meant);
  if (right !== undefined) return `write \`${right}\`, as ${client.name} spells it`;
  return meant && dialect[meant]?.typeRequired === false && dialect.typeKey !== undefined
    ? `delete \`${spelled(dialect.typeKey)}\`, which ${client.name} does not need`
    : `write one of ${quotedList(knownTypes(dialect))}`;
}

function knownTypes({ stdio, http, sse, otherTypes = [] }: Reading["dialect"]): readonly string[] {
  return [...new Set([...[stdio, http, sse].flatMap((shape) => shape?.types ?? []), ...otherTypes])];
}
