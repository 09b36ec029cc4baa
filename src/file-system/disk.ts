import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from "node:fs";
import type { FileKind, FileSystem } from "../file-system.ts";

/** The disk of this machine. */
export const diskFileSystem: FileSystem = {
  read(path) {
    return readFileSync(path);
  },

  list(path) {
    return readdirSync(path, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  },

  status(path) {
    try {
      const status = statSync(path, { throwIfNoEntry: false });
      if (!status) return undefined;
      const { size, dev: device, mode, uid: owner } = status;
      return { kind: kindOf(status), size, device, ...(process.platform !== "win32" && { mode, owner }) };
    } catch {
      return undefined;
    }
  },

  realPath(path) {
    try {
      return realpathSync.native(path);
    } catch {
      return undefined;
    }
  },
};

function kindOf(entry: Pick<Dirent, "isFile" | "isDirectory" | "isSymbolicLink">): FileKind {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink() ? "link" : "other";
}
