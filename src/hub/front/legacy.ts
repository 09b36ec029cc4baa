import type { IncomingMessage, ServerResponse } from "node:http";
import type { Limits } from "../limits.ts";
import {
  codes,
  errorResponse,
  isMessage,
  isNotification,
  isObject,
  isRequest,
  isResponse,
  type Message,
  type Request,
} from "../message.ts";
import type { Call } from "../relay/call.ts";
import type { Capabilities, Exchange, Implementation } from "../relay/party.ts";
import type { Relay } from "../relay/relay.ts";
import { Session } from "../session/session.ts";
import type { SessionTable } from "../session/table.ts";
import { accept, sendError, sendJson } from "./answer.ts";
import { agreedRevision, legacyRevisions } from "./revisions.ts";
import { readEventId, streamHeaders, type Stream } from "./stream.ts";

/** One server as clients with sessions see it. */
export interface LegacySite {
  readonly relay: Relay;
  readonly sessions: SessionTable;
  readonly limits: Limits;
}

/** Revision 2025-03-26 alone lets several messages come in one list. */
const withBatches = "2025-03-26";

/** POST: messages of the client. `body`: parsed. */
export function post(site: LegacySite, request: IncomingMessage, response: ServerResponse, body: unknown): void {
  if (isMessage(body) && isRequest(body) && body.method === "initialize") return void initialize(site, response, body);
  const session = sessionOf(site, request, response);
  if (!session) return;
  if (Array.isArray(body) && session.version === withBatches) return postBatch(site, session, request, response, body);
  if (!isMessage(body)) {
    return sendError(response, 400, { code: codes.invalidRequest, message: "The body is no JSON-RPC message" });
  }
  if (isRequest(body)) {
    const exchange = new PostExchange(session, response, accepts(request, "text/event-stream"));
    exchange.call = site.relay.request(body, session, exchange);
    return;
  }
  take(site.relay, session, body);
  accept(response);
}

/** GET: the client listens for what belongs to no request, or comes back to a stream that it lost. */
export function get(site: LegacySite, request: IncomingMessage, response: ServerResponse): void {
  const session = sessionOf(site, request, response);
  if (!session) return;
  if (!accepts(request, "text/event-stream")) {
    const message = "The client has to accept text/event-stream";
    return sendError(response, 406, { code: codes.invalidRequest, message });
  }
  const headers = headersOf(session);
  const last = request.headers["last-event-id"];
  // What a former hub had sent is gone with it, and so are its calls: the client hears what comes from now on.
  const place = last === undefined ? undefined : readEventId(String(last));
  if (!place || place.stream === session.standalone.number) {
    return session.standalone.attach(response, headers, place?.sequence);
  }
  const stream = session.stream(place.stream);
  if (stream?.hasAllAfter(place.sequence)) return stream.attach(response, headers, place.sequence);
  sendError(response, 404, { code: codes.invalidRequest, message: "This stream can no longer be taken up" });
}

/** DELETE: the client ends its session. */
export function remove(site: LegacySite, request: IncomingMessage, response: ServerResponse): void {
  const session = sessionOf(site, request, response);
  if (!session) return;
  site.sessions.end(session);
  response.writeHead(204).end();
}

async function initialize(
  { relay, sessions, limits }: LegacySite,
  response: ServerResponse,
  request: Request,
): Promise<void> {
  const params = isObject(request.params) ? request.params : {};
  const session = new Session(
    {
      capabilities: (isObject(params["capabilities"]) ? params["capabilities"] : {}) satisfies Capabilities,
      clientInfo: implementationIn(params["clientInfo"]),
    },
    limits,
  );
  try {
    const initialized = await relay.initialize(session);
    const version = agreedRevision(params["protocolVersion"], initialized.protocolVersion);
    if (response.destroyed) return relay.leave(session);
    sessions.add(session, version);
    const result = { ...initialized, protocolVersion: version };
    sendJson(response, 200, JSON.stringify({ jsonrpc: "2.0", id: request.id, result }), headersOf(session));
  } catch (error) {
    relay.leave(session);
    const { message } = error as Error;
    sendError(response, 200, { id: request.id, code: codes.internalError, message });
  }
}

/** The name and version that a client gives itself, whatever else it sends. */
export function implementationIn(value: unknown): Implementation {
  const info = isObject(value) ? value : {};
  const text = (key: string): string => (typeof info[key] === "string" ? info[key] : "");
  return { ...info, name: text("name") || "unknown", version: text("version") };
}

function sessionOf({ sessions }: LegacySite, request: IncomingMessage, response: ServerResponse): Session | undefined {
  const version = request.headers["mcp-protocol-version"];
  if (version !== undefined && !legacyRevisions.includes(version as (typeof legacyRevisions)[number])) {
    const message = `Unsupported protocol version; with sessions the hub speaks ${legacyRevisions.join(", ")}`;
    sendError(response, 400, { code: codes.invalidRequest, message });
    return undefined;
  }
  const id = request.headers["mcp-session-id"];
  if (typeof id !== "string" || id === "") {
    refuseWithoutSession(request, response);
    return undefined;
  }
  const session = sessions.find(id);
  if (!session)
    sendError(response, 404, { code: codes.invalidRequest, message: "There is no such session; initialize again" });
  return session;
}

