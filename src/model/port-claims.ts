import type { Place } from "../rule.ts";
import { oncePer } from "../once-per.ts";
import type { Project, ServerEntry } from "./entry.ts";
import { optionsAmong } from "./options.ts";
import { relevantReadings } from "./relevance.ts";
import { isHttp, portOf, targetOf } from "./target.ts";
import { isLoopback, isUnspecified } from "./url.ts";
import { partOf } from "./words.ts";

/** A server that claims a port of this machine: by standing there, or by being told to listen there. */
export interface PortClaim {
  readonly entry: ServerEntry;
  readonly port: number;
}

/** A claim by a URL, with the path that may tell it from others on the port; without a slash at its end. */
export type AddressClaim = PortClaim & { readonly path: string };

/** `at`: where the port is named. */
export type ListenClaim = PortClaim & { readonly at: Place };

const portOptions: ReadonlySet<string> = new Set(["--port"]);

/** Ports of databases and debuggers: `--port` beside them says where to connect. */
const services: ReadonlySet<number> = new Set([
  22, 80, 443, 1433, 1521, 3306, 5432, 5672, 6379, 9092, 9200, 9222, 27017,
]);

/** Addresses on this machine that entries lead to. */
export const addressClaims: (project: Project) => readonly AddressClaim[] = oncePer((project) =>
  project.entries.flatMap((entry): readonly AddressClaim[] => {
    const target = targetOf(entry);
    if (!target || !isHttp(target.url) || !isOfThisMachine(target.url.host?.value ?? "")) return [];
    const port = portOf(target.url);
    if (port === undefined || !isLoaded(entry, project)) return [];
    return [{ entry, port, path: target.url.path.value.replace(/\/$/, "") }];
  }),
);

/** Host and port of a claim by a URL. */
export function addressAt({ entry }: AddressClaim): Place {
  const { word, url } = targetOf(entry)!;
  return partOf(word, url.host!.start, (url.port ?? url.host!).end);
}

/** Who calls every interface reaches this machine, or nothing. */
function isOfThisMachine(host: string): boolean {
  return isLoopback(host) || isUnspecified(host);
}

/** Ports that commands are told to listen on. Those inside a container are its own. */
export const listenClaims: (project: Project) => readonly ListenClaim[] = oncePer((project) =>
  project.entries.flatMap((entry): readonly ListenClaim[] => {
    const { launch, env } = entry;
    if (!launch || launch.launcher === "docker" || launch.launcher === "podman") return [];
    const named = [
      ...optionsAmong(launch.flags, portOptions).map(({ value }) => value),
      ...optionsAmong(launch.serverArgs, portOptions).map(({ value }) => value),
      ...env.filter(({ name }) => name === "PORT"),
    ];
    if (named.length === 0 || !isLoaded(entry, project)) return [];
    return named.flatMap((at): readonly ListenClaim[] => {
      const port = /^\d{1,5}$/.test(at.value) ? Number(at.value) : 0;
      return port === 0 || services.has(port) ? [] : [{ entry, port, at }];
    });
  }),
);

function isLoaded(entry: ServerEntry, project: Project): boolean {
  return relevantReadings(entry, project).some(({ disabled }) => !disabled);
}

/** Ids of the clients that load what makes a claim. */
export function claimingClients({ entry }: PortClaim, project: Project): ReadonlySet<string> {
  const loading = relevantReadings(entry, project).filter(({ disabled }) => !disabled);
  return new Set(loading.map(({ client }) => client.id));
}
