import type { FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";

/** Whether the npm project in a folder depends on a package, and so has a version of it installed. */
export type IsDependency = (name: string, folder: string) => boolean;

/** Reads the manifest of a folder once, and none before the first question. */
export function dependencies(fileSystem: FileSystem, platform: Pick<Platform, "os">): IsDependency {
  const { join } = pathsOf(platform);
  const known = new Map<string, ReadonlySet<string>>();

  const namesIn = (folder: string): ReadonlySet<string> => {
    const manifest = join(folder, "package.json");
    if (fileSystem.status(manifest)?.kind !== "file") return new Set();
    const read: unknown = JSON.parse(new TextDecoder().decode(fileSystem.read(manifest)));
    const { dependencies, devDependencies, optionalDependencies } = Object(read) as Record<string, unknown>;
    return new Set([dependencies, devDependencies, optionalDependencies].flatMap((list) => Object.keys(Object(list))));
  };

  return (name, folder) => {
    let names = known.get(folder);
    if (!names) {
      try {
        names = namesIn(folder);
      } catch {
        names = new Set(); // What cannot be read tells nothing.
      }
      known.set(folder, names);
    }
    return names.has(name);
  };
}
