import type { HubServer } from "../manifest/manifest.ts";
import type { Relay } from "./relay/relay.ts";
import type { SessionTable } from "./session/table.ts";
import { settingsOf } from "./sharing/settings.ts";
import type { CallStatus, ServerState, ServerStatus } from "./status.ts";

const noCalls: CallStatus = { total: 0, failed: 0, inFlight: 0, queued: 0 };

/** `taken`: ports that another process has. */
export function statusOf(
  server: HubServer,
  served: { readonly relay: Relay; readonly sessions: SessionTable } | undefined,
  url: string,
  taken: ReadonlyMap<number, string | undefined>,
): ServerStatus {
  const { name, port } = server;
  if (!served) {
    const sharing = server.sharing ?? settingsOf(server).sharing;
    const state = server.ejected ? "ejected" : "asleep";
    return { name, state, url, sharing, children: [], sessions: 0, calls: noCalls, restarts: 0, refusedQuestions: 0 };
  }
  const { relay, sessions } = served;
  const backends = [...relay.backends];
  const failure = backends.find(({ failure }) => failure)?.failure;
  const isTaken = taken.has(port);
  const state = isTaken ? "unreachable" : stateOf(backends.map(({ state }) => state));
  const holder = taken.get(port);
  const problem = isTaken ? `Port ${port} is taken${holder === undefined ? "" : ` by ${holder}`}.` : failure?.problem;
  return {
    name,
    state,
    url,
    sharing: relay.sharing,
    children: backends.flatMap(({ child }) => child ?? []).sort((a, b) => a.startedAt - b.startedAt),
    sessions: sessions.size,
    calls: relay.calls,
    restarts: relay.restarts,
    ...(relay.lastExit && { lastExit: relay.lastExit }),
    ...(failure && { retryAt: Math.round(Date.now() + failure.retryAt - performance.now()) }),
    ...(problem !== undefined && { problem }),
    refusedQuestions: relay.refusedQuestions,
  };
}

function stateOf(states: readonly ServerState[]): ServerState {
  const order = ["ready", "waking", "failed"] as const;
  return order.find((state) => states.includes(state)) ?? "asleep";
}
