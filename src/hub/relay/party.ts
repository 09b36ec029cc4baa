import type { Id, Message, Notification, Request, RpcError } from "../message.ts";
import type { Call } from "./call.ts";
import type { Level } from "./levels.ts";

/** What a client says it can do, as it came over the wire. */
export type Capabilities = Readonly<Record<string, unknown>>;

export interface Implementation {
  readonly name: string;
  readonly version: string;
  readonly [member: string]: unknown;
}

/** What a client answers to a question of a server. */
export type Reply = { readonly result: unknown } | { readonly error: RpcError };

/** Who asks: a session of a client or, in the revision without sessions, one request. */
export interface Party {
  readonly capabilities: Capabilities;
  readonly clientInfo: Implementation;
  /** Two parties with one key may use one process, where a server has a process for each session. */
  readonly key: unknown;
  /** Whether a human may still be there: what it uses is not ended to make room. */
  readonly present: boolean;
  /** What it waits for. */
  readonly calls: Set<Call>;
  /** The least level of log messages that it wants; undefined where it never said. */
  level: Level | undefined;
  /** What it gets where it never said. */
  readonly logsByDefault: boolean;
  /** Takes a message that belongs to none of its calls. */
  push(message: Notification): void;
  /**
   * Gives it a question of a server, on the stream of `call` where it belongs to one. False where there is no way to
   * reach it; else `reply` is called once.
   */
  ask(question: Request, call: Call | undefined, reply: (reply: Reply) => void): boolean;
  /** The server no longer waits for the answer to that question; `id` as the server gave it. */
  withdraw(id: Id, notification: Notification): void;
}

/** Where the answer to one request goes, and what belongs to it on the way there. */
export interface Exchange {
  /** The last that is sent. `result`: the text of the response's result, where it is there already. */
  answer(response: Message, result?: string): void;
  /** A message that belongs to the request. False where the client takes no stream. */
  send(message: Message): boolean;
}
