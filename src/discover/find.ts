import type { DirectoryEntry, FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";
import { fits, segmentsOf, type Segment } from "./pattern.ts";

/**
 * Everything that stands at an absolute path whose segments may have a `*`. Only folders in front of such a segment are
 * listed; one that may not be is handed to `unreadable`.
 */
export function findPaths(
  pattern: string,
  { fileSystem, platform }: { readonly fileSystem: FileSystem; readonly platform: Platform },
  unreadable: (folder: string, code: string) => void,
): readonly string[] {
  const paths = pathsOf(platform);
  let found = [paths.parse(paths.normalize(pattern)).root];
  let names: string[] = [];
  for (const segment of segmentsOf(pattern)) {
    if (typeof segment === "string") {
      names.push(segment);
      continue;
    }
    found = found.flatMap((folder) => namesIn(paths.join(folder, ...names), segment));
    names = [];
  }
  return found.map((folder) => paths.join(folder, ...names)).filter((path) => fileSystem.status(path) !== undefined);

  function namesIn(folder: string, segment: Segment): string[] {
    return list(folder)
      .filter((entry) => fits(entry.name, segment))
      .map((entry) => paths.join(folder, entry.name))
      .sort();
  }

  function list(folder: string): readonly DirectoryEntry[] {
    try {
      return fileSystem.list(folder);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR") unreadable(folder, code);
      return [];
    }
  }
}
