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
  const comparable = loaded.filter(isComparable);
  const meetings = meetingsBy(comparable, ({ entry }) => serverKeyOf(entry)!);
  return comparable.flatMap((each) => {
    const second = each.entry;
    const first = meetings
      .before(each)
      .find(({ entry }) => keepsBoth(client) || entry.name.value !== second.name.value)?.entry;
    return first ? [{ first, second, clients: [client] }] : [];
  });
}

function isComparable({ entry, reading }: LoadedEntry): boolean {
  // What a client makes of another client's file is less certain than what it makes of its own.
  if (reading.file.shared) return false;
  // It may have options beside those that every server has: two lists of tools may be two halves of one server.
  if (entry.rest.length > 0) return false;
  // Two names for one port of this machine are a collision of ports.
  return !isLoopback(targetOf(entry)?.url.host?.value ?? "") && serverKeyOf(entry) !== undefined;
}
