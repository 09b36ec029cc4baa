import { fileMatcher } from "../engine/place.ts";
import type { Discovery, Source } from "./source.ts";

/** Without what the config excludes; what the user named is linted all the same. */
export function withoutExcluded(
  { sources, skipped }: Discovery,
  patterns: readonly string[],
  nameOf: (source: Source) => string,
): Discovery {
  const isExcluded = fileMatcher(patterns);
  const excluded = new Set(sources.filter((source) => !source.named && isExcluded(nameOf(source))));
  return {
    sources: sources.filter((source) => !excluded.has(source)),
    skipped: [...skipped, ...[...excluded].map(({ shown }) => ({ shown, reason: "excluded" }) as const)],
  };
}
