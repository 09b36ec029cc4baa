import { fileURLToPath } from "node:url";
import { launchOf } from "../../src/hub/launch/launch.ts";
import type { HubServer } from "../../src/manifest/manifest.ts";
import { currentPlatform, type Platform } from "../../src/platform.ts";
import { startedHub, temporaryFolder, type Started, type Starting } from "./started.ts";

/** The script of the fixture server. */
export const fixture = fileURLToPath(new URL("fixture-server/server.js", import.meta.url));

export interface Real extends Started {
  /** The manifest's folder. */
  readonly folder: string;
}

/** A hub that starts its servers as the program does; without a `manifest` one server, which is the fixture unless told. */
export async function fixtureHub(
  server: Partial<HubServer> = {},
  { platform = currentPlatform(), ...starting }: Omit<Starting, "server"> & { readonly platform?: Platform } = {},
): Promise<Real> {
  const folder = temporaryFolder();
  const stateFolder = starting.stateFolder ?? temporaryFolder();
  const started = await startedHub({
    server: { name: "fixture", args: [fixture], ...server },
    launch: (server) => launchOf(server, { platform, folder, stateFolder }),
    ...starting,
    stateFolder,
  });
  return { ...started, folder };
}
