import type { FileSystem } from "../file-system.ts";

/** The same files; what discovery read to see whether it can be read is there when the parser asks for it. */
export function readAhead(base: FileSystem): FileSystem {
  const kept = new Map<string, Uint8Array>();
  return {
    ...base,
    read(path) {
      const bytes = kept.get(path);
      if (bytes) kept.delete(path);
      else kept.set(path, base.read(path));
      return bytes ?? kept.get(path)!;
    },
  };
}
