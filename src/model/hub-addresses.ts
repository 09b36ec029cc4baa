import { isHub } from "../manifest/client.ts";
import type { HubServer, Origin } from "../manifest/manifest.ts";
import { readManifest } from "../manifest/read.ts";
import { oncePer } from "../once-per.ts";
import { isBroken } from "./broken.ts";
import type { Project, ServerEntry } from "./entry.ts";
import { plainName } from "./name.ts";
import { relevantReadings } from "./relevance.ts";
import { isHttp, portOf, targetOf, type Target } from "./target.ts";
import { isLoopback } from "./url.ts";

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
  readonly origins: readonly Origin[];
  at(port: number): readonly HubServer[];
  /** By its name in the manifest. */
  named(name: string): HubServer | undefined;
}

/** Undefined where there is no manifest, or none that can be relied on. */
export const hubMapOf: (project: Project) => HubMap | undefined = oncePer(({ manifest }) => {
  if (!manifest?.document || isBroken(manifest.document)) return undefined;
  const { servers, origins, problems } = readManifest(manifest.document);
  if (problems.length > 0) return undefined;
  return {
    servers,
    origins,
    at: (port) => servers.filter((server) => server.port === port),
    named: (name) => servers.find((server) => plainName(server.name) === plainName(name)),
  };
});

/** Whether an entry of this name may lead to a server of the manifest: by its name, with a number, or where it came from. */
export function isMeant({ origins }: HubMap, { name }: ServerEntry, server: HubServer): boolean {
  return (
    plainName(server.name.replace(/-\d+$/, "")) === plainName(name.value.replace(/-\d+$/, "")) ||
    origins.some((origin) => origin.server === server.name && origin.path.at(-1) === name.value)
  );
}
