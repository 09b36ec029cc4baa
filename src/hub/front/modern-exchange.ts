import type { ServerResponse } from "node:http";
import { listMethods } from "../cache/knowledge.ts";
import { codes, isObject, type Message, type Request } from "../message.ts";
import type { Call } from "../relay/call.ts";
import type { Exchange } from "../relay/party.ts";
import type { Relay } from "../relay/relay.ts";
import { sendJson } from "./answer.ts";
import { serverInfoKey } from "./revisions.ts";
import { streamHeaders } from "./stream.ts";

/** A page has to be visited first; of the last revision with sessions alone. */
const urlElicitationRequired = -32042;

/** Results that say how long they hold. The hub asks its servers anew each time, or knows of every change. */
const cacheable = new Set([...listMethods.keys(), "resources/read", "server/discover"]);

/** One request without a session, and the response of HTTP to it. Closing that response is the way to cancel it. */
export class ModernExchange implements Exchange {
  readonly #request: Request;
  readonly #response: ServerResponse;
  readonly #streams: boolean;
  readonly #relay: Relay;
  call: Call | undefined;

  constructor(request: Request, response: ServerResponse, accept: string, relay: Relay) {
    this.#request = request;
    this.#response = response;
    this.#streams = /text\/event-stream|\*\/\*/.test(accept);
    this.#relay = relay;
    response.on("close", () => {
      // Where the answer was a question, the call goes on without this exchange.
      if (this.call?.exchange === this) this.call.cancel("The client closed the connection");
    });
  }

  answer(message: Message): void {
    const text = JSON.stringify(shaped(message, this.#request, this.#relay));
    if (this.#response.headersSent) this.#response.end(eventOf(text));
    // By this a client tells a method that is not there from a server that is not there.
    else sendJson(this.#response, message.error?.code === codes.methodNotFound ? 404 : 200, text);
  }

  send(message: Message): boolean {
    if (!this.#streams || this.#response.destroyed) return false;
    if (!this.#response.headersSent) this.#response.writeHead(200, streamHeaders);
    this.#response.write(eventOf(JSON.stringify(message)));
    return true;
  }
}

export function eventOf(text: string): string {
  return `event: message\ndata: ${text}\n\n`;
}

/** The answer of a server of a former revision as this one has it. */
export function shaped(message: Message, { method }: Request, { serverInfo }: Pick<Relay, "serverInfo">): Message {
  if (message.error) {
    const { code } = message.error;
    if (code === codes.resourceNotFound) return { ...message, error: { ...message.error, code: codes.invalidParams } };
    if (code === urlElicitationRequired) return { ...message, error: { ...message.error, code: codes.internalError } };
    return message;
  }
  const result = isObject(message.result) ? message.result : {};
  const meta = isObject(result["_meta"]) ? result["_meta"] : {};
  return {
    ...message,
    result: {
      resultType: "complete",
      ...(cacheable.has(method) && { ttlMs: 0, cacheScope: "private" }),
      ...result,
      _meta: { ...(serverInfo && { [serverInfoKey]: serverInfo }), ...meta },
    },
  };
}
