import { obsoletePlaces } from "../data/obsolete-places.ts";
import type { Source } from "../discover/source.ts";
import type { MapReader, ServerEntry } from "./entry.ts";

/**
 * Whether what is wrong with a file is wrong for nobody, or for nobody who could mend it: where its client does not look,
 * and among what a plugin manager installed.
 */
export function isUnreadFile({ mistaken, generated }: Source): boolean {
  return mistaken !== undefined || generated === "installed-plugin";
}

/** The same of one entry, whose neighbours in the file may be read. Whoever names a file of no known client wants it read. */
export function isUnread({ source, path, readers }: ServerEntry): boolean {
  if (isUnreadFile(source)) return true;
  if (readers.length === 0) return source.readers.length > 0;
  const container = typeof path.at(-1) === "number" ? "array" : "map";
  return isFormerPlace(readers) || readers.every(({ dialect }) => dialect.container !== container);
}

/** A place where none of its readers looks any more. */
export function isFormerPlace(readers: readonly Pick<MapReader, "client" | "file">[]): boolean {
  return readers.every(({ client, file }) => file.scope === "legacy" && obsoletePlaces[client.id] !== undefined);
}
