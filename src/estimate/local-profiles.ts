import { UserError } from "../errors.ts";
import type { FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";
import { stateFolderOf } from "../transaction/host.ts";
import type { Footprint, Memory, Profile } from "./profile.ts";

/** The file with what `mcp-lint measure` found on this machine. */
export interface LocalProfiles {
  readonly version: 1;
  /** One per identity, and one per name and version where a profile has no identity. */
  readonly profiles: readonly Profile[];
}

export function localProfilesFile(platform: Platform): string {
  return pathsOf(platform).join(stateFolderOf(platform), "profiles.json");
}

/** Empty where nothing was measured yet. @throws UserError for a file that is none of ours. */
export function readLocalProfiles({
  fileSystem,
  platform,
}: {
  readonly fileSystem: FileSystem;
  readonly platform: Platform;
}): readonly Profile[] {
  const file = localProfilesFile(platform);
  if (!fileSystem.status(file)) return [];
  try {
    const found = JSON.parse(new TextDecoder().decode(fileSystem.read(file))) as Partial<LocalProfiles> | null;
    if (found?.version === 1 && Array.isArray(found.profiles) && found.profiles.every(isProfile)) return found.profiles;
  } catch {
    // Told below, as is a file of a later version.
  }
  throw new UserError(
    `cannot understand ${file}, the measurements of this machine`,
    "a newer mcp-lint may have written it; if there is none, remove it and measure again",
  );
}

/** The measurements with a new one, in place of an older one of the same server. */
export function withProfile(profiles: readonly Profile[], profile: Profile): LocalProfiles {
  return { version: 1, profiles: [...profiles.filter((known) => keyOf(known) !== keyOf(profile)), profile] };
}

function keyOf({ identity, registry, name, version }: Profile): string {
  return JSON.stringify(identity === undefined ? [registry, name, version] : [identity]);
}

function isProfile(value: unknown): value is Profile {
  const { name, server, around, shared = {}, ready = {}, measured, ...others } = (value ?? {}) as Partial<Profile>;
  const { tools = 0, schemaBytes = 0, tokens = 0 } = others;
  return (
    typeof name === "string" &&
    isFootprint(server) &&
    (around === undefined || (isFootprint(around) && typeof around.launcher === "string")) &&
    [...Object.values(shared), ...Object.values(ready), tools, schemaBytes, tokens].every(isAmount) &&
    typeof measured?.date === "string" &&
    typeof measured.method === "string"
  );
}

function isFootprint(value: unknown): value is Footprint {
  const { processes, settled, fresh } = (value ?? {}) as Partial<Footprint>;
  return isAmount(processes) && [settled, fresh].every((memory) => memory === undefined || isMemory(memory));
}

function isMemory(value: Partial<Memory>): boolean {
  return isAmount(value?.rss) && (value.private === undefined || isAmount(value.private));
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
