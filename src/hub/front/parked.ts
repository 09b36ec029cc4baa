import { createHash, randomBytes } from "node:crypto";
import type { Limits } from "../limits.ts";
import { codes, isObject, type Id, type Message, type Request } from "../message.ts";
import type { Call } from "../relay/call.ts";
import type { Exchange, Party, Reply } from "../relay/party.ts";

/** Requests of which a server of a former revision may ask back. */
const mayAsk = new Set(["tools/call", "prompts/get", "resources/read"]);

interface Question {
  readonly id: Id;
  readonly request: Pick<Request, "method" | "params">;
  reply(reply: Reply): void;
}

/** A call whose client has to answer something before it can go on. */
interface Waiting {
  readonly call: Call;
  readonly digest: string;
  readonly questions: Map<string, Question>;
  /** What its client has to send along; a new one with each round. */
  state: string;
  since: number;
  /** The server finished without waiting for the client. */
  answer?: Message;
}

/**
 * Calls that wait for their clients. A client without sessions is not asked: it gets the questions as the result, and
 * comes again with the answers, while the server that asked still waits.
 */
export class Parked {
  readonly #limits: Pick<Limits, "question">;
  readonly #byState = new Map<string, Waiting>();
  readonly #byCall = new Map<Call, Waiting>();
  #next = 1;

  constructor(limits: Pick<Limits, "question">) {
    this.#limits = limits;
  }

  /** False where this call cannot be asked back. */
  park(question: Request, call: Call, reply: (reply: Reply) => void): boolean {
    if (!mayAsk.has(call.method)) return false;
    const { method, params } = question;
    const asked = { id: question.id, request: { method, ...(params !== undefined && { params }) }, reply };
    let waiting = this.#byCall.get(call);
    if (!waiting) {
      const digest = digestOf(call.request);
      waiting = { call, digest, questions: new Map(), state: "", since: 0 };
      this.#byCall.set(call, waiting);
    }
    // The server's own name for it, where it is one.
    const isName = typeof question.id === "string" && !waiting.questions.has(question.id);
    waiting.questions.set(isName ? String(question.id) : `question-${this.#next++}`, asked);
    // A client that thinks about an earlier question gets this one with the next round.
    if (waiting.state === "") this.#send(waiting, call.exchange);
    return true;
  }

  /** The client comes again. Returns what is wrong with it, or undefined. */
  resume(state: unknown, request: Request, exchange: Exchange & { call: Call | undefined }): string | undefined {
    const waiting = this.#byState.get(state as string);
    if (!waiting) return "`requestState` is not known, was used before, or is too old";
    if (waiting.digest !== digestOf(request)) return "`requestState` belongs to another request";
    this.#byState.delete(waiting.state);
    waiting.state = "";
    const { call, questions, answer } = waiting;
    call.id = request.id;
    call.exchange = exchange;
    exchange.call = call;
    if (answer) {
      this.#byCall.delete(call);
      exchange.answer({ ...answer, id: request.id });
      return undefined;
    }
    const responses = isObject(request.params) ? request.params["inputResponses"] : undefined;
    for (const [key, { reply }] of questions) {
      if (!isObject(responses) || !Object.hasOwn(responses, key)) continue;
      questions.delete(key);
      reply({ result: responses[key] });
    }
    // What was left out, or asked meanwhile.
    if (questions.size > 0) this.#send(waiting, exchange);
    else this.#byCall.delete(call);
    return undefined;
  }

  withdraw(question: Id, party: Party): void {
    for (const { call, questions } of this.#byCall.values()) {
      if (call.party !== party) continue;
      for (const [key, { id }] of questions) if (id === question) questions.delete(key);
    }
  }

  tick(now: number): void {
    for (const waiting of this.#byCall.values()) {
      const { call, since } = waiting;
      if (now - since > this.#limits.question) this.#drop(waiting, "The client did not answer what the server asked");
      else if (call.outcome === "cancelled") this.#drop(waiting, "");
    }
  }

  close(): void {
    for (const waiting of this.#byCall.values()) this.#drop(waiting, "The hub was stopped");
  }

  #send(waiting: Waiting, exchange: Exchange): void {
    waiting.state = randomBytes(24).toString("base64url");
    waiting.since = performance.now();
    this.#byState.set(waiting.state, waiting);
    const { call, questions, state } = waiting;
    call.exchange = {
      answer(message) {
        waiting.answer = message;
      },
      send: () => true,
    };
    const inputRequests = Object.fromEntries([...questions].map(([key, { request }]) => [key, request]));
    const result = { resultType: "input_required", inputRequests, requestState: state };
    exchange.answer({ jsonrpc: "2.0", id: call.id, result });
  }

  #drop(waiting: Waiting, why: string): void {
    const { call, questions, state } = waiting;
    this.#byState.delete(state);
    this.#byCall.delete(call);
    for (const { reply } of questions.values())
      reply({ error: { code: codes.internalError, message: "The client is gone" } });
    call.cancel(why);
  }
}

/** Of what a request asks for, whatever it says of its client. */
function digestOf({ method, params }: Request): string {
  const { _meta: _, inputResponses: __, requestState: ___, ...asked } = isObject(params) ? params : {};
  return createHash("sha256")
    .update(JSON.stringify([method, asked]))
    .digest("base64");
}
