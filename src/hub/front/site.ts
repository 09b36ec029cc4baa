import type { Limits } from "../limits.ts";
import { isMessage } from "../message.ts";
import type { Relay } from "../relay/relay.ts";
import type { SessionTable } from "../session/table.ts";
import * as legacy from "./legacy.ts";
import type { ListenParty } from "./listen.ts";
import type { Site } from "./listener.ts";
import * as modern from "./modern.ts";
import { Parked } from "./parked.ts";

/** One server at its URL, for clients of both eras. */
export interface ServerSite extends Site {
  tick(now: number): void;
  /** Ends what is open. */
  close(): void;
}

export function siteOf(relay: Relay, sessions: SessionTable, limits: Limits): ServerSite {
  const withSessions = { relay, sessions, limits };
  const without = { relay, parked: new Parked(limits), listeners: new Set<ListenParty>() };
  let keptAliveAt = performance.now();
  return {
    post(request, response, body) {
      if (isMessage(body) && modern.isModern(request, body)) modern.post(without, request, response, body);
      else legacy.post(withSessions, request, response, body);
    },
    get: (request, response) => legacy.get(withSessions, request, response),
    remove: (request, response) => legacy.remove(withSessions, request, response),
    tick(now) {
      without.parked.tick(now);
      if (now - keptAliveAt < limits.keepAlive) return;
      keptAliveAt = now;
      for (const listener of without.listeners) listener.keepAlive();
    },
    close() {
      without.parked.close();
      for (const listener of without.listeners) listener.close();
    },
  };
}
