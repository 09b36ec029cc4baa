import type { FileSystem } from "../file-system.ts";

/** What a `package.json` says; nothing where it is not there, or not to be read. */
export function npmManifest(file: string, fileSystem: FileSystem): Readonly<Record<string, unknown>> {
  try {
    if (fileSystem.status(file)?.kind !== "file") return {};
    return Object(JSON.parse(new TextDecoder().decode(fileSystem.read(file)))) as Record<string, unknown>;
  } catch {
    return {};
  }
}
