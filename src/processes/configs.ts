import { clients } from "../clients/index.ts";
import { discoverMachine } from "../discover/machine.ts";
import type { KnownProject } from "../discover/projects.ts";
import { repositoryRoot } from "../discover/repo.ts";
import { readAhead } from "../file-system/read-ahead.ts";
import type { FileSystem } from "../file-system.ts";
import { withManifest } from "../manifest/model.ts";
import type { Project } from "../model/entry.ts";
import { pathsOf, type Platform } from "../platform.ts";
import { modelOf } from "../run.ts";

/** What the configs of this user say, with those of the folders that sessions work in. */
export async function configsOf(
  folders: readonly string[],
  host: { readonly fileSystem: FileSystem; readonly platform: Platform },
): Promise<Project> {
  const { platform } = host;
  const fileSystem = readAhead(host.fileSystem);
  const projects = [...new Set(folders.flatMap((folder) => upToRepository(folder, fileSystem, platform)))];
  const named = projects.map((folder): KnownProject => ({ folder, namedBy: "a running session" }));
  const { sources } = await discoverMachine({ fileSystem, platform, clients, projects: named });
  return withManifest(await modelOf(sources, fileSystem), platform.home, { fileSystem, platform });
}

/** Clients look for configs in the folder they work in and above it, as far as the repository goes. */
function upToRepository(folder: string, fileSystem: FileSystem, platform: Platform): readonly string[] {
  const paths = pathsOf(platform);
  if (folder === platform.home || fileSystem.status(folder)?.kind !== "directory") return [];
  const root = repositoryRoot(folder, fileSystem);
  const found = [folder];
  while (found.at(-1) !== root) found.push(paths.dirname(found.at(-1)!));
  return found;
}
