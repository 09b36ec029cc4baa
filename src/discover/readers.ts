import type { Reader } from "./source.ts";

/**
 * Owners before those that read the file as well, and each reading once: of two that look for the same shape at the same
 * place for the same client, the first stays.
 */
export function mergeReaders(readers: Iterable<Reader>): readonly Reader[] {
  const byReading = new Map<string, Reader>();
  for (const reader of readers) {
    const { client, file } = reader;
    const reading = [client.id, file.dialect ?? "default", ...file.root].join("\0");
    if (!byReading.has(reading)) byReading.set(reading, reader);
  }
  const merged = [...byReading.values()];
  return [...merged.filter(({ file }) => !file.shared), ...merged.filter(({ file }) => file.shared)];
}
