import type { Child, Exit } from "../child/child.ts";
import {
  codes,
  errorResponse,
  isId,
  isNotification,
  isObject,
  isRequest,
  type Id,
  type Message,
  type Notification,
  type Request,
} from "../message.ts";
import { renumbered, type Call } from "./call.ts";

/** What a server said of itself when it was started. */
export interface Initialized {
  readonly protocolVersion: string;
  readonly capabilities: Readonly<Record<string, unknown>>;
  readonly serverInfo: Readonly<Record<string, unknown>>;
  readonly instructions?: string;
  readonly [member: string]: unknown;
}

/** Takes what a server says that is no answer. */
export interface Hearer {
  onNotification(message: Notification): void;
  onQuestion(message: Request): void;
}

interface Own {
  readonly resolve: (response: Message) => void;
}

/**
 * One life of one process of a server: gives its requests ids of its own, and finds who gets the answer. Knows nothing of
 * sharing.
 */
export class Conversation {
  readonly calls = new Map<number, Call>();
  readonly #child: Pick<Child, "send">;
  readonly #hearer: Hearer;
  readonly #own = new Map<number, Own>();
  readonly #cancelled = new Map<number, { readonly call: Call; readonly at: number }>();
  #next = 0;
  /** When it last sent anything at all. */
  heardAt = performance.now();

  constructor(child: Pick<Child, "send">, hearer: Hearer) {
    this.#child = child;
    this.#hearer = hearer;
  }

  get inFlight(): number {
    return this.calls.size + this.#cancelled.size;
  }

  send(call: Call): void {
    const id = this.#next++;
    this.calls.set(id, call);
    call.sentAt = call.heardAt = performance.now();
    call.withdraw = (reason) => this.#cancel(id, call, reason);
    try {
      this.#child.send(renumbered(call.request, call.token, id));
    } catch (error) {
      this.calls.delete(id);
      call.withdraw = undefined;
      const message = `The request could not be handed on: ${(error as Error).message}`;
      call.fail("refused", { code: codes.internalError, message });
      call.free();
    }
  }

  /** A request of the hub itself. Answered with an error where the server ends before. */
  ask(method: string, params: unknown): Promise<Message> {
    return new Promise((resolve) => {
      const id = this.#next++;
      this.#own.set(id, { resolve });
      this.#child.send({ jsonrpc: "2.0", id, method, ...(params !== undefined && { params }) });
    });
  }

  tell(message: Message): void {
    this.#child.send(message);
  }

  /** @throws where a message cannot be written as JSON again. */
  receive(message: Message): void {
    this.heardAt = performance.now();
    if (message.method === undefined) this.#onResponse(message);
    else if (isRequest(message)) this.#hearer.onQuestion(message);
    else if (!isNotification(message)) return;
    else if (message.method === "notifications/progress") this.#onProgress(message);
    else this.#hearer.onNotification(message);
  }

  /** Fails what it still owed: nothing is ever sent twice. */
  end({ code, signal, reason }: Pick<Exit, "code" | "signal" | "reason">, name: string): void {
    const what = `The server ${name} ended while it worked on this request; the request was not repeated`;
    const error = {
      code: codes.internalError,
      message: reason ? `${what}. ${reason}` : what,
      data: { reason: "server-ended", exitCode: code, signal, ...(reason && { detail: reason }) },
    };
    for (const call of this.calls.values()) {
      call.withdraw = undefined;
      call.fail("crashed", error);
      call.free();
    }
    this.calls.clear();
    for (const { call } of this.#cancelled.values()) call.free();
    this.#cancelled.clear();
    for (const { resolve } of this.#own.values()) resolve({ jsonrpc: "2.0", error });
    this.#own.clear();
  }

  /** Ends what got no sign of life for so long; frees the places of what was cancelled. True where a call timed out. */
  tick(now: number, timeout: number, afterCancel: number, name: string): boolean {
    for (const [id, { call, at }] of this.#cancelled) if (now - at > afterCancel) this.#forget(id, call);
    let late = false;
    for (const call of this.calls.values()) {
      if (timeout === 0 || call.questions > 0 || now - call.heardAt <= timeout) continue;
      late = true;
      call.withdraw?.("The request timed out");
      const message = `The server ${name} gave no sign of life for ${Math.round(timeout / 1000)} s`;
      call.fail("timeout", { code: codes.internalError, message, data: { reason: "timeout" } });
    }
    return late;
  }

  #cancel(id: number, call: Call, reason: string): void {
    this.calls.delete(id);
    this.#cancelled.set(id, { call, at: performance.now() });
    this.#child.send({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: id, reason } });
  }

  #forget(id: number, call: Call): void {
    this.#cancelled.delete(id);
    call.free();
  }

  #onResponse(message: Message): void {
    const id = message.id as number;
    const call = this.calls.get(id);
    if (call) {
      this.calls.delete(id);
      call.withdraw = undefined;
      call.settle(message);
      call.free();
      return;
    }
    const own = this.#own.get(id);
    if (own) {
      this.#own.delete(id);
      own.resolve(message);
      return;
    }
    const late = this.#cancelled.get(id);
    if (late) this.#forget(id, late.call);
  }

  #onProgress(message: Notification): void {
    const params = isObject(message.params) ? message.params : {};
    const call = this.calls.get(params["progressToken"] as number);
    if (!call || call.token === undefined) return;
    call.heardAt = this.heardAt;
    call.exchange.send({ ...message, params: { ...params, progressToken: call.token } });
  }
}

/** What a server is told that asked something nobody can be asked. */
export function unanswerable(id: Id, code: number, message: string): Message {
  return errorResponse(isId(id) ? id : null, code, message);
}
