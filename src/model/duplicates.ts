import type { Client } from "../clients/client.ts";
import { oncePer } from "../once-per.ts";
import type { Project, ServerEntry } from "./entry.ts";
import { groupBy } from "./group.ts";
import { serverKeyOf } from "./sameness.ts";
import { isLoopback } from "./url.ts";
import { targetOf } from "./target.ts";
import { keepsBoth, loadedByClient, meetingsBy, type LoadedEntry } from "./sessions.ts";

/** One server in two entries that one session has both. */
export interface Duplicate {
  readonly first: ServerEntry;
  readonly second: ServerEntry;
  readonly clients: readonly Client[];
}

/** Entries that the same client loads twice, the later beside the first. */
export const duplicatesIn: (project: Project) => readonly Duplicate[] = oncePer((project) => {
  const found = [...loadedByClient(project)].flatMap(([client, loaded]) => duplicatesOf(client, loaded));
  return [...groupBy(found, ({ second }) => second).values()].flatMap((bySecond) =>
    Array.from(groupBy(bySecond, ({ first }) => first).values(), (same) => ({
      ...same[0],
      clients: same.flatMap(({ clients }) => clients),
    })),
  );
});

function duplicatesOf(client: Client, loaded: readonly LoadedEntry[]): readonly Duplicate[] {
  const comparable = alike(loaded).filter(isComparable);
  const meetings = meetingsBy(comparable, ({ entry }) => serverKeyOf(entry)!);
  return comparable.flatMap((each) => {
    const second = each.entry;
    const first = meetings
      .before(each)
      .find(({ entry }) => keepsBoth(client) || entry.name.value !== second.name.value)?.entry;
    return first ? [{ first, second, clients: [client] }] : [];
  });
}

/** Those whose program or address a session has twice: what is left of thousands is worth a closer look. */
function alike(loaded: readonly LoadedEntry[]): readonly LoadedEntry[] {
  const byFolder = groupBy(loaded, ({ folder }) => folder);
  const everywhere = byFolder.get("") ?? [];
  const found = new Set<LoadedEntry>();
  for (const [folder, here] of byFolder) {
    const first = new Map<string, LoadedEntry>();
    for (const each of folder === "" ? here : everywhere.length === 0 ? here : [...everywhere, ...here]) {
      const key = roughKeyOf(each.entry);
      const other = first.get(key);
      if (other) found.add(other).add(each);
      else first.set(key, each);
    }
  }
  return found.size === 0 ? [] : loaded.filter((each) => found.has(each));
}

/** The same for two entries that may be the same server. */
function roughKeyOf(entry: ServerEntry): string {
  const { launch, command } = entry;
  const target = targetOf(entry);
  if (target) return target.url.host?.value.toLowerCase() ?? "";
  const found = launch?.package;
  return found && found.registry !== "path" ? found.name : (command?.value ?? "");
}

function isComparable({ entry, reading }: LoadedEntry): boolean {
  // What a client makes of another client's file is less certain than what it makes of its own.
  if (reading.file.shared) return false;
  // It may have options beside those that every server has: two lists of tools may be two halves of one server.
  if (entry.rest.length > 0) return false;
  // Two names for one port of this machine are a collision of ports.
  return !isLoopback(targetOf(entry)?.url.host?.value ?? "") && serverKeyOf(entry) !== undefined;
}
