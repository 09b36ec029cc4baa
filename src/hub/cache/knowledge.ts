import { isObject } from "../message.ts";
import type { Initialized } from "../relay/conversation.ts";
import type { Store } from "./store.ts";

/** Lists of a server that are remembered, and the capability that each belongs to. */
export const listMethods: ReadonlyMap<string, string> = new Map([
  ["tools/list", "tools"],
  ["prompts/list", "prompts"],
  ["resources/list", "resources"],
  ["resources/templates/list", "resources"],
]);

interface List {
  readonly text: string;
  readonly result: unknown;
  /** Of the process that runs, and nothing was said since that would change it. */
  fresh: boolean;
  readonly at: number;
}

/** What is known of one server, from this life of it or from an earlier one. */
export class Knowledge {
  readonly #identity: string;
  readonly #store: Store;
  readonly #lists = new Map<string, List>();
  #initialized: Initialized | undefined;

  constructor(identity: string, store: Store) {
    this.#identity = identity;
    this.#store = store;
    const remembered = store.load(identity);
    if (!remembered) return;
    this.#initialized = remembered.initialize;
    for (const [method, result] of Object.entries(remembered.lists)) {
      if (listMethods.has(method)) this.#lists.set(method, listOf(result, false));
    }
  }

  get initialized(): Initialized | undefined {
    return this.#initialized;
  }

  list(method: string): Readonly<List> | undefined {
    return this.#lists.get(method);
  }

  /** Whether the server says when this list changes. */
  announces(method: string): boolean {
    const capability = this.#initialized?.capabilities?.[listMethods.get(method) ?? ""];
    return isObject(capability) && capability["listChanged"] === true;
  }

  learn(initialized: Initialized): void {
    const isNew = JSON.stringify(initialized) !== JSON.stringify(this.#initialized);
    this.#initialized = initialized;
    for (const list of this.#lists.values()) list.fresh = false;
    if (isNew) this.#save();
  }

  /** True where the list is another one than before. */
  learnList(method: string, result: unknown): boolean {
    const before = this.#lists.get(method);
    const list = listOf(result, true);
    this.#lists.set(method, list);
    if (before?.text === list.text) return false;
    this.#save();
    return before !== undefined;
  }

  /** Forgets nothing: while nobody runs who could say better, an old list is better than none. */
  doubt(capability: string): void {
    for (const [method, list] of this.#lists) if (listMethods.get(method) === capability) list.fresh = false;
  }

  #save(): void {
    if (!this.#initialized) return;
    const lists = Object.fromEntries([...this.#lists].map(([method, { result }]) => [method, result]));
    this.#store.save(this.#identity, { initialize: this.#initialized, lists });
  }
}

function listOf(result: unknown, fresh: boolean): List {
  return { text: JSON.stringify(result), result, fresh, at: performance.now() };
}
