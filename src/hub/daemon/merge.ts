import path from "node:path";
import type { HubServer, Manifest } from "../../manifest/manifest.ts";
import { isRelativePath } from "../../migration/folders.ts";
import type { ServedManifest } from "./manifests.ts";
import { digestOf } from "./registry.ts";

/** Where a server of the hub stands: in this manifest, under this name. */
export interface Home {
  readonly manifest: string;
  readonly name: string;
}

/** The servers of all manifests as one hub serves them. */
export interface Merged {
  readonly manifest: Manifest;
  /** By the name that a server has in the hub: its own, or with the folder of its manifest where another one has that. */
  readonly homes: ReadonlyMap<string, Home>;
  /** The same server at the same port in a further manifest: it runs once. */
  readonly shared: readonly (Home & { readonly as: string })[];
  /** Servers whose port another one has; they are left out. */
  readonly conflicts: readonly (Home & { readonly port: number; readonly with: Home })[];
}

/**
 * Puts manifests together. Earlier ones win: a port leads to the server that the first of them says. A manifest that
 * puts several servers on one port tells them apart by the path, and two of that kind may share the port.
 */
export function mergeManifests(manifests: readonly Pick<ServedManifest, "file" | "servers">[]): Merged {
  const servers: HubServer[] = [];
  const homes = new Map<string, Home>();
  const shared: (Home & { as: string })[] = [];
  const conflicts: (Home & { port: number; with: Home })[] = [];
  for (const { file, servers: own } of manifests) {
    for (const server of own) {
      const { name, port } = server;
      const home = { manifest: file, name };
      const same = servers.find((other) => other.port === port && isSame(other, homes.get(other.name)!, server, home));
      const foreign = server.ejected ? undefined : foreignAt(port, file, servers, homes);
      const isByPath = foreign && byPath(port, own) && !homes.has(name) && isByPathAt(port, foreign, manifests);
      if (same && homes.get(same.name)!.manifest !== file) shared.push({ ...home, as: same.name });
      else if (foreign && !isByPath) conflicts.push({ ...home, port, with: foreign });
      else {
        const as = freeName(name, file, homes);
        homes.set(as, home);
        const cwd = folderOf(server, home);
        servers.push({ ...server, name: as, ...(cwd !== "" && { cwd }) });
      }
    }
  }
  return { manifest: { servers, origins: [] }, homes, shared, conflicts };
}

/** A server of another manifest at this port. */
function foreignAt(
  port: number,
  file: string,
  servers: readonly HubServer[],
  homes: ReadonlyMap<string, Home>,
): Home | undefined {
  return servers
    .filter((other) => other.port === port && !other.ejected)
    .map(({ name }) => homes.get(name)!)
    .find(({ manifest }) => manifest !== file);
}

function byPath(port: number, servers: readonly HubServer[]): boolean {
  return servers.filter((server) => server.port === port).length > 1;
}

function isByPathAt(port: number, { manifest }: Home, manifests: readonly Pick<ServedManifest, "file" | "servers">[]) {
  return manifests.some(({ file, servers }) => file === manifest && byPath(port, servers));
}

/** Where nothing of it depends on a folder, a server is the same wherever its manifest lies. */
function isSame(one: HubServer, oneHome: Home, other: HubServer, otherHome: Home): boolean {
  const placed = (server: HubServer, home: Home): HubServer => ({ ...server, cwd: folderOf(server, home) });
  return one.ejected === other.ejected && digestOf(placed(one, oneHome)) === digestOf(placed(other, otherHome));
}

/** Where it is started; empty where that does not matter. */
function folderOf({ command, args, env, cwd }: HubServer, { manifest }: Home): string {
  // What a variable stands for is not known yet; such a folder is mostly absolute.
  if (cwd?.startsWith("~") || cwd?.includes("${")) return cwd;
  const isProgramBelow = /[\\/]/.test(command) && !command.startsWith("~") && !path.isAbsolute(command);
  const needsFolder = isProgramBelow || [...args, ...Object.values(env)].some(isRelativePath);
  return cwd === undefined && !needsFolder ? "" : path.resolve(path.dirname(manifest), cwd ?? "");
}

function freeName(name: string, file: string, homes: ReadonlyMap<string, Home>): string {
  if (!homes.has(name)) return name;
  const folder = `${name}@${path.basename(path.dirname(file))}`;
  let free = folder;
  for (let number = 2; homes.has(free); number++) free = `${folder}-${number}`;
  return free;
}
