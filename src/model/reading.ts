import type { ConfigFile, Dialect, Effect, StdioShape, Switch, UrlShape } from "../clients/client.ts";
import { memberOf, type Member, type Node, type ObjectNode } from "../document/document.ts";
import type { MapReader, Reading, RefusalReason, Transport } from "./entry.ts";
import { allKeysOf, find, findFirst, isCommand, isText, keysOf } from "./keys.ts";
import { misfitsOf, shapeFor } from "./shape.ts";
import { endsInSse, transportMeant, transportNamed } from "./transport.ts";

/** How a client reads one entry, decided as that client does. `container`: what the entry stands in. */
export function readEntry(node: ObjectNode, container: Dialect["container"], reader: MapReader): Reading {
  const { client, file } = reader;
  const dialect = dialectFor(node, reader);
  const verdict =
    container === dialect.container
      ? judge(node, dialect, file)
      : refused(node, dialect, "bad-shape", dialect.malformed);
  return { client, file, dialect, ...verdict, disabled: isDisabled(node, dialect) };
}

/** What a client makes of something that stands where an entry should. */
export function readStray(node: Node, { client, file, dialect }: MapReader): Reading {
  const { malformed, nullEntry } = dialect;
  const isNull = node.kind === "scalar" && node.value === null;
  const effect = isNull && nullEntry ? nullEntry : malformed;
  const outcome = isRefusal(effect) || effect === "unknown" ? effect : "entry-error";
  return { client, file, dialect, transport: "none", outcome, reason: "bad-shape", disabled: false };
}

/** An entry may be spelled in another dialect than its neighbours. */
function dialectFor(node: ObjectNode, { client, dialect }: MapReader): Dialect {
  const { alternative } = dialect;
  if (!alternative || memberOf(node, alternative.key)?.value.kind !== "object") return dialect;
  return client.dialects[alternative.dialect] ?? dialect;
}

function isDisabled(node: ObjectNode, { disable, otherDisable }: Dialect): boolean {
  return [disable, otherDisable].some((one) => one && isSwitchedOff(node, one));
}

function isSwitchedOff(node: ObjectNode, { key, value }: Switch): boolean {
  const written = memberOf(node, key)?.value;
  return written?.kind === "scalar" && written.value === value;
}

type Verdict = Pick<Reading, "transport" | "outcome" | "reason">;
type Remote = "http" | "sse" | "websocket";
type Refusal = Extract<Effect, "skipped" | "entry-error" | "file-error" | "startup-error">;

const refusals: ReadonlySet<string> = new Set(["skipped", "entry-error", "file-error", "startup-error"]);

function isRefusal(effect: string): effect is Refusal {
  return refusals.has(effect);
}

function loaded(transport: Transport): Verdict {
  return { transport, outcome: "loaded" };
}

function uncertain(transport: Transport): Verdict {
  return { transport, outcome: "unknown" };
}

/** `effect`: what the facts say the client does; where they say nothing, what it does with other entries it cannot use. */
function refused(node: ObjectNode, dialect: Dialect, reason: RefusalReason, effect?: string): Verdict {
  const { malformed, unknownType, commandAndUrl, leftoverStdioKeys, bareUrl } = dialect;
  const similar = [malformed, unknownType, commandAndUrl, leftoverStdioKeys, bareUrl];
  const outcome = [effect ?? "", ...similar].find(isRefusal) ?? "entry-error";
  return { transport: transportMeant(node), outcome, reason };
}

function judge(node: ObjectNode, dialect: Dialect, file: ConfigFile): Verdict {
  if (isOverride(node, dialect, file)) return loaded("none");
  const type = typeOf(node, dialect);
  switch (type) {
    case "unknown":
      return judgeUnknownType(node, dialect);
    case undefined:
    case "stdio":
    case "http":
    case "sse":
      return judgeKeys(node, dialect, type);
    default:
      return loaded(type);
  }
}

/** `{enabled: false}` alone switches a server of another file on or off; the user's own file has none to override. */
function isOverride({ members }: ObjectNode, { disable }: Dialect, { scope }: ConfigFile): boolean {
  if (disable?.alone === false && scope === "user") return false;
  return members.length > 0 && members.every(({ key }) => key === disable?.key);
}

