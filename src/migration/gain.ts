import { sharingOfEntry } from "../data/sharing.ts";
import type { ServerEntry } from "../model/entry.ts";
import { runsOwnProgram } from "../model/own-program.ts";
import type { OwnData } from "../settings.ts";
import { keptApart, keptHere, type Refused } from "./reasons.ts";

/** Why nobody gains by having a server on the hub that could be there; undefined where somebody does. */
export function withoutGain(entry: ServerEntry, own?: OwnData["sharing"]): Refused | undefined {
  const { sharing, reason } = sharingOfEntry(entry, own);
  if (sharing === "session") return keptApart(reason);
  return runsOwnProgram(entry) ? keptHere : undefined;
}
