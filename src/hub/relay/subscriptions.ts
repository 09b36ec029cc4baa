import type { Party } from "./party.ts";

/** Who wants to hear of which resource of one process. */
export class Subscriptions {
  readonly #parties = new Map<string, Set<Party>>();

  get uris(): Iterable<string> {
    return this.#parties.keys();
  }

  get isEmpty(): boolean {
    return this.#parties.size === 0;
  }

  of(uri: string): Iterable<Party> {
    return this.#parties.get(uri) ?? [];
  }

  has(uri: string): boolean {
    return this.#parties.has(uri);
  }

  add(uri: string, party: Party): void {
    const parties = this.#parties.get(uri);
    if (parties) parties.add(party);
    else this.#parties.set(uri, new Set([party]));
  }

  /** True where nobody is left who wants to hear of it. */
  remove(uri: string, party: Party): boolean {
    const parties = this.#parties.get(uri);
    if (!parties?.delete(party) || parties.size > 0) return false;
    return this.#parties.delete(uri);
  }

  /** The resources of which nobody wants to hear any more. */
  forget(party: Party): readonly string[] {
    return [...this.#parties.keys()].filter((uri) => this.remove(uri, party));
  }
}
