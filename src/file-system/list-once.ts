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
