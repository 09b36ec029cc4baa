import type { Dialect } from "../clients/client.ts";
import type { Project, Reading, RefusalReason, ServerEntry } from "./entry.ts";
import { namesOf, relevantReadings } from "./relevance.ts";

/** What clients do, for one and for several: `["skips it", "skip it"]`. */
export type Verb = readonly [one: string, several: string];

/** A reading that ends in the entry not being there. */
export type Refusal = Reading & { readonly outcome: keyof typeof refusing };

const refusing = {
  skipped: ["skips it", "skip it"],
  "entry-error": ["refuses it", "refuse it"],
  "file-error": ["refuses the whole file", "refuse the whole file"],
  "startup-error": ["does not start", "do not start"],
} as const satisfies Record<Exclude<Reading["outcome"], "loaded" | "unknown">, Verb>;

/** Relevant readings in which the client turns the entry away for one of these reasons; those it has switched off only where others suffer. */
export function refusalsOf(
  entry: ServerEntry,
  project: Project,
  reasons: readonly RefusalReason[],
): readonly Refusal[] {
  const readings = relevantReadings(entry, project);
  // Nearly all are loaded, and a dozen rules ask.
  if (!readings.some(isRefusal)) return none;
  return readings.filter(
    (reading): reading is Refusal =>
      isRefusal(reading) &&
      reading.reason !== undefined &&
      reasons.includes(reading.reason) &&
      (!reading.disabled || endangersOthers(reading)),
  );
}

export function isRefusal(reading: Reading): reading is Refusal {
  return reading.outcome !== "loaded" && reading.outcome !== "unknown";
}

const none: readonly Refusal[] = [];

/** Does one bad entry cost the client its other servers, too? */
export function endangersOthers({ outcome }: Pick<Reading, "outcome">): boolean {
  return outcome === "file-error" || outcome === "startup-error";
}

export function refusalVerb({ outcome, dialect }: Refusal): Verb {
  return outcome === "entry-error" && !refusesAnything(dialect) ? unusable : refusing[outcome];
}

/** Of a client of which nobody says what it does with an entry that has nothing for it. */
const unusable: Verb = ["cannot use it", "cannot use it"];

function refusesAnything({ malformed, unknownType, commandAndUrl, leftoverStdioKeys, bareUrl }: Dialect): boolean {
  return [malformed, unknownType, commandAndUrl, leftoverStdioKeys, bareUrl].some((effect) => effect in refusing);
}

/** `Claude Code skips it; Codex and Kimi Code refuse the whole file`: clients that do the same share a clause. */
export function clausesOf<R extends Reading>(readings: readonly R[], verbOf: (reading: R) => Verb): string {
  const groups = new Map<string, { verb: Verb; readings: R[] }>();
  for (const reading of readings) {
    const verb = verbOf(reading);
    const group = groups.get(verb[0]);
    if (group) group.readings.push(reading);
    else groups.set(verb[0], { verb, readings: [reading] });
  }
  return [...groups.values()]
    .map(({ verb, readings }) => `${namesOf(readings)} ${numbered(verb, readings)}`)
    .join("; ");
}

/** The verb in the number of the clients. */
export function numbered(
  [one, several]: Verb,
  readers: readonly { readonly client: { readonly id: string } }[],
): string {
  return new Set(readers.map(({ client }) => client.id)).size === 1 ? one : several;
}
