import { Stream } from "../front/stream.ts";
import type { Limits } from "../limits.ts";
import { codes, type Id, type Message, type Notification, type Request } from "../message.ts";
import type { Call } from "../relay/call.ts";
import type { Level } from "../relay/levels.ts";
import type { Capabilities, Implementation, Party, Reply } from "../relay/party.ts";
import type { Claims } from "./id.ts";
import { Replay } from "./replay.ts";

interface Asked {
  /** As the server gave it. */
  readonly question: Id;
  readonly call: Call | undefined;
  /** On the clock of `performance`. */
  readonly at: number;
  reply(reply: Reply): void;
}

/** Number of the stream that belongs to no call. */
const standalone = 0;

/** Whoever was here that lately may still be. */
const presence = 60_000;

/** One session of a client that speaks a revision with sessions. */
export class Session implements Party {
  readonly capabilities: Capabilities;
  readonly clientInfo: Implementation;
  readonly calls = new Set<Call>();
  readonly key = this;
  readonly #limits: Limits;
  readonly #streams = new Map<number, { readonly stream: Stream; readonly call: Call | undefined }>();
  readonly #asked = new Map<number, Asked>();
  #replay: Replay | undefined;
  #nextStream = standalone + 1;
  #nextQuestion = 1;
  id = "";
  version = "";
  level: Level | undefined;
  readonly logsByDefault = true;
  usedAt = performance.now();

  constructor({ capabilities, clientInfo }: Omit<Claims, "version">, limits: Limits) {
    this.capabilities = capabilities;
    this.clientInfo = clientInfo;
    this.#limits = limits;
  }

  /** Nobody listens, and it waits for nothing. */
  get isQuiet(): boolean {
    if (this.calls.size > 0) return false;
    for (const { stream } of this.#streams.values()) if (stream.isOpen) return false;
    return true;
  }

  get present(): boolean {
    return !this.isQuiet || performance.now() - this.usedAt < presence;
  }

  /** Its stream that belongs to no call. */
  get standalone(): Stream {
    return this.stream(standalone) ?? this.#newStream(standalone, undefined);
  }

  /** For what comes before the answer to a call. */
  openStream(call: Call | undefined): Stream {
    return this.#newStream(this.#nextStream++, call);
  }

  stream(number: number): Stream | undefined {
    return this.#streams.get(number)?.stream;
  }

  push(message: Notification): void {
    // What was logged while nobody listened is history.
    if (message.method !== "notifications/message" || this.standalone.isOpen) this.standalone.sendOnce(message);
  }

  ask(question: Request, call: Call | undefined, reply: (reply: Reply) => void): boolean {
    const id = this.#nextQuestion++;
    const message = { ...question, id };
    if (!call?.exchange.send(message)) {
      // It waits there: a client opens this stream only after `initialize`, when the server may have asked already.
      this.standalone.send(message);
      call = undefined;
    }
    this.#asked.set(id, { question: question.id, call, at: performance.now(), reply });
    return true;
  }

  withdraw(question: Id, notification: Notification): void {
    for (const [id, asked] of this.#asked) {
      if (asked.question !== question) continue;
      this.#asked.delete(id);
      const params = { ...(notification.params as object), requestId: id };
      const message = { ...notification, params };
      if (!asked.call?.exchange.send(message)) this.push(message);
    }
  }

  /** The answer of the client to a question that it was asked. What it was not asked it cannot answer. */
  onReply({ id, result, error }: Message): void {
    const asked = this.#asked.get(id as number);
    if (!asked) return;
    this.#asked.delete(id as number);
    asked.reply(error ? { error } : { result });
  }

  tick(now: number): void {
    for (const [id, { call, at, reply }] of this.#asked) {
      const isGone = call?.outcome === "cancelled" || call?.outcome === "timeout";
      const { idleSince } = this.standalone;
      const isAway = !call && idleSince !== undefined && now - Math.max(at, idleSince) > this.#limits.resume;
      if (isGone || isAway) this.#giveUp(id, reply);
    }
    for (const [number, { stream, call }] of this.#streams) {
      if (stream.idleSince === undefined || number === standalone) continue;
      if (now - stream.idleSince > this.#limits.resume) call?.cancel("The client did not come back to its stream");
      if (!stream.hasEnded || now - stream.idleSince < this.#limits.keepAlive) continue;
      this.#streams.delete(number);
      this.#replay?.drop(number);
    }
  }

  keepAlive(): void {
    for (const { stream } of this.#streams.values()) stream.keepAlive();
  }

  /** Ends every stream; a server that waits for an answer of the client is told that none will come. */
  close(): void {
    for (const [id, { reply }] of this.#asked) this.#giveUp(id, reply);
    for (const { stream } of this.#streams.values()) stream.end();
    this.#streams.clear();
  }

  #giveUp(id: number, reply: Asked["reply"]): void {
    this.#asked.delete(id);
    reply({ error: { code: codes.internalError, message: "The client is gone" } });
  }

  #newStream(number: number, call: Call | undefined): Stream {
    this.#replay ??= new Replay(this.#limits.replayEvents, this.#limits.replayBytes);
    const stream = new Stream(number, this.#replay, this.version >= "2025-11-25", this.#limits);
    this.#streams.set(number, { stream, call });
    return stream;
  }
}
