import type { Key } from "../src/clients/client.ts";
import { withoutLeftovers, withUrlAlone } from "../src/remedy/url-alone.ts";
import { clausesOf, endangersOthers, isRefusal, refusalsOf, refusalVerb, type Verb } from "../src/model/consequence.ts";
import type { Severity } from "../src/engine/diagnostic.ts";
import type { Reading, ServerEntry } from "../src/model/entry.ts";
import { find, findFirst, isCommand, isText, keysOf } from "../src/model/keys.ts";
import { relevantReadings } from "../src/model/relevance.ts";
import { quotedList, spelled } from "../src/model/spelling.ts";
import { defineRule, place, type Place } from "../src/rule.ts";

export default defineRule({
  id: "dual-transport",
  category: "transport",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "entry",
  messages: {
    both: "`{{server}}` has a command and a URL: {{consequences}}",
    leftover: "`{{server}}` has a URL and still {{keys}}, which only a command needs: {{consequences}}",
  },
  docs: {
    summary: "A command and a URL in one entry",
    why: `An entry is either started or called. What a client makes of both differs: Codex refuses its whole config, Roo Code and
Amazon Q the entry; Cursor, VS Code, Zed and others start the command and never call the URL, so that the hub the URL points to is
not used; Claude Code, Copilot CLI and Gemini CLI go by the type or the URL.

An \`args\`, \`env\` or \`cwd\` beside a URL is what is left when a command was replaced in haste. Most clients do not mind; Codex refuses its
whole config even for an empty \`env\`.`,
    remedy: "Keep one of the two and delete every key of the other.",
    references: [
      "https://github.com/milind-soni/OpenMausBot/issues/1601",
      "https://github.com/openai/codex/blob/main/codex-rs/config/src/mcp_types.rs",
    ],
    bad: {
      ".cursor/mcp.json": `{ "mcpServers": { "memory": { "command": "mcp-memory", "url": "http://127.0.0.1:18901/mcp" } } }`,
    },
    good: { ".cursor/mcp.json": `{ "mcpServers": { "memory": { "url": "http://127.0.0.1:18901/mcp" } } }` },
  },
  check({ entry, project, report }) {
    const server = entry.name.value;
    const torn = entry.url ? relevantReadings(entry, project).filter((reading) => isTorn(entry, reading)) : [];
    if (torn[0]) {
      const { command, url, others } = present(entry, torn[0]);
      const all = entry.readings.filter((reading) => isTorn(entry, reading));
      const fix = withUrlAlone(entry, project, all, [...command, ...others]);
      report({
        message: "both",
        data: { server, consequences: clausesOf(torn, verbOf) },
        at: placesOf(entry, [...command, ...url]),
        severity: severityOf(entry, torn),
        help: `keep one: delete ${listed([...command, ...others])} to use the URL, or ${listed(url)} to start the command`,
        ...(fix && { fix }),
      });
      return;
    }
    const refusals = refusalsOf(entry, project, ["leftover-stdio-keys"]);
    if (!refusals[0]) return;
    const { command, others } = present(entry, refusals[0]);
    const leftover = [...command, ...others];
    const fix = withoutLeftovers(entry, project, leftover);
    report({
      message: "leftover",
      data: { server, keys: listed(leftover), consequences: clausesOf(refusals, refusalVerb) },
      at: placesOf(entry, leftover),
      help: `delete ${listed(leftover)}`,
      ...(fix && { fix }),
    });
  },
});

/** Both are there, nothing else is wrong, and it is not switched off. */
function isTorn({ node }: ServerEntry, reading: Reading): boolean {
  const { dialect, reason, disabled } = reading;
  const isOther = reason !== undefined && reason !== "command-and-url";
  if (isOther || (disabled && !endangersOthers(reading))) return false;
  return (
    findFirst(node, keysOf(dialect, "command"), isCommand) !== undefined &&
    findFirst(node, keysOf(dialect, "url"), isText) !== undefined
  );
}

/** Keys of the two transports that stand in an entry. */
function present(
  { node }: ServerEntry,
  { dialect }: Reading,
): Readonly<Record<"command" | "others" | "url", readonly Key[]>> {
  const { stdio, http, sse, otherKeys } = dialect;
  const there = (keys: readonly Key[]): readonly Key[] => keys.filter((key) => find(node, key));
  const others = (["args", "env", "cwd"] as const).flatMap((field) => keysOf(dialect, field));
  const shared = { ...http?.otherKeys, ...sse?.otherKeys, ...otherKeys };
  const special = Object.keys(stdio?.otherKeys ?? {}).filter((key) => !Object.hasOwn(shared, key));
  return {
    command: there(keysOf(dialect, "command")),
    others: there([...others, ...special]),
    url: there([...new Set(keysOf(dialect, "url"))]),
  };
}

function verbOf(reading: Reading): Verb {
  if (isRefusal(reading)) return refusalVerb(reading);
  if (reading.outcome === "unknown") return ["may use either", "may use either"];
  return reading.transport === "stdio"
    ? ["starts the command and never calls the URL", "start the command and never call the URL"]
    : ["calls the URL and ignores the command", "call the URL and ignore the command"];
}

/** A lost server is an error; one that is started where a URL stands, a warning; a key nobody reads, untidy. */
function severityOf({ node }: ServerEntry, torn: readonly Reading[]): Severity {
  if (torn.some(isRefusal)) return "error";
  const isSilent = ({ outcome, transport, dialect }: Reading): boolean =>
    outcome === "loaded" && transport === "stdio" && !(dialect.typeKey && find(node, dialect.typeKey));
  return torn.some(isSilent) ? "warning" : "note";
}

function placesOf({ document, path, node }: ServerEntry, keys: readonly Key[]): readonly [Place, ...Place[]] {
  const places = keys.map((key): Place => place(document, path.concat(key), find(node, key)!.keySpan));
  return places as [Place, ...Place[]];
}

function listed(keys: readonly Key[]): string {
  return quotedList(keys.map(spelled));
}
