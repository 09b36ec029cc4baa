import type { FileSystem } from "../file-system.ts";
import { npmManifest } from "./npm-manifest.ts";
import { pathsOf, type Platform } from "../platform.ts";

/** Whether the npm project in a folder depends on a package, and so has a version of it installed. */
export type IsDependency = (name: string, folder: string) => boolean;

/** Reads the manifest of a folder once, and none before the first question. */
export function dependencies(fileSystem: FileSystem, platform: Pick<Platform, "os">): IsDependency {
  const { join } = pathsOf(platform);
  const known = new Map<string, ReadonlySet<string>>();

  const namesIn = (folder: string): ReadonlySet<string> => {
    const manifest = npmManifest(join(folder, "package.json"), fileSystem);
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    return new Set([dependencies, devDependencies, optionalDependencies].flatMap((list) => Object.keys(Object(list))));
  };

  return (name, folder) => {
    let names = known.get(folder);
    if (!names) known.set(folder, (names = namesIn(folder)));
    return names.has(name);
  };
}
