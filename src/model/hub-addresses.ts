import type { Path } from "../document/document.ts";
import { isHub } from "../manifest/client.ts";
import type { HubServer } from "../manifest/manifest.ts";
import { readManifest } from "../manifest/read.ts";
import { oncePer } from "../once-per.ts";
import { pathsOf } from "../platform.ts";
import { isBroken } from "./broken.ts";
import type { HubPlace, Project, ServerEntry } from "./entry.ts";
import { groupBy } from "./group.ts";
import { plainName } from "./name.ts";
import type { Word } from "./launch.ts";
import { relevantReadings } from "./relevance.ts";
import { isHttp, portOf, targetOf, type Target } from "./target.ts";
import { isLoopback } from "./url.ts";
import { partOf } from "./words.ts";

/** An entry that a client calls at a port of this machine. */
export interface LocalAddress {
  readonly entry: ServerEntry;
  readonly target: Target;
  readonly port: number;
  /** Where the path is that of a hub: the name in `/mcp/<server>`, undefined for `/mcp` alone. */
  readonly route?: { readonly server: string | undefined };
}

/** Those of clients that load the entry. */
export const localAddresses: (project: Project) => readonly LocalAddress[] = oncePer((project) =>
  project.entries.flatMap((entry): readonly LocalAddress[] => {
    const target = targetOf(entry);
    if (!target || !isHttp(target.url) || !isLoopback(target.url.host?.value ?? "")) return [];
    const port = portOf(target.url);
    const isCalled = relevantReadings(entry, project).some(({ disabled, client }) => !disabled && !isHub(client));
    if (port === undefined || !isCalled) return [];
    const route = /^\/mcp(?:\/([^/]+))?$/.exec(target.url.path.value);
    return [{ entry, target, port, ...(route && { route: { server: route[1] && decoded(route[1]) } }) }];
  }),
);

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** What a hub serves, as its manifest says. */
export interface HubMap {
  readonly servers: readonly HubServer[];
  at(port: number): readonly HubServer[];
  /** By its name in the manifest. */
  named(name: string): HubServer | undefined;
  /** The name of the server that was moved here from the place of an entry. */
  recorded(entry: ServerEntry): string | undefined;
}

/** Undefined where there is no manifest, or none that can be relied on. */
export const hubMapOf: (project: Project) => HubMap | undefined = oncePer(({ manifest: place }) => {
  if (!place?.document || isBroken(place.document)) return undefined;
  const { servers, origins, problems } = readManifest(place.document);
  if (problems.length > 0) return undefined;
  const byPort = groupBy(servers, ({ port }) => port);
  const byName = groupBy(servers, ({ name }) => plainName(name));
  const recorded = new Map(origins.map(({ server, file, path }) => [keyOf(absolute(file, place), path), server]));
  return {
    servers,
    at: (port) => byPort.get(port) ?? [],
    named: (name) => byName.get(plainName(name))?.[0],
    recorded: ({ source, path }) => recorded.get(keyOf(source.file, path)),
  };
});

function keyOf(file: string, path: Path): string {
  return JSON.stringify([file, path]);
}

/** A file as the manifest names it. */
function absolute(file: string, { file: manifest, platform }: HubPlace): string {
  const paths = pathsOf(platform);
  return file.startsWith("~/")
    ? paths.join(platform.home, file.slice(2))
    : paths.resolve(paths.dirname(manifest), file);
}

/** Whether an entry of this name may lead to a server of the manifest: by its name, with a number, or from where it was moved. */
function isMeant(map: HubMap, entry: ServerEntry, server: HubServer): boolean {
  const [wanted, found] = [entry.name.value, server.name].map((name) => plainName(name.replace(/-\d+$/, "")));
  return wanted === found || map.recorded(entry) === server.name;
}

/** The server of the manifest that an entry means and does not reach. What leads to another hub is not known to mean one. */
export function missedBy({ entry, port, route }: LocalAddress, map: HubMap): HubServer | undefined {
  const here = map.at(port);
  const recorded = map.recorded(entry);
  const meant = recorded === undefined ? undefined : map.named(recorded);
  if (here.length === 0) return meant;
  if (route!.server !== undefined || here.some((server) => isMeant(map, entry, server))) return undefined;
  return meant ?? map.named(entry.name.value);
}

/** The port as it is written; the host where none is. */
export function portOn({ target: { word, url } }: LocalAddress): Word {
  const part = url.port ?? url.host!;
  return partOf(word, part.start, part.end);
}
