import { codes, errorResponse, isObject, type Id, type Message, type Request, type RpcError } from "../message.ts";
import type { Exchange, Party } from "./party.ts";

/** How a call ended. */
export type Outcome = "answered" | "error" | "cached" | "cancelled" | "timeout" | "crashed" | "refused";

/** One request of a client on its way to a server and back. */
export class Call {
  /** Where the answer goes; another one where a client without sessions asks a second time. */
  exchange: Exchange;
  /** Of the client. */
  id: Id;
  readonly method: string;
  readonly token: Id | undefined;
  readonly arrivedAt = performance.now();
  /** When it was given to the server; undefined while it waits. */
  sentAt: number | undefined;
  /** When the server last said something about it. */
  heardAt = this.arrivedAt;
  /** Its place in the queue or at a process is free again. Set by whoever gave it one. */
  release: (() => void) | undefined;
  outcome: Outcome | undefined;
  /** Sees the result before the client does. */
  onResult: ((result: unknown) => void) | undefined;
  /** How to end it early; set by whoever has it at the time. */
  withdraw: ((reason: string) => void) | undefined;

  readonly request: Request;
  readonly party: Party;
  /** Questions of the server that wait for the client, and therefore for a human: no time counts meanwhile. */
  questions = 0;
  readonly #onSettled: (call: Call, outcome: Outcome) => void;

  constructor(request: Request, party: Party, exchange: Exchange, onSettled: (call: Call, outcome: Outcome) => void) {
    this.request = request;
    this.party = party;
    this.exchange = exchange;
    this.#onSettled = onSettled;
    this.id = request.id;
    this.method = request.method;
    this.token = tokenOf(request.params);
    party.calls.add(this);
  }

  /** Answers the client, once; what comes later is dropped. */
  settle(response: Message, outcome: Outcome = response.error ? "error" : "answered", result?: string): void {
    if (this.outcome) return;
    this.outcome = outcome;
    this.party.calls.delete(this);
    if (!response.error) this.onResult?.(response.result);
    try {
      this.exchange.answer({ ...response, id: this.id }, result);
    } catch (error) {
      // JSON can be nested deeper than it can be written again.
      const message = `The answer could not be handed on: ${(error as Error).message}`;
      this.exchange.answer(errorResponse(this.id, codes.internalError, message));
    }
    this.#onSettled(this, outcome);
  }

  fail(outcome: Exclude<Outcome, "answered" | "cached">, { code, message, data }: RpcError): void {
    this.settle(errorResponse(this.id, code, message, data), outcome);
  }

  /** The client no longer waits. */
  cancel(reason: string): void {
    if (this.outcome) return;
    this.withdraw?.(reason);
    this.fail("cancelled", { code: codes.internalError, message: "The request was cancelled" });
  }

  free(): void {
    const { release } = this;
    this.release = undefined;
    release?.();
  }
}

/** The token that progress of a request is to carry. */
function tokenOf(params: unknown): Id | undefined {
  const meta = isObject(params) && isObject(params["_meta"]) ? params["_meta"] : undefined;
  const token = meta?.["progressToken"];
  return typeof token === "string" || typeof token === "number" ? token : undefined;
}

/** The same request as the server gets it: with ids that nobody else uses. */
export function renumbered(request: Request, token: Id | undefined, id: number): Request {
  if (token === undefined) return { ...request, id };
  const params = request.params as Record<string, unknown>;
  return { ...request, id, params: { ...params, _meta: { ...(params["_meta"] as object), progressToken: id } } };
}
