import path from "node:path";
import type { HubServer } from "../../manifest/manifest.ts";
import type { Platform } from "../../platform.ts";
import type { Runnable } from "../child/child.ts";
import { environmentOfServers, storedEnvironment } from "../launch/environment.ts";
import { launchOf } from "../launch/launch.ts";
import type { Home } from "./merge.ts";
import type { HubFiles } from "./place.ts";

/** Set by the service files: a hub that the system starts has little of what a terminal sets. */
export const BY_SYSTEM = "MCP_LINT_SERVICE";

/** The platform as servers see it: with what a new terminal of this user would set. */
export async function platformOfServers(platform: Platform, { folder }: HubFiles): Promise<Platform> {
  const { env, os } = platform;
  const captured = await storedEnvironment(folder);
  return { ...platform, env: environmentOfServers(env, captured, os, env[BY_SYSTEM] !== undefined) };
}

/** Finds out what a server of the hub really runs, by the manifest it is from. `platform`: as servers see it. */
export function launcherFor(
  platform: Platform,
  { folder: stateFolder }: HubFiles,
  homeOf: (server: string) => Home | undefined,
  note: (server: string, message: string) => void,
): (server: HubServer) => Promise<Runnable> {
  return (server) => {
    const { manifest, name } = homeOf(server.name)!;
    const context = { platform, folder: path.dirname(manifest), stateFolder };
    return launchOf({ ...server, name }, { ...context, note: (message) => note(server.name, message) });
  };
}
