import type { Dirent, Stats } from "node:fs";
import type { FileSystemAdapter } from "fast-glob";
import type { DirectoryEntry, FileKind, FileSystem } from "../file-system.ts";

type Callback<T> = (error: NodeJS.ErrnoException | null, result: T) => void;

/** A file system as fast-glob wants it. A link to a file is that file; one to a folder stays a link. */
export function globbing(fileSystem: FileSystem): Partial<FileSystemAdapter> {
  const stat = (path: string, callback: Callback<Stats>): void => {
    const status = fileSystem.status(path);
    if (status) callback(null, described(status.kind));
    else callback(Object.assign(new Error(path), { code: "ENOENT" }), described("other"));
  };
  const readdir = (folder: string, _options: unknown, callback: Callback<Dirent[]>): void => {
    try {
      const entries = fileSystem.list(folder).map((entry) => direntOf(entry, folder));
      callback(null, entries);
    } catch (error) {
      callback(error as NodeJS.ErrnoException, []);
    }
  };
  return { lstat: stat, stat, readdir } as Partial<FileSystemAdapter>;

  function direntOf({ name, kind }: DirectoryEntry, folder: string): Dirent {
    const isFile = kind === "link" && fileSystem.status(`${folder}/${name}`)?.kind === "file";
    return { ...described(isFile ? "file" : kind), name };
  }
}

/** What the walker asks of both; it never looks at the numbers of `Stats`. */
function described(kind: FileKind): Dirent & Stats {
  const never = (): boolean => false;
  const answers = {
    isFile: () => kind === "file",
    isDirectory: () => kind === "directory",
    isSymbolicLink: () => kind === "link",
    isBlockDevice: never,
    isCharacterDevice: never,
    isFIFO: never,
    isSocket: never,
  };
  return answers as Dirent & Stats;
}
