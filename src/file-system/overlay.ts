import type { FileSystem } from "../file-system.ts";

/** `base` with other bytes in some files, by absolute path; the files need not exist below. They are not listed. */
export function overlay(base: FileSystem, files: ReadonlyMap<string, Uint8Array>): FileSystem {
  return {
    read: (path) => files.get(path) ?? base.read(path),
    list: (path) => base.list(path),
    status(path) {
      const bytes = files.get(path);
      return bytes ? { kind: "file", size: bytes.length, device: 0 } : base.status(path);
    },
    realPath: (path) => base.realPath(path) ?? (files.has(path) ? path : undefined),
  };
}
