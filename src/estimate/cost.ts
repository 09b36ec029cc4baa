import { isHub } from "../manifest/client.ts";
import type { Project, Reading, ServerEntry } from "../model/entry.ts";
import { processesOf, sumOf, type Range } from "./processes.ts";

/** What the configs cost, from reading them alone. */
export interface Cost {
  /** Entries of all files. */
  readonly entries: number;
  /** Entries that start a process. */
  readonly stdioEntries: number;
  /** Clients with at least one stdio server, and what one session of each starts. */
  readonly clients: readonly {
    readonly id: string;
    readonly name: string;
    readonly servers: number;
    readonly processes: Range;
  }[];
  /** Processes of one session of each of these clients, together. */
  readonly processesPerSession: Range;
}

export function costOf(project: Project): Cost {
  const entries = project.entries.filter(({ ownReadings }) => !ownReadings.some(({ client }) => isHub(client)));
  const clients = [...loadsOf(entries)].map(([client, load]) => {
    const session = heaviestSession(load);
    return {
      id: client.id,
      name: client.name,
      servers: session.length,
      processes: sumOf(session.map(({ launch }) => processesOf(launch))),
    };
  });
  const starting = clients.filter(({ servers }) => servers > 0);
  return {
    entries: entries.length,
    stdioEntries: entries.filter(({ transport }) => transport === "stdio").length,
    clients: starting,
    processesPerSession: sumOf(starting.map(({ processes }) => processes)),
  };
}

/** Entries by the folder of their project; the empty name holds what every session loads. */
type Load = Map<string, ServerEntry[]>;

function loadsOf(entries: readonly ServerEntry[]): Map<Reading["client"], Load> {
  const loads = new Map<Reading["client"], Load>();
  for (const entry of entries) {
    for (const reading of entry.ownReadings) {
      if (reading.transport !== "stdio" || reading.disabled || !runs(reading)) continue;
      const load: Load = loads.get(reading.client) ?? new Map();
      loads.set(reading.client, load);
      const folder = folderOf(entry, reading);
      const entries = load.get(folder);
      if (entries) entries.push(entry);
      else load.set(folder, [entry]);
    }
  }
  return loads;
}

function runs({ outcome }: Reading): boolean {
  return outcome === "loaded" || outcome === "unknown";
}

const projectScopes: ReadonlySet<string> = new Set(["project", "workspace", "embedded"]);

function folderOf(entry: ServerEntry, { file }: Reading): string {
  if (file.scope === "local") return String(entry.path[1]);
  if (!projectScopes.has(file.scope)) return "";
  const below = file.paths.find((pattern) => entry.source.shown.endsWith(pattern)) ?? entry.source.shown;
  return `/${entry.source.shown.slice(0, entry.source.shown.length - below.length)}`;
}

/** A session loads what is meant for everyone and what belongs to one project; of one name the project's counts. */
function heaviestSession(load: Load): readonly ServerEntry[] {
  const everywhere = load.get("") ?? [];
  let heaviest: readonly ServerEntry[] = [];
  for (const entries of [[], ...load.values()]) {
    const session = [...new Map([...everywhere, ...entries].map((entry) => [entry.name.value, entry])).values()];
    if (session.length > heaviest.length) heaviest = session;
  }
  return heaviest;
}