/** What the type says to this client; undefined where none is written. */
function typeOf(node: ObjectNode, dialect: Dialect): Transport | "unknown" | undefined {
  const value = find(node, dialect.typeKey ?? "type")?.value;
  if (!value || (value.kind === "scalar" && value.value === null)) return undefined;
  if (!dialect.typeKey || value.kind !== "scalar" || typeof value.value !== "string") return "unknown";
  const written = value.value;
  const isOneOf = (types: readonly string[] = []): boolean =>
    types.some((type) => type === written || (dialect.typeIgnoresCase && type.toLowerCase() === written.toLowerCase()));
  if (isOneOf(dialect.stdio?.types)) return "stdio";
  if (isOneOf(dialect.http?.types)) return "http";
  if (isOneOf(dialect.sse?.types)) return "sse";
  if (isOneOf(dialect.otherTypes)) return transportNamed(written) === "websocket" ? "websocket" : "builtin";
  return "unknown";
}

function judgeUnknownType(node: ObjectNode, dialect: Dialect): Verdict {
  const { unknownType, typeKey } = dialect;
  if (!isRefusal(unknownType)) {
    const verdict = judgeKeys(node, dialect, undefined);
    if (typeKey !== undefined && verdict.reason === "url-without-type") return { ...verdict, reason: "unknown-type" };
    return unknownType === "unknown" && verdict.outcome === "loaded" ? uncertain(verdict.transport) : verdict;
  }
  const written = typeKey === undefined ? undefined : find(node, typeKey)?.value;
  const meant = written?.kind === "scalar" ? transportNamed(String(written.value)) : undefined;
  const reason = unsupported(meant, dialect) ?? "unknown-type";
  return refused(node, dialect, reason, unknownType);
}

function unsupported(meant: Transport | undefined, { stdio, http, sse }: Dialect): RefusalReason | undefined {
  if (meant === "stdio" && !stdio) return "stdio-unsupported";
  if ((meant === "http" || meant === "sse") && !http && !sse) return "http-unsupported";
  // Where `remote` is the type of every URL, SSE is not unsupported but misspelt.
  if (meant === "sse" && !sse && !http?.types.includes("remote")) return "sse-unsupported";
  return undefined;
}

/** `type`: what a type that this client knows says; undefined where it reads none. */
function judgeKeys(node: ObjectNode, dialect: Dialect, type: "stdio" | "http" | "sse" | undefined): Verdict {
  const command = dialect.stdio && find(node, dialect.stdio.command);
  const hasCommand = command !== undefined && isCommand(command);
  const ownKeys = keysOf(dialect, "url");
  const urlKeys = ownKeys.length > 0 ? ownKeys : allKeysOf(undefined, "url");
  const url = findFirst(node, urlKeys, isText)?.member;

  const isContrary = type === "stdio" ? url && !hasCommand : type && hasCommand && !url;
  if (isContrary && dialect.contraryType === "by-keys") return judgeKeys(node, dialect, undefined);
  if (hasCommand && url) return judgeBoth(node, dialect, type, command, url);
  if (type === "stdio" || (type === undefined && hasCommand)) return judgeStdio(node, dialect, type, command);
  if (type === "http" || type === "sse") return judgeTypedUrl(node, dialect, type);
  if (url) return judgeBareUrl(node, dialect, url);
  return judgeNothing(node, dialect);
}

function judgeBoth(
  node: ObjectNode,
  dialect: Dialect,
  type: "stdio" | "http" | "sse" | undefined,
  command: Member,
  url: Member,
): Verdict {
  const effect = dialect.commandAndUrl;
  if (isRefusal(effect)) return refused(node, dialect, "command-and-url", effect);
  switch (effect) {
    case "stdio":
      return judgeStdio(node, dialect, "stdio", command);
    case "http":
    case "sse":
    case "auto":
      return judgeUrl(
        node,
        dialect,
        type === "http" || type === "sse" ? type : transportOf(url, dialect, dialect.bareUrl),
      );
    case "unknown":
      return uncertain(type ?? "stdio");
    default:
      return type === "http" || type === "sse"
        ? judgeUrl(node, dialect, type)
        : judgeStdio(node, dialect, type, command);
  }
}

function judgeStdio(
  node: ObjectNode,
  dialect: Dialect,
  type: "stdio" | undefined,
  command: Member | undefined,
): Verdict {
  const { stdio, unknownType, malformed } = dialect;
  if (!stdio) return refused(node, dialect, "stdio-unsupported");
  if (!command || !isCommand(command)) return refused(node, dialect, "no-transport");
  if (!type && stdio.typeRequired) {
    return isRefusal(unknownType) ? refused(node, dialect, "command-without-type", unknownType) : uncertain("stdio");
  }
  if (!isOfForm(command, stdio)) return refused(node, dialect, "bad-shape", malformed);
  return command.value.kind === "object" ? uncertain("stdio") : judgeValues(node, dialect, "stdio", stdio);
}

