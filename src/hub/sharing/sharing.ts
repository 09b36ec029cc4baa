import type { Backend } from "../relay/backend.ts";
import type { Call } from "../relay/call.ts";
import type { Initialized } from "../relay/conversation.ts";
import type { Party } from "../relay/party.ts";

/** How the parties share the processes of one server. */
export interface Processes {
  /** Those that exist, running or not. */
  readonly backends: Iterable<Backend>;
  /** Calls that wait for their turn. */
  readonly queued: number;
  /** Gives the call to a process, now or when its turn comes. */
  submit(call: Call): void;
  /** The process that a party talks to outside of calls. Made where there is none; not started. */
  backendOf(party: Party): Backend;
  /** What its process says of itself; starts it. Rejects with a message for people. */
  initialized(party: Party): Promise<Initialized>;
  /** The party is gone for good. */
  forget(party: Party): void;
  tick(now: number, keep: (backend: Backend) => boolean): void;
  stop(why: string, within?: number): Promise<void>;
}
