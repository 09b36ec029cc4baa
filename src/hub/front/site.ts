import type { Limits } from "../limits.ts";
import type { Relay } from "../relay/relay.ts";
import type { SessionTable } from "../session/table.ts";
import * as legacy from "./legacy.ts";
import type { Site } from "./listener.ts";

/** One server at its URL, for clients of both eras. */
export interface ServerSite extends Site {
  tick(now: number): void;
  /** Ends what is open. */
  close(): void;
}

export function siteOf(relay: Relay, sessions: SessionTable, limits: Limits): ServerSite {
  const site = { relay, sessions, limits };
  return {
    post: (request, response, body) => legacy.post(site, request, response, body),
    get: (request, response) => legacy.get(site, request, response),
    remove: (request, response) => legacy.remove(site, request, response),
    tick() {},
    close() {},
  };
}
