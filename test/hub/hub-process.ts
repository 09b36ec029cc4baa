import { endLeftovers } from "../../src/hub/child/strays.ts";
import { startHub } from "../../src/hub/hub.ts";
import { launchOf } from "../../src/hub/launch/launch.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import { currentPlatform } from "../../src/platform.ts";

/** A hub in a process of its own, as `mcp-lint hub run` has it: says when it listens, and stops on SIGTERM. */
const { manifest, folder } = JSON.parse(process.argv[2]!) as { readonly manifest: Manifest; readonly folder: string };
await endLeftovers();
const context = { platform: currentPlatform(), folder, stateFolder: folder };
const hub = await startHub(manifest, {
  routing: "port",
  stateFolder: folder,
  launch: (server) => launchOf(server, context),
  log() {},
});
process.on("SIGTERM", () => void hub.close().then(() => process.exit(0)));
console.log("listening");
