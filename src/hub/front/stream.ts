import type { ServerResponse } from "node:http";
import type { Limits } from "../limits.ts";
import type { Message } from "../message.ts";
import type { Replay } from "../session/replay.ts";

export const streamHeaders = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
} as const;

/** Lets a client tell events of one hub from those of the hub that ran before it. */
const run = Math.random().toString(36).slice(2, 8);

/** Where a client was when it lost a stream. */
export function readEventId(id: string): { readonly stream: number; readonly sequence: number } | undefined {
  const [, from, stream, sequence] = /^([a-z0-9]+)-(\d{1,9})-(\d{1,15})$/.exec(id) ?? [];
  return from === run ? { stream: Number(stream), sequence: Number(sequence) } : undefined;
}

/** Writes to a client that may be slow. One that never catches up is cut off. */
export function write(response: ServerResponse, text: string, { backlog }: Pick<Limits, "backlog">): void {
  if (response.writableLength > backlog) response.destroy();
  else response.write(text);
}

/**
 * Events of one session in their order, whether the client listens just now or not: what it misses it gets when it comes
 * back. A client may listen more than once; the latest connection gets the events.
 */
export class Stream {
  readonly number: number;
  readonly #replay: Replay;
  readonly #limits: Limits;
  readonly #responses: ServerResponse[] = [];
  /** An event with an id and no data, from which a client can come back before the first message. */
  readonly #primes: boolean;
  readonly #unheard = new Set<string>();
  #sequence = 0;
  #written = 0;
  #ended = false;
  /** On the clock of `performance`; while nobody listens. */
  idleSince: number | undefined = performance.now();

  constructor(number: number, replay: Replay, primes: boolean, limits: Limits) {
    this.number = number;
    this.#replay = replay;
    this.#primes = primes;
    this.#limits = limits;
  }

  get isOpen(): boolean {
    return this.#responses.length > 0;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  /** Whether all is left of what came after that event. */
  hasAllAfter(sequence: number): boolean {
    return sequence <= this.#sequence && this.#replay.after(this.number, sequence).length === this.#sequence - sequence;
  }

  /** Sends what came after that event, as far as it is left, and from now on what comes. */
  attach(response: ServerResponse, headers: Readonly<Record<string, string>>, after = this.#written): void {
    const missed = this.#replay.after(this.number, after);
    response.writeHead(200, { ...streamHeaders, ...headers });
    const primer = this.#primes ? `id: ${this.#idOf(after)}\ndata: \n\n` : undefined;
    response.write((primer ?? "") + missed.map(({ text }) => text).join("") || ":\n\n");
    this.#written = this.#sequence;
    if (this.#ended) {
      response.end();
      return;
    }
    this.#responses.push(response);
    this.#unheard.clear();
    this.idleSince = undefined;
    response.on("close", () => {
      this.#responses.splice(this.#responses.indexOf(response), 1);
      if (this.#responses.length === 0) this.idleSince = performance.now();
    });
  }

  /** As `send`; but what waits for somebody to listen waits once, however often it was said. */
  sendOnce(message: Message): void {
    if (!this.isOpen) {
      const text = JSON.stringify(message);
      if (this.#unheard.has(text)) return;
      this.#unheard.add(text);
      if (this.#unheard.size > this.#limits.replayEvents) this.#unheard.delete(this.#unheard.values().next().value!);
    }
    this.send(message);
  }

  send(message: Message): void {
    const sequence = ++this.#sequence;
    const text = `event: message\nid: ${this.#idOf(sequence)}\ndata: ${JSON.stringify(message)}\n\n`;
    this.#replay.add({ stream: this.number, sequence, text });
    const response = this.#responses.at(-1);
    if (!response) return;
    this.#written = sequence;
    write(response, text, this.#limits);
  }

  /** Nothing follows. */
  end(): void {
    this.#ended = true;
    for (const response of this.#responses) response.end();
    this.idleSince ??= performance.now();
  }

  /** Shows that somebody is there. */
  keepAlive(): void {
    for (const response of this.#responses) write(response, ":\n\n", this.#limits);
  }

  #idOf(sequence: number): string {
    return `${run}-${this.number}-${sequence}`;
  }
}
