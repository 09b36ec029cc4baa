import type { Id, Request } from "../message.ts";
import type { Call } from "../relay/call.ts";
import type { Level } from "../relay/levels.ts";
import type { Capabilities, Implementation, Party, Reply } from "../relay/party.ts";
import type { Parked } from "./parked.ts";

/** One request of a client that has no sessions. */
export class ModernParty implements Party {
  readonly capabilities: Capabilities;
  readonly clientInfo: Implementation;
  readonly calls = new Set<Call>();
  readonly logsByDefault = false;
  level: Level | undefined;
  readonly #parked: Parked;

  constructor(capabilities: Capabilities, clientInfo: Implementation, level: Level | undefined, parked: Parked) {
    this.capabilities = capabilities;
    this.clientInfo = clientInfo;
    this.level = level;
    this.#parked = parked;
  }

  /** All that is known of the client: two of its windows cannot be told apart. */
  get key(): string {
    return keyOf(this.clientInfo);
  }

  get present(): boolean {
    return this.calls.size > 0;
  }

  /** It only gets what belongs to its request; for the rest it would listen. */
  push(): void {}

  ask(question: Request, call: Call | undefined, reply: (reply: Reply) => void): boolean {
    return call !== undefined && this.#parked.park(question, call, reply);
  }

  withdraw(question: Id): void {
    this.#parked.withdraw(question, this);
  }
}

export function keyOf({ name }: Implementation): string {
  return `client ${name}`;
}
