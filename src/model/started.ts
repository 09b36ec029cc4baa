import { isHub } from "../manifest/client.ts";
import type { Project, Reading, ServerEntry } from "./entry.ts";
import { relevantReadings } from "./relevance.ts";

/** The readings in which a client starts a process of its own for an entry. */
export function startingReadings(entry: ServerEntry, project: Project): readonly Reading[] {
  return relevantReadings(entry, project).filter((reading) => !reading.disabled && starts(reading));
}

/** Those, and the ones in which it would once the entry is switched on. */
export function stdioReadings(entry: ServerEntry, project: Project): readonly Reading[] {
  return relevantReadings(entry, project).filter(starts);
}

/**
 * Whether the clients a file belongs to leave an entry alone because it is switched off; where it belongs to none, all that read it. A
 * switch that another client does not know was not meant for that. Not so for an entry that a run with fixes moves to the hub: what is
 * wrong with it is wrong there, too.
 */
export function isSwitchedOff(entry: ServerEntry, { migration }: Project): boolean {
  const readings = entry.ownReadings.length > 0 ? entry.ownReadings : entry.readings;
  return readings.length > 0 && readings.every(({ disabled }) => disabled) && migration?.get(entry)?.kind !== "move";
}

/** Whether none of the clients a file belongs to takes an entry as it stands, whoever else would. */
export function isRefused({ ownReadings }: ServerEntry): boolean {
  return ownReadings.length > 0 && ownReadings.every(({ outcome }) => outcome !== "loaded" && outcome !== "unknown");
}

/** Whether the client would start a process, were the entry not switched off. */
export function starts({ transport, outcome, client }: Reading): boolean {
  return transport === "stdio" && (outcome === "loaded" || outcome === "unknown") && !isHub(client);
}
