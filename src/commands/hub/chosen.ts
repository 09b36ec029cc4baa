import { statSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../discover/repo.ts";
import { UserError } from "../../errors.ts";
import { diskFileSystem } from "../../file-system/disk.ts";
import { repoManifest, userManifest } from "../../manifest/place.ts";
import type { Platform } from "../../platform.ts";

/**
 * The manifest of a repository that a command is about: the given file, the one in the given folder, or that of the
 * repository one stands in. Undefined where it is the user's own, or there is none.
 */
export function chosenManifest(given: string | undefined, platform: Platform): string | undefined {
  if (given === undefined) {
    const root = repositoryRoot(platform.cwd, diskFileSystem);
    const file = repoManifest(root, platform);
    return root !== platform.home && diskFileSystem.status(file)?.kind === "file" ? file : undefined;
  }
  const place = path.resolve(platform.cwd, given);
  const file = statSync(place, { throwIfNoEntry: false })?.isDirectory() ? repoManifest(place, platform) : place;
  return file === userManifest(platform) ? undefined : file;
}

/** @throws UserError where nothing is there. */
export function existingManifest(given: string | undefined, platform: Platform): string | undefined {
  const file = chosenManifest(given, platform);
  if (file !== undefined && diskFileSystem.status(file)?.kind !== "file") {
    throw new UserError(`there is no hub manifest ${file}`, "mcp-lint --fix makes one");
  }
  return file;
}
