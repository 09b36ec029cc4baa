/** One event of a stream, as it goes over the wire. */
export interface StoredEvent {
  readonly stream: number;
  readonly sequence: number;
  readonly text: string;
}

/** The latest events of one session, for streams that are taken up again. Bounded: the oldest go first. */
export class Replay {
  readonly #events: StoredEvent[] = [];
  readonly #most: number;
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(most: number, mostBytes: number) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  add(event: StoredEvent): void {
    this.#events.push(event);
    this.#bytes += event.text.length;
    while (this.#events.length > this.#most || this.#bytes > this.#mostBytes) {
      this.#bytes -= this.#events.shift()!.text.length;
    }
  }

  /** What is left of that which came on the stream after that number. */
  after(stream: number, sequence: number): readonly StoredEvent[] {
    return this.#events.filter((event) => event.stream === stream && event.sequence > sequence);
  }

  /** Nobody will ask for this stream any more. */
  drop(stream: number): void {
    const kept = this.#events.filter((event) => event.stream !== stream);
    this.#events.splice(0, this.#events.length, ...kept);
    this.#bytes = kept.reduce((sum, { text }) => sum + text.length, 0);
  }
}
