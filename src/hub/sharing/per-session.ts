import { codes } from "../message.ts";
import type { Backend } from "../relay/backend.ts";
import type { Call } from "../relay/call.ts";
import type { Party } from "../relay/party.ts";
import type { Processes } from "./sharing.ts";

interface Own {
  readonly backend: Backend;
  party: Party;
}

/**
 * A process for every session, up to a number. Where there is no room, the one that was not used for the longest time
 * goes, if nobody is there any more who could miss it.
 */
export function perSession(name: string, most: number, make: (party: Party) => Backend): Processes {
  const full = `The server ${name} has a process for each session, and all ${most} are in use`;
  const own = new Map<unknown, Own>();
  const running = (): Own[] => [...own.values()].filter(({ backend }) => backend.state !== "asleep");

  const of = (party: Party): Backend => {
    const known = own.get(party.key);
    if (known) {
      known.party = party;
      return known.backend;
    }
    const backend = make(party);
    own.set(party.key, { backend, party });
    return backend;
  };
  /** True where one more may be started. */
  const makeRoom = (): boolean => {
    const all = running();
    if (all.length < most) return true;
    const [oldest] = all
      .filter(({ backend, party }) => backend.load === 0 && !party.present)
      .sort((a, b) => a.backend.usedAt - b.backend.usedAt);
    if (!oldest) return false;
    own.delete(oldest.party.key);
    void oldest.backend.stop(`Another session needed the room: ${name} may have ${most} processes`);
    return true;
  };

  return {
    get backends() {
      return [...own.values()].map(({ backend }) => backend);
    },
    queued: 0,
    submit(call: Call) {
      const backend = of(call.party);
      if (backend.state === "asleep" && !makeRoom()) {
        return call.fail("refused", { code: codes.internalError, message: full, data: { reason: "processes", most } });
      }
      backend.run(call);
    },
    backendOf: of,
    initialized(party) {
      const backend = of(party);
      if (backend.state === "asleep" && !makeRoom()) return Promise.reject(new Error(full));
      return backend.initialized();
    },
    forget(party) {
      const known = own.get(party.key);
      // Others may go by the same key.
      if (known?.party.key !== party) return;
      own.delete(party.key);
      void known.backend.stop("The session ended");
    },
    tick(now, keep) {
      for (const [key, { backend, party }] of own) {
        backend.tick(now, keep(backend));
        // A client without sessions has nobody who would say that it is gone.
        if (backend.state === "asleep" && party.calls.size === 0 && !party.present) own.delete(key);
      }
    },
    async stop(why, within) {
      const all = [...own.values()];
      own.clear();
      await Promise.all(all.map(({ backend }) => backend.stop(why, within)));
    },
  };
}
