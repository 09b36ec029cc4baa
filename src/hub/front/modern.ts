import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { codes, isNotification, isObject, isRequest, type Message, type Request } from "../message.ts";
import { isLevel } from "../relay/levels.ts";
import type { Relay } from "../relay/relay.ts";
import { accept, sendError, sendJson } from "./answer.ts";
import { mismatch, parameterMismatch } from "./headers.ts";
import { implementationIn } from "./legacy.ts";
import { ListenParty } from "./listen.ts";
import { ModernParty } from "./modern-party.ts";
import { ModernExchange, shaped } from "./modern-exchange.ts";
import type { Parked } from "./parked.ts";
import { legacyRevisions, metaKeys, modernRevision } from "./revisions.ts";

/** One server as clients without sessions see it. */
export interface ModernSite {
  readonly relay: Relay;
  readonly parked: Parked;
  readonly listeners: Set<ListenParty>;
}

/** What a former revision had and this one has not. */
const removed = new Set(["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"]);

/** Whether a message says of itself what a session would say, or is one that only such clients send. */
export function isModern(request: IncomingMessage, message: Message): boolean {
  if (message.method === "initialize") return false;
  if (metaOf(message)?.[metaKeys.version] !== undefined || message.method === "server/discover") return true;
  const { "mcp-session-id": session, "mcp-protocol-version": version } = request.headers;
  return session === undefined && typeof version === "string" && version > legacyRevisions[0];
}

export function post(site: ModernSite, request: IncomingMessage, response: ServerResponse, message: Message): void {
  if (isNotification(message)) {
    const party = partyOf(message, site.parked);
    if (message.method !== "notifications/cancelled") site.relay.notify(cleaned(message), party);
    return accept(response);
  }
  if (!isRequest(message)) {
    const error = { code: codes.invalidRequest, message: "A client of this revision sends requests and notifications" };
    return sendError(response, 400, error);
  }
  const refusal = refusalOf(request, message, site.relay);
  if (refusal) return sendError(response, refusal.status, { id: message.id, ...refusal });
  switch (message.method) {
    case "server/discover":
      return void discover(site, response, message);
    case "subscriptions/listen":
      return void listen(site, response, message);
    default:
      call(site, request, response, message);
  }
}

interface Refused {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

function refusalOf({ headers }: IncomingMessage, message: Request, relay: Relay): Refused | undefined {
  const meta = metaOf(message) ?? {};
  const version = meta[metaKeys.version];
  if (typeof version !== "string" || !isObject(meta[metaKeys.capabilities])) {
    const missing = typeof version !== "string" ? metaKeys.version : metaKeys.capabilities;
    return { status: 400, code: codes.invalidParams, message: `\`_meta\` has to hold ${missing}` };
  }
  const wrong = mismatch(headers, version, message) ?? wrongParameter(headers, message, relay);
  if (wrong !== undefined) return { status: 400, code: codes.headerMismatch, message: `Header mismatch: ${wrong}` };
  if (version !== modernRevision) {
    const data = { supported: [modernRevision, ...legacyRevisions], requested: version };
    return { status: 400, code: codes.unsupportedProtocolVersion, message: "Unsupported protocol version", data };
  }
  if (removed.has(message.method)) return { status: 404, code: codes.methodNotFound, message: "Method not found" };
  return undefined;
}

function wrongParameter(headers: IncomingHttpHeaders, { method, params }: Request, relay: Relay): string | undefined {
  if (method !== "tools/call" || !isObject(params)) return undefined;
  return parameterMismatch(headers, relay.schemaOf(params["name"]), params["arguments"]);
}

function call(
  { relay, parked }: ModernSite,
  request: IncomingMessage,
  response: ServerResponse,
  message: Request,
): void {
  const { params } = message;
  const exchange = new ModernExchange(message, response, request.headers.accept ?? "*/*", relay);
  const state = isObject(params) ? params["requestState"] : undefined;
  if (state !== undefined) {
    const problem = parked.resume(state, message, exchange);
    if (problem !== undefined)
      sendError(response, 200, { id: message.id, code: codes.invalidParams, message: problem });
    return;
  }
  const party = partyOf(message, parked);
  if (party.level) relay.raiseLevel(party.level);
  exchange.call = relay.request(cleaned(message), party, exchange);
}

async function discover({ relay, parked }: ModernSite, response: ServerResponse, message: Request): Promise<void> {
  try {
    const { capabilities, instructions } = await relay.initialize(partyOf(message, parked));
    const supportedVersions = [modernRevision, ...legacyRevisions];
    const result = { supportedVersions, capabilities, ...(instructions !== undefined && { instructions }) };
    sendJson(response, 200, JSON.stringify(shaped({ jsonrpc: "2.0", id: message.id, result }, message, relay)));
  } catch (error) {
    sendError(response, 200, { id: message.id, code: codes.internalError, message: (error as Error).message });
  }
}

async function listen(
  { relay, parked, listeners }: ModernSite,
  response: ServerResponse,
  message: Request,
): Promise<void> {
  const { clientInfo, capabilities } = partyOf(message, parked);
  const wanted = isObject(message.params) ? message.params["notifications"] : undefined;
  if (!isObject(wanted)) {
    const error = { code: codes.invalidParams, message: "`notifications` has to say what is listened for" };
    return sendError(response, 400, { id: message.id, ...error });
  }
  try {
    const initialized = await relay.initialize(partyOf(message, parked));
    if (response.destroyed) return;
    const party = new ListenParty(message.id, { clientInfo, capabilities }, wanted, initialized, response);
    relay.join(party);
    listeners.add(party);
    response.on("close", () => {
      listeners.delete(party);
      relay.leave(party);
    });
    party.acknowledge();
    await relay.watch(party.uris, party).catch(() => {});
  } catch (error) {
    sendError(response, 200, { id: message.id, code: codes.internalError, message: (error as Error).message });
  }
}

function partyOf(message: Message, parked: Parked): ModernParty {
  const meta = metaOf(message) ?? {};
  const [capabilities, level] = [meta[metaKeys.capabilities], meta[metaKeys.logLevel]];
  return new ModernParty(
    isObject(capabilities) ? capabilities : {},
    implementationIn(meta[metaKeys.clientInfo]),
    isLevel(level) ? level : undefined,
    parked,
  );
}

/** The message as a server of a former revision knows it: without what the client says of itself. */
function cleaned<M extends Message>(message: M): M {
  if (!isObject(message.params)) return message;
  const { _meta: meta, inputResponses: _, requestState: __, ...params } = message.params;
  const own = new Set<string>(Object.values(metaKeys));
  const rest = Object.entries(isObject(meta) ? meta : {}).filter(([key]) => !own.has(key));
  return { ...message, params: { ...params, ...(rest.length > 0 && { _meta: Object.fromEntries(rest) }) } };
}

function metaOf({ params }: Message): Readonly<Record<string, unknown>> | undefined {
  return isObject(params) && isObject(params["_meta"]) ? params["_meta"] : undefined;
}
