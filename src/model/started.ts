import { isHub } from "../manifest/client.ts";
import type { Project, Reading, ServerEntry } from "./entry.ts";
import { relevantReadings } from "./relevance.ts";

/** The readings in which a client starts a process of its own for an entry. */
export function startingReadings(entry: ServerEntry, project: Project): readonly Reading[] {
  return relevantReadings(entry, project).filter((reading) => starts(reading) && !reading.disabled);
}

/** Whether the client would start a process, were the entry not switched off. */
export function starts({ transport, outcome, client }: Reading): boolean {
  return transport === "stdio" && (outcome === "loaded" || outcome === "unknown") && !isHub(client);
}
