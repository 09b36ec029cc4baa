import { UserError } from "../../errors.ts";
import { diskFileSystem } from "../../file-system/disk.ts";
import { loadManifest } from "../../hub/daemon/manifests.ts";
import { hubFilesOf } from "../../hub/daemon/place.ts";
import { acceptManifest, registeredManifests } from "../../hub/daemon/registry.ts";
import { userManifest } from "../../manifest/place.ts";
import type { Platform } from "../../platform.ts";
import { existingManifest } from "./chosen.ts";

/**
 * Lets the hub serve the manifest of a repository as it is now, from now on. The user's own needs no such word.
 * @throws UserError where there is no manifest at all, or the one meant cannot be used.
 */
export async function takeOver(given: string | undefined, platform: Platform): Promise<void> {
  const files = hubFilesOf(platform);
  const file = existingManifest(given, platform);
  if (file !== undefined) {
    const { servers, problems } = await loadManifest(file, diskFileSystem);
    const [problem] = problems;
    if (servers.length === 0 && problem !== undefined) {
      throw new UserError(`the hub cannot use ${file}: ${problem}`, "mcp-lint reports what is wrong with it");
    }
    acceptManifest(file, servers, files);
    return;
  }
  const hasOwn = diskFileSystem.status(userManifest(platform))?.kind === "file";
  if (hasOwn || registeredManifests(files).length > 0) return;
  throw new UserError("there is no hub manifest yet", "mcp-lint --fix or mcp-lint --machine --fix makes one");
}
