import type { DirectoryEntry, FileSystem } from "../file-system.ts";

/** The same files; each folder is listed once, however often it is asked for. */
export function listOnce(base: FileSystem): FileSystem {
  const known = new Map<string, readonly DirectoryEntry[]>();
  return {
    ...base,
    list(path) {
      let entries = known.get(path);
      if (!entries) known.set(path, (entries = base.list(path)));
      return entries;
    },
  };
}

/** What a folder holds, by name; nothing where it cannot be listed. */
export function namesIn(folder: string, fileSystem: FileSystem): ReadonlySet<string> {
  try {
    return new Set(fileSystem.list(folder).map(({ name }) => name));
  } catch {
    return new Set();
  }
}
