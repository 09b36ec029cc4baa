import type { Reading, ServerEntry } from "../model/entry.ts";
import { placeholdersOf } from "../model/placeholders.ts";
import { starts } from "../model/started.ts";
import type { Process, ProcessTable } from "./process.ts";
import type { Program } from "./programs.ts";

/** An entry, and the client that has started it. */
export interface Choice {
  readonly entry: ServerEntry;
  /** Absent where no client of the session reads the entry, or nobody knows the client. */
  readonly reading?: Reading;
}

/**
 * Which of several entries of the same command a process is a start of: one that this client reads, with the variables
 * that the process has, of the project that the session works in. `client`: the process of the session.
 */
export function chooseEntry(
  entries: readonly ServerEntry[],
  process: Process,
  session: { readonly program: Program; readonly process: Process } | undefined,
  table: ProcessTable,
): Choice | undefined {
  const environment = entries.length > 1 ? table.environmentOf(process) : undefined;
  const folder = session && entries.length > 1 ? table.folderOf(session.process) : undefined;
  let best: { readonly choice: Choice; readonly rank: readonly number[] } | undefined;
  for (const entry of entries) {
    const reading = session && readingBy(session.program, entry);
    const rank = [
      reading ? (reading.disabled ? 1 : 2) : 0,
      environment ? -differingVariables(entry, environment) : 0,
      folder === undefined ? 0 : nearness(entry, folder),
      reading && entry.ownReadings.includes(reading) ? 1 : 0,
    ];
    if (!best || isHigher(rank, best.rank)) best = { choice: { entry, ...(reading && { reading }) }, rank };
  }
  return best?.choice;
}

/** That of the client itself before those of clients inside it. */
function readingBy({ client, hosts = [] }: Program, { readings }: ServerEntry): Reading | undefined {
  const able = readings.filter((reading) => starts(reading) || reading.client.id === client);
  return (
    able.find((reading) => reading.client.id === client && reading.transport === "stdio") ??
    able.find((reading) => hosts.includes(reading.client.id))
  );
}

function differingVariables({ env }: ServerEntry, environment: ReadonlyMap<string, string>): number {
  return env.filter(({ name, value }) => {
    const found = environment.get(name);
    return found === undefined || (found !== value && placeholdersOf(value).length === 0);
  }).length;
}

/** How much of the path of the session's folder leads to the file of the entry, in characters. */
function nearness({ source: { file } }: ServerEntry, folder: string): number {
  let shared = 0;
  for (const name of folder.split(/[\\/]/)) {
    const longer = shared + name.length + 1;
    if (file.slice(shared, longer).replace(/[\\/]$/, "") !== name) break;
    shared = longer;
  }
  return shared;
}

function isHigher(rank: readonly number[], other: readonly number[]): boolean {
  const at = rank.findIndex((value, at) => value !== other[at]);
  return at !== -1 && rank[at]! > other[at]!;
}
