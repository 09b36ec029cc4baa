import type { FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";

/** Whether the npm project around a folder depends on a package, and so has a version of it installed. */
export type IsDependency = (name: string, folder: string) => boolean;

/** Reads the manifest that npm would, the nearest one; none before the first question. */
export function dependencies(fileSystem: FileSystem, platform: Pick<Platform, "os" | "home">): IsDependency {
  const { join, dirname } = pathsOf(platform);
  const known = new Map<string, ReadonlySet<string>>();

  const namesAround = (folder: string): ReadonlySet<string> => {
    let names = known.get(folder);
    if (names) return names;
    const manifest = join(folder, "package.json");
    const isTop = folder === platform.home || dirname(folder) === folder;
    if (fileSystem.status(manifest)?.kind === "file") {
      names = namesIn(new TextDecoder().decode(fileSystem.read(manifest)));
    } else names = isTop ? new Set() : namesAround(dirname(folder));
    known.set(folder, names);
    return names;
  };

  return (name, folder) => {
    try {
      return namesAround(folder).has(name);
    } catch {
      return false; // What cannot be read tells nothing.
    }
  };
}

function namesIn(manifest: string): ReadonlySet<string> {
  const { dependencies, devDependencies, optionalDependencies } = Object(JSON.parse(manifest)) as Record<
    string,
    unknown
  >;
  return new Set([dependencies, devDependencies, optionalDependencies].flatMap((list) => Object.keys(Object(list))));
}
