import type { ServerResponse } from "node:http";
import { isObject, type Id, type Message, type Notification } from "../message.ts";
import type { Call } from "../relay/call.ts";
import type { Initialized } from "../relay/conversation.ts";
import type { Level } from "../relay/levels.ts";
import type { Capabilities, Implementation, Party } from "../relay/party.ts";
import { eventOf } from "./modern-exchange.ts";
import { keyOf } from "./modern-party.ts";
import { subscriptionKey } from "./revisions.ts";
import { streamHeaders } from "./stream.ts";

/** Notifications that can be listened for, by the member of the filter that asks for them. */
const kinds: ReadonlyMap<string, string> = new Map([
  ["notifications/tools/list_changed", "toolsListChanged"],
  ["notifications/prompts/list_changed", "promptsListChanged"],
  ["notifications/resources/list_changed", "resourcesListChanged"],
]);

/** A request that stays open and hears of changes: what clients without sessions have instead of a stream of their own. */
export class ListenParty implements Party {
  readonly capabilities: Capabilities;
  readonly clientInfo: Implementation;
  readonly calls = new Set<Call>();
  readonly key: string;
  readonly present = true;
  readonly logsByDefault = false;
  readonly level: Level | undefined = undefined;
  /** Resources that it wants to hear of. */
  readonly uris: readonly string[];
  readonly #id: Id;
  /** What was asked for and the server can do. */
  readonly #agreed: Readonly<Record<string, unknown>>;
  readonly #response: ServerResponse;

  constructor(
    id: Id,
    { clientInfo, capabilities }: { readonly clientInfo: Implementation; readonly capabilities: Capabilities },
    wanted: Readonly<Record<string, unknown>>,
    { capabilities: offered }: Initialized,
    response: ServerResponse,
  ) {
    this.#id = id;
    this.clientInfo = clientInfo;
    this.capabilities = capabilities;
    this.key = keyOf(clientInfo);
    this.#response = response;
    const can = (capability: string, what: string): boolean => {
      const offer = offered?.[capability];
      return isObject(offer) && offer[what] === true;
    };
    const flags = [...kinds].filter(
      ([method, kind]) => wanted[kind] === true && can(method.split("/")[1]!, "listChanged"),
    );
    const uris = wanted["resourceSubscriptions"];
    const isWatching = Array.isArray(uris) && can("resources", "subscribe");
    this.uris = isWatching ? uris.filter((uri) => typeof uri === "string") : [];
    this.#agreed = {
      ...Object.fromEntries(flags.map(([, kind]) => [kind, true])),
      ...(isWatching && { resourceSubscriptions: this.uris }),
    };
  }

  /** Says what will come; the first of all messages. */
  acknowledge(): void {
    this.#response.writeHead(200, streamHeaders);
    const params = { notifications: this.#agreed };
    this.#send({ jsonrpc: "2.0", method: "notifications/subscriptions/acknowledged", params });
  }

  push(message: Notification): void {
    const kind = kinds.get(message.method);
    const isWanted =
      kind === undefined ? message.method === "notifications/resources/updated" : this.#agreed[kind] === true;
    if (isWanted) this.#send(message);
  }

  /** Nobody is asked here. */
  ask(): boolean {
    return false;
  }

  withdraw(): void {}

  keepAlive(): void {
    this.#response.write(":\n\n");
  }

  /** In good order: no change gets lost on purpose. */
  close(): void {
    const result = { resultType: "complete", _meta: { [subscriptionKey]: this.#id } };
    this.#response.end(eventOf(JSON.stringify({ jsonrpc: "2.0", id: this.#id, result })));
  }

  #send(message: Message): void {
    const params = isObject(message.params) ? message.params : {};
    const meta = isObject(params["_meta"]) ? params["_meta"] : {};
    const tagged = { ...message, params: { ...params, _meta: { ...meta, [subscriptionKey]: this.#id } } };
    this.#response.write(eventOf(JSON.stringify(tagged)));
  }
}
