import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { localProfilesFile, readLocalProfiles, withProfile } from "../estimate/local-profiles.ts";
import type { Profile } from "../estimate/profile.ts";
import type { FileSystem } from "../file-system.ts";
import type { Platform } from "../platform.ts";

/** Puts a measurement among those of this machine. Whoever reads the file meanwhile sees the old one or the new one, whole. */
export function storeProfile(
  profile: Profile,
  host: { readonly fileSystem: FileSystem; readonly platform: Platform },
): void {
  const file = localProfilesFile(host.platform);
  const profiles = withProfile(readLocalProfiles(host), profile);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, `${JSON.stringify(profiles, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}
