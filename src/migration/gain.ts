import { sharingOfEntry } from "../data/sharing.ts";
import { sharingClients } from "../data/sharing-clients.ts";
import type { Project, Reading, ServerEntry } from "../model/entry.ts";
import { ownedElsewhere, runsOwnProgram } from "../model/own-program.ts";
import type { OwnData } from "../settings.ts";
import { keptApart, keptHere, keptWithOnePerson, sharedAlready, type Refused } from "./reasons.ts";

/**
 * Why nobody gains by having a server on the hub that could be there; undefined where somebody does. `readings`: those in which it
 * starts a process.
 */
export function withoutGain(
  entry: ServerEntry,
  readings: readonly Reading[],
  project: Project,
  own?: OwnData["sharing"],
): Refused | undefined {
  const { sharing, reason } = sharingOfEntry(entry, own);
  if (sharing === "session") return keptApart(reason);
  if (runsOwnProgram(entry)) return keptHere;
  const owner = ownedElsewhere(entry, project);
  if (owner) return owner === "project" ? keptHere : keptWithOnePerson;
  const [first] = readings;
  return first && readings.every(sharesServers) ? sharedAlready(first, sharingClients[first.client.id]!) : undefined;
}

/** Whether all sessions of the client have one process of a server in common. */
export function sharesServers({ client }: Pick<Reading, "client">): boolean {
  return Object.hasOwn(sharingClients, client.id);
}
