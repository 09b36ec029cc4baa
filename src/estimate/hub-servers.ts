import { isHub } from "../manifest/client.ts";
import type { Sharing } from "../manifest/manifest.ts";
import { readManifest } from "../manifest/read.ts";
import type { Project, ServerEntry } from "../model/entry.ts";
import { oncePer } from "../once-per.ts";
import { portOf, targetOf } from "../model/target.ts";
import { isLoopback } from "../model/url.ts";

/** A server that the manifest has the hub run. */
export interface HubServerEntry {
  readonly name: string;
  readonly port: number;
  readonly sharing: Sharing;
  readonly entry: ServerEntry;
}

const hubServers: (project: Project) => readonly HubServerEntry[] = oncePer(({ manifest, entries }) => {
  if (!manifest?.document) return [];
  const own = new Map(
    entries
      .filter(({ ownReadings }) => ownReadings.some(({ client }) => isHub(client)))
      .map((entry) => [entry.name.value, entry]),
  );
  return readManifest(manifest.document).servers.flatMap(({ name, port, sharing = "shared", ejected }) => {
    const entry = own.get(name);
    return entry && !ejected ? [{ name, port, sharing, entry }] : [];
  });
});

/** The server of the hub that an entry with a URL leads to. */
export function servedBy(entry: ServerEntry, project: Project): HubServerEntry | undefined {
  const target = targetOf(entry);
  if (!target || !isLoopback(target.url.host?.value ?? "")) return undefined;
  const port = portOf(target.url);
  const candidates = hubServers(project);
  const named = /\/mcp\/([^/]+)\/?$/.exec(target.url.path.value)?.[1];
  if (named !== undefined && candidates.some((server) => server.port === port)) {
    return candidates.find(({ name }) => encodeURIComponent(name) === named);
  }
  return candidates.find((server) => server.port === port);
}
