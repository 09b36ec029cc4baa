import { labelled, type Place } from "../rule.ts";
import type { Estimate } from "./estimate.ts";
import type { Totals } from "./fleet.ts";

/** Lines that a finding about the whole points at. */
const NAMED = 5;

/** Where the servers stand that cost most, the dearest first; undefined where no session starts one. */
export function dearestPlaces(
  { servers }: Pick<Estimate, "servers">,
  costOf: (all: Totals) => number,
  label: (all: Totals) => string,
): readonly [Place, ...Place[]] | undefined {
  const started = servers.filter(({ uses }) => uses.some(({ served, sessions }) => !served && sessions > 0));
  const dearest = started.toSorted((a, b) => costOf(b.all) - costOf(a.all)).slice(0, NAMED);
  const [first, ...others] = dearest.map(({ entry, all }) => labelled(entry.command ?? entry.name, label(all)));
  return first && [first, ...others];
}
