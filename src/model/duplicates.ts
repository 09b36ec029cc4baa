import type { Client } from "../clients/client.ts";
import { oncePer } from "../once-per.ts";
import type { Project, ServerEntry } from "./entry.ts";
import { serverKeyOf } from "./sameness.ts";
import { isLoopback } from "./url.ts";
import { targetOf } from "./target.ts";
import { keepsBoth, loadedByClient, meet, type LoadedEntry } from "./sessions.ts";

/** One server in two entries that one session has both. */
export interface Duplicate {
  readonly first: ServerEntry;
  readonly second: ServerEntry;
  readonly clients: readonly Client[];
}

/** Entries that the same client loads twice, the later beside the first. */
export const duplicatesIn: (project: Project) => readonly Duplicate[] = oncePer((project) => {
  const found: (Duplicate & { readonly clients: Client[] })[] = [];
  for (const [client, loaded] of loadedByClient(project)) {
    for (const [index, second] of loaded.entries()) {
      const first = loaded.slice(0, index).find((each) => isTwice(each, second, client));
      if (!first) continue;
      const known = found.find((each) => each.first === first.entry && each.second === second.entry);
      if (known) known.clients.push(client);
      else found.push({ first: first.entry, second: second.entry, clients: [client] });
    }
  }
  return found;
});

function isTwice(one: LoadedEntry, other: LoadedEntry, client: Client): boolean {
  if (one.entry.name.value === other.entry.name.value && !keepsBoth(client)) return false;
  // What a client makes of another client's file is less certain than what it makes of its own.
  if (one.reading.file.shared || other.reading.file.shared) return false;
  // Two names for one port of this machine are a collision of ports.
  const { entry } = one;
  if (isLoopback(targetOf(entry)?.url.host?.value ?? "")) return false;
  const key = serverKeyOf(entry);
  return key !== undefined && key === serverKeyOf(other.entry) && meet(one, other) && isPlain(one) && isPlain(other);
}

/** Has it no options but those that every server has? Two lists of tools may be two halves of one server. */
function isPlain({ entry }: LoadedEntry): boolean {
  return entry.rest.length === 0;
}
