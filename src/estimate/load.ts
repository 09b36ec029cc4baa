import type { Client, ConfigFile, Scope } from "../clients/client.ts";
import type { Source } from "../discover/source.ts";
import { literally } from "../discover/pattern.ts";
import { isHub } from "../manifest/client.ts";
import type { Project, Reading, ServerEntry } from "../model/entry.ts";
import { groupBy } from "../model/group.ts";
import { precedence } from "../model/matrix.ts";
import { oncePer } from "../once-per.ts";
import { relevantReadings } from "../model/relevance.ts";

/** A server that a session of a client has. */
export interface Loaded {
  readonly entry: ServerEntry;
  readonly reading: Reading;
}

/** What one session of a client loads: where its projects differ, in the one with the most servers to start. */
export interface Load {
  readonly client: Client;
  /** Servers that the session starts itself. */
  readonly started: readonly Loaded[];
  /** Servers it only connects to. */
  readonly connected: readonly Loaded[];
}

/** Clients that load a server at all, in the order of the files. */
export const loadsOf: (project: Project) => readonly Load[] = oncePer((project) => {
  const readings: Loaded[] = [];
  for (const entry of project.entries)
    for (const reading of relevantReadings(entry, project))
      if (!isHub(reading.client) && isRead(reading)) readings.push({ entry, reading });
  return Array.from(
    groupBy(readings, ({ reading }) => reading.client),
    ([client, loaded]) => ({
      client,
      ...heaviest(loaded),
    }),
  ).filter(({ started, connected }) => started.length + connected.length > 0);
});

/**
 * What a session of one client loads, in use or not. `folder`: absolute, where the session works; the project with the most
 * servers to start where that is not known.
 */
export function loadIn(folder: string | undefined, client: Client, project: Project): Load {
  const loaded = project.entries.flatMap((entry) =>
    entry.readings
      .filter((reading) => reading.client === client && isRead(reading))
      .map((reading) => ({ entry, reading })),
  );
  const isAround = (each: Loaded): boolean => `${slashed(folder ?? "")}/`.startsWith(`${folderOf(each)}/`);
  return {
    client,
    ...(folder === undefined
      ? heaviest(loaded)
      : sessionOf(loaded.filter((each) => folderOf(each) === "" || isAround(each)))),
  };
}

function isRead({ outcome }: Reading): boolean {
  return outcome === "loaded" || outcome === "unknown";
}

type Session = Pick<Load, "started" | "connected">;

/** A session has what is meant for everyone, and what belongs to one project. */
function heaviest(loaded: readonly Loaded[]): Session {
  const byFolder = groupBy(loaded, folderOf);
  const everywhere = byFolder.get("") ?? [];
  let found: Session = sessionOf(everywhere);
  for (const [folder, own] of byFolder) {
    if (folder === "" || mostOf(everywhere) + mostOf(own) <= weight(found)) continue;
    const session = sessionOf([...everywhere, ...own]);
    if (weight(session) > weight(found)) found = session;
  }
  return found;
}

function weight({ started, connected }: Session): number {
  return started.length * 1000 + connected.length;
}

/** What a session of these weighs at most: a name may be defined twice, or a server be switched off. */
function mostOf(loaded: readonly Loaded[]): number {
  return loaded.reduce((sum, { reading }) => sum + (reading.transport === "stdio" ? 1000 : 1), 0);
}

/** Of the definitions of one name, the one of the strongest scope counts; one that only switches leaves the rest to others. */
function sessionOf(loaded: readonly Loaded[]): Session {
  const started: Loaded[] = [];
  const connected: Loaded[] = [];
  for (const definitions of groupBy(loaded, ({ entry }) => entry.name.value).values()) {
    const strongest = definitions.length === 1 ? definitions : definitions.toSorted((a, b) => rank(a) - rank(b));
    const definition = strongest.find(({ reading }) => reading.transport !== "none");
    if (!definition || strongest[0]!.reading.disabled) continue;
    (definition.reading.transport === "stdio" ? started : connected).push(definition);
  }
  return { started, connected };
}

function rank({ reading }: Loaded): number {
  return precedence.indexOf(reading.file.scope);
}

const projectScopes: ReadonlySet<Scope> = new Set(["project", "workspace", "embedded", "local"]);

/** Absolute path, with `/`, of the project that an entry belongs to; empty where every session has it. */
export function folderOf({ entry, reading: { file } }: Loaded): string {
  if (!projectScopes.has(file.scope)) return "";
  // Some clients keep the entries of all projects in one file, by folder.
  const star = file.root.indexOf("*");
  return star === -1 ? folderOfFile(file)(entry.source) : slashed(String(entry.path[star])).replace(/\/$/, "");
}

const folderOfFile = oncePer((file: ConfigFile) =>
  oncePer((source: Source): string => {
    // Above all projects: every session of this user looks there.
    if (source.shown.startsWith("~/") && file.paths.includes(source.shown)) return "";
    const path = slashed(source.file);
    for (const pattern of patternsOf(file)) {
      const below = pattern.exec(path);
      if (below) return path.slice(0, below.index);
    }
    return path;
  }),
);

const patternsOf = oncePer(({ paths }: ConfigFile) =>
  paths.map((pattern) => new RegExp(`/${pattern.split("*").map(literally).join("[^/]*")}$`)),
);

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