function refuseWithoutSession({ method }: IncomingMessage, response: ServerResponse): void {
  if (method === "POST") {
    const message = "Mcp-Session-Id is missing; a session begins with `initialize`";
    return sendError(response, 400, { code: codes.invalidRequest, message });
  }
  const message =
    "This is a Streamable HTTP server. The former transport of two endpoints, HTTP+SSE, is not served: give the client the type `http` or `streamable-http` instead of `sse`";
  sendError(response, 405, { code: codes.invalidRequest, message }, { Allow: "POST" });
}

/** What needs no answer of a server. */
function take(relay: Relay, session: Session, message: Message): void {
  if (isResponse(message)) session.onReply(message);
  else if (isNotification(message)) {
    if (message.method === "notifications/initialized") return;
    if (message.method === "notifications/cancelled") cancel(session, message.params);
    else relay.notify(message, session);
  }
}

function cancel(session: Session, params: unknown): void {
  if (!isObject(params)) return;
  const { requestId, reason } = params;
  const why = typeof reason === "string" ? reason : "The client cancelled it";
  for (const call of session.calls) if (call.id === requestId) call.cancel(why);
}

/**
 * One request and the response of HTTP to it: a JSON text, or a stream from the moment on that something comes before
 * the answer.
 */
class PostExchange implements Exchange {
  readonly #session: Session;
  readonly #response: ServerResponse;
  readonly #streams: boolean;
  #stream: Stream | undefined;
  call: Call | undefined;

  constructor(session: Session, response: ServerResponse, streams: boolean) {
    this.#session = session;
    this.#response = response;
    this.#streams = streams;
    // Who hung up without an event to come back to does not wait any more. A lost stream is given a moment.
    response.on("close", () => {
      if (!this.#stream) this.call?.cancel("The client closed the connection");
    });
  }

  answer(message: Message, result?: string): void {
    if (this.#stream) {
      this.#stream.send(message);
      this.#stream.end();
      return;
    }
    // Of what it cancelled itself a client expects no answer: it may take one for a mistake.
    if (this.call?.outcome === "cancelled" && this.#streams) {
      if (!this.#response.destroyed) this.#response.writeHead(200, streamHeaders).end();
      return;
    }
    const text = result === undefined ? JSON.stringify(message) : withResult(message, result);
    sendJson(this.#response, 200, text);
  }

  send(message: Message): boolean {
    if (!this.#streams || this.call?.outcome) return false;
    if (!this.#stream) {
      if (this.#response.destroyed) return false;
      this.#stream = this.#session.openStream(this.call);
      this.#stream.attach(this.#response, {});
    }
    this.#stream.send(message);
    return true;
  }
}

function withResult({ id }: Message, result: string): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`;
}

/** Several messages in one list: each answer is an event of one stream, as it comes. */
function postBatch(
  { relay }: LegacySite,
  session: Session,
  request: IncomingMessage,
  response: ServerResponse,
  batch: readonly unknown[],
): void {
  const messages = batch.filter(isMessage);
  if (messages.length === 0 || messages.length < batch.length) {
    return sendError(response, 400, { code: codes.invalidRequest, message: "The list holds no JSON-RPC messages" });
  }
  for (const message of messages) if (!isRequest(message)) take(relay, session, message);
  const requests = messages.filter(isRequest);
  if (requests.length === 0) return accept(response);
  const answers: Message[] = [];
  const calls: Call[] = [];
  const isStream = accepts(request, "text/event-stream");
  const stream = isStream ? session.openStream(undefined) : undefined;
  stream?.attach(response, {});
  const exchange: Exchange = {
    answer(message) {
      answers.push(message);
      stream?.send(message);
      if (answers.length < requests.length) return;
      if (stream) stream.end();
      else sendJson(response, 200, JSON.stringify(answers));
    },
    send(message) {
      stream?.send(message);
      return stream !== undefined;
    },
  };
  response.on("close", () => {
    for (const call of calls) call.cancel("The client closed the connection");
  });
  for (const each of requests) {
    if (each.method === "initialize") exchange.answer(errorResponse(each.id, codes.invalidRequest, "Not in a list"));
    else calls.push(relay.request(each, session, exchange));
  }
}

/** Whether the client takes this type; one that does not say takes everything. */
function accepts({ headers: { accept } }: IncomingMessage, type: string): boolean {
  if (accept === undefined) return true;
  return accept.includes(type) || accept.includes("*/*");
}

function headersOf({ id }: Session): Readonly<Record<string, string>> {
  return { "Mcp-Session-Id": id };
}
