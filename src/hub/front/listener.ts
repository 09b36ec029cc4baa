import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { HubEvent } from "../event.ts";
import { codes } from "../message.ts";
import { sendError, turnAway } from "./answer.ts";
import { readBody } from "./body.ts";
import {
  digestOf,
  foreign,
  hostsOf,
  isAuthorized,
  tooLarge,
  unauthorized,
  unreadable,
  type Refusal,
  type Rules,
} from "./guard.ts";
import { holderOf } from "./holder.ts";
import { isOwn } from "./peer.ts";

/** What is served behind the checks. */
export interface Site {
  post(request: IncomingMessage, response: ServerResponse, body: unknown): void;
  get(request: IncomingMessage, response: ServerResponse): void;
  remove(request: IncomingMessage, response: ServerResponse): void;
}

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly token: string | undefined;
  readonly anyUser: boolean;
  readonly body: number;
  /** What a path leads to. A refusal where it leads nowhere. */
  route(path: string): Site | Refusal;
  /** Paths that are no servers; false where it is none of these. */
  handle(request: IncomingMessage, response: ServerResponse, authorized: boolean): boolean;
  log(event: HubEvent): void;
}

/** One port that is listened on. */
export interface Listener {
  readonly port: number;
  /** Takes no connection any more; those that are idle end. */
  refuse(): void;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** The port belongs to another process. */
export class PortTaken extends Error {
  readonly holder: string | undefined;

  constructor(port: number, holder: string | undefined) {
    super(`Port ${port} is taken${holder === undefined ? "" : ` by ${holder}`}`);
    this.holder = holder;
  }
}

/** Longer than the pauses of a client that works: it would have to connect anew for each of its calls. */
const keepAlive = 75_000;

const otherUser: Refusal = { status: 403, why: "The hub takes connections of its own user alone" };

/** @throws PortTaken */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const { host, anyUser } = options;
  const owners = new WeakMap<Socket, boolean | Promise<boolean>>();
  let rules: Rules | undefined;
  const server = createServer((request, response) => {
    const own = owners.get(request.socket) ?? false;
    if (typeof own === "boolean") serve(own, request, response);
    else void own.then((own) => serve(own, request, response));
  });
  const serve = (own: boolean, request: IncomingMessage, response: ServerResponse): void => {
    const refusal = own ? answer(options, rules!, request, response) : otherUser;
    if (!refusal) return;
    options.log({ event: "turned-away", port: options.port, status: refusal.status, why: refusal.why });
    turnAway(request, response, refusal);
  };
  server.on("connection", (socket: Socket) => {
    if (anyUser) owners.set(socket, true);
    else
      owners.set(
        socket,
        isOwn(socket).then((own) => (owners.set(socket, own), own)),
      );
  });
  server.keepAliveTimeout = keepAlive;
  const port = await open(server, host, options.port);
  rules = {
    hosts: hostsOf(host, port),
    token: options.token === undefined ? undefined : digestOf(options.token),
    body: options.body,
  };
  const closed = new Promise<void>((resolve) => server.once("close", () => resolve()));
  return {
    port,
    refuse: () => void server.close(),
    close() {
      server.close();
      server.closeAllConnections();
      return closed;
    },
  };
}

/** Serves the request, or says why not. */
function answer(
  options: ListenerOptions,
  rules: Rules,
  request: IncomingMessage,
  response: ServerResponse,
): Refusal | undefined {
  const { headers, method } = request;
  const refusal = foreign(headers, rules);
  if (refusal) return refusal;
  const authorized = isAuthorized(headers, rules);
  if (options.handle(request, response, authorized)) return undefined;
  if (!authorized) return unauthorized;
  const site = options.route(pathOf(request));
  if ("status" in site) return site;
  switch (method) {
    case "POST": {
      const refusal = unreadable(headers, rules);
      if (!refusal) void post(site, rules, request, response);
      return refusal;
    }
    case "GET":
      site.get(request, response);
      return undefined;
    case "DELETE":
      site.remove(request, response);
      return undefined;
    default:
      return { status: 405, why: "Only POST, GET and DELETE", headers: { Allow: "POST, GET, DELETE" } };
  }
}

async function post(site: Site, rules: Rules, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request, rules.body);
  if (body === undefined) return;
  if (body === "too-large") return turnAway(request, response, tooLarge(rules.body));
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString());
  } catch {
    return sendError(response, 400, { code: codes.parseError, message: "The body is no JSON" });
  }
  try {
    site.post(request, response, parsed);
  } catch (error) {
    sendError(response, 500, { code: codes.internalError, message: (error as Error).message });
  }
}

function pathOf({ url = "/" }: IncomingMessage): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

function open(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") reject(error);
      else void holderOf(port).then((holder) => reject(new PortTaken(port, holder)));
    });
    server.listen({ host, port, exclusive: true }, () => resolve((server.address() as { port: number }).port));
  });
}
