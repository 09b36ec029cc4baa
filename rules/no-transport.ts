import { isBroken } from "../src/model/broken.ts";
import { clausesOf, refusalsOf, refusalVerb } from "../src/model/consequence.ts";
import type { Reading, ServerEntry } from "../src/model/entry.ts";
import { keysOf } from "../src/model/keys.ts";
import { misspellingsIn } from "../src/model/misspelling.ts";
import { relevantReadings } from "../src/model/relevance.ts";
import { spelled, typeSpelled } from "../src/model/spelling.ts";
import { transportNamed } from "../src/model/transport.ts";
import { defineRule } from "../src/rule.ts";

export default defineRule({
  id: "no-transport",
  category: "transport",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    nothing: "`{{server}}` has neither a command nor a URL: {{consequences}}",
    mismatch: "`{{server}}` has the type `{{type}}`, but no {{missing}}: {{consequences}}",
  },
  folded: {
    nothing: "{{count}} servers have neither a command nor a URL",
  },
  docs: {
    summary: "A server with neither a command nor a URL",
    why: `Nothing says how to reach the server. Most clients drop such an entry without a word; for some it costs every
server of the file.

Entries that need neither are left alone: extensions built into the client, entries that only hold settings, and entries that
switch a server of another file on or off.`,
    remedy: "Add the command that starts the server, or the URL where it is served; or delete the entry.",
    references: ["https://modelcontextprotocol.io/specification/2025-11-25/basic/transports"],
    bad: { ".mcp.json": `{ "mcpServers": { "memory": { "args": ["-y", "@modelcontextprotocol/server-memory"] } } }` },
    good: {
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory"] } } }`,
    },
  },
  check({ entry, project, report }) {
    if (isBroken(entry.document)) return;
    const refusals = refusalsOf(entry, project, ["no-transport"]);
    const [owner] = refusals;
    if (!owner || isAddition(entry) || isMisspelt(entry, relevantReadings(entry, project))) return;
    const { name, type, command, url } = entry;
    const data = { server: name.value, consequences: clausesOf(refusals, refusalVerb) };
    const help = remedyFor(entry, owner);
    if (type && (command ?? url)) {
      const missing = command ? "URL" : "command";
      report({ message: "mismatch", data: { ...data, type: type.value, missing }, at: type, help });
    } else report({ message: "nothing", data, at: name, help });
  },
});

/** Settings alone belong to a server that another file defines. */
function isAddition({ node, readings }: ServerEntry): boolean {
  return (
    node.members.length > 0 &&
    node.members.every(({ key }) => readings.some(({ dialect }) => Object.hasOwn(dialect.otherKeys, key)))
  );
}

/** Is the transport there, under a mistyped key? That is another rule's finding. */
function isMisspelt(entry: ServerEntry, readings: readonly Reading[]): boolean {
  return misspellingsIn(entry, readings).some(({ field }) => field === "command" || field === "url");
}

/** What would fit the rest of the entry. */
function remedyFor({ args, env, headers, type, command, url }: ServerEntry, { dialect }: Reading): string {
  const [commandKey] = keysOf(dialect, "command").map(spelled);
  const [urlKey] = keysOf(dialect, "url").map(spelled);
  const named = type && transportNamed(type.value);
  if (type && (command ?? url)) {
    const right = typeSpelled(dialect, command ? "stdio" : "http");
    return right === undefined ? "delete the type" : `write \`${right}\``;
  }
  if (commandKey !== undefined && (args.length > 0 || env.length > 0 || named === "stdio")) {
    return `add \`${commandKey}\`, the program to start`;
  }
  if (urlKey !== undefined && (headers.length > 0 || named === "http" || named === "sse")) {
    return `add \`${urlKey}\`, the address of the server`;
  }
  const keys = [commandKey, urlKey].filter((key) => key !== undefined).map((key) => `\`${key}\``);
  return `add ${keys.join(" or ")}, or delete the entry`;
}
