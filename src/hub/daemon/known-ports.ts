import type { FileSystem } from "../../file-system.ts";
import { userManifest } from "../../manifest/place.ts";
import { definitionKey } from "../../migration/definition.ts";
import type { Platform } from "../../platform.ts";
import { loadManifest } from "./manifests.ts";
import { hubFilesOf } from "./place.ts";
import { registeredManifests } from "./registry.ts";

/** Ports of the servers in all manifests that the hub of this user serves. */
export interface KnownPorts {
  readonly ports: ReadonlySet<number>;
  /** Of servers that are the same in whatever folder they start, by `definitionKey`: they run once, at one port. */
  readonly byDefinition: ReadonlyMap<string, number>;
}

export async function knownPorts(platform: Platform, fileSystem: FileSystem): Promise<KnownPorts> {
  const files = [userManifest(platform), ...registeredManifests(hubFilesOf(platform)).map(({ file }) => file)];
  const manifests = await Promise.all(files.map((file) => loadManifest(file, fileSystem)));
  const servers = manifests.flatMap((manifest) => manifest.servers);
  const ports = servers.map(({ port }) => port);
  const definitions = new Map<string, number>();
  for (const server of servers) {
    const key = definitionKey(server);
    const others = servers.filter((other) => other.port === server.port && definitionKey(other) !== key);
    // The hub gives a port to the first manifest that names it, and so does this.
    if (server.cwd === undefined && others.length === 0 && !definitions.has(key)) definitions.set(key, server.port);
  }
  return { ports: new Set(ports), byDefinition: definitions };
}