/** Older releases of Zed wrote an object; nobody says who still reads it. */
function isOfForm({ value }: Member, { commandForm }: StdioShape): boolean {
  if (value.kind === "object" || commandForm === "either") return true;
  return (commandForm === "array") === (value.kind === "array");
}

function judgeTypedUrl(node: ObjectNode, dialect: Dialect, type: "http" | "sse"): Verdict {
  const url = findFirst(node, dialect[type]?.urls ?? [], isText);
  return url ? judgeLeftovers(node, dialect, type) : judgeNothing(node, dialect);
}

function judgeBareUrl(node: ObjectNode, dialect: Dialect, url: Member): Verdict {
  const { http, sse, bareUrl } = dialect;
  if (!http && !sse) return refused(node, dialect, "http-unsupported", bareUrl);
  switch (bareUrl) {
    case "http":
    case "sse":
    case "auto":
      return judgeLeftovers(node, dialect, transportOf(url, dialect, bareUrl));
    case "unknown":
      return uncertain("http");
    default:
      return refused(node, dialect, "url-without-type", bareUrl);
  }
}

/** A key that only one transport reads decides; else what the client makes of a URL without a type. */
function transportOf(url: Member, { http, sse, otherTypes }: Dialect, bareUrl: Effect): Remote {
  const text = url.value.kind === "scalar" ? String(url.value.value) : "";
  if (/^wss?:/i.test(text) && otherTypes?.some((type) => transportNamed(type) === "websocket")) return "websocket";
  const isHttp = http?.urls.includes(url.key);
  const isSse = sse?.urls.includes(url.key);
  if (isHttp !== isSse && http && sse) return isHttp ? "http" : "sse";
  if (bareUrl === "auto") return endsInSse(text) ? "sse" : "http";
  return bareUrl === "sse" ? "sse" : "http";
}

function judgeLeftovers(node: ObjectNode, dialect: Dialect, transport: Remote): Verdict {
  const effect = dialect.leftoverStdioKeys;
  if (hasLeftovers(node, dialect)) {
    if (isRefusal(effect)) return refused(node, dialect, "leftover-stdio-keys", effect);
    if (effect === "unknown") return uncertain(transport);
  }
  return judgeUrl(node, dialect, transport);
}

/** Keys of a stdio entry that a URL entry has no use for, blank ones included. */
function hasLeftovers(node: ObjectNode, { stdio, http, sse, otherKeys }: Dialect): boolean {
  if (!stdio) return false;
  const useful = [http?.otherKeys, sse?.otherKeys, otherKeys];
  const keys = [stdio.command, stdio.args, stdio.env, stdio.cwd, ...Object.keys(stdio.otherKeys)];
  return keys.some((key) => {
    if (key === undefined || (typeof key === "string" && useful.some((keys) => keys && Object.hasOwn(keys, key)))) {
      return false;
    }
    return find(node, key) !== undefined;
  });
}

function judgeUrl(node: ObjectNode, dialect: Dialect, transport: Remote): Verdict {
  return judgeValues(node, dialect, transport, shapeFor(dialect, transport));
}

/** The last question, once the transport is settled. */
function judgeValues(
  node: ObjectNode,
  dialect: Dialect,
  transport: Transport,
  shape: StdioShape | UrlShape | undefined,
): Verdict {
  const { malformed } = dialect;
  if (!shape || malformed === "tolerated" || misfitsOf(node, shape).length === 0) return loaded(transport);
  return isRefusal(malformed) ? refused(node, dialect, "bad-shape", malformed) : uncertain(transport);
}

function judgeNothing(node: ObjectNode, dialect: Dialect): Verdict {
  if (isFromExtension(node, dialect)) return loaded("builtin");
  if (!findFirst(node, allKeysOf(undefined, "url"), isText)) return refused(node, dialect, "no-transport");
  if (!dialect.http && !dialect.sse) return refused(node, dialect, "http-unsupported", dialect.bareUrl);
  return dialect.bareUrl === "unknown" ? uncertain("http") : refused(node, dialect, "wrong-url-key");
}

/** Zed keeps settings for servers that its extensions bring. */
function isFromExtension(node: ObjectNode, { otherKeys }: Dialect): boolean {
  if (!Object.hasOwn(otherKeys, "settings")) return false;
  const source = memberOf(node, "source")?.value;
  return memberOf(node, "settings") !== undefined || (source?.kind === "scalar" && source.value === "extension");
}
