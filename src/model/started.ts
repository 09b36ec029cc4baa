import { isHub } from "../manifest/client.ts";
import type { Project, Reading, ServerEntry } from "./entry.ts";
import { relevantReadings } from "./relevance.ts";

/** The readings in which a client starts a process of its own for an entry. */
export function startingReadings(entry: ServerEntry, project: Project): readonly Reading[] {
  return stdioReadings(entry, project).filter(({ disabled }) => !disabled);
}

/** Those, and the ones in which it would once the entry is switched on. */
export function stdioReadings(entry: ServerEntry, project: Project): readonly Reading[] {
  return relevantReadings(entry, project).filter(starts);
}

/**
 * Whether all clients leave an entry alone because it is switched off. Not so for one that a run with fixes moves to the
 * hub: what is wrong with it is wrong there, too.
 */
export function isSwitchedOff(entry: ServerEntry, { migration }: Project): boolean {
  // It is one of `readings`, which need not be worked out then.
  if (entry.ownReadings.some(({ disabled, outcome }) => !disabled && outcome === "loaded")) return false;
  const { readings } = entry;
  return readings.length > 0 && readings.every(({ disabled }) => disabled) && migration?.get(entry)?.kind !== "move";
}

/** Whether the client would start a process, were the entry not switched off. */
export function starts({ transport, outcome, client }: Reading): boolean {
  return transport === "stdio" && (outcome === "loaded" || outcome === "unknown") && !isHub(client);
}
