import { oncePer } from "../once-per.ts";
import { about, exactly, nothing, rangeOf, times, total, weightedSum, type Amount, type Range } from "./amount.ts";
import { together, type Figures } from "./factors.ts";
import type { Knowledge, Start } from "./start.ts";

/** Processes of one kind that run, so and so often. */
export interface Part {
  readonly figures: Figures;
  readonly times: number;
  /** MB of pages by program, whatever the number. */
  readonly shared: ReadonlyMap<string, number>;
}

/** Processes and MB of memory of all that runs. */
export interface Totals {
  readonly processes: Range;
  /** What the machine loses, after a minute without work. */
  readonly settled: Range;
  /** What it loses in the first minute. */
  readonly fresh: Range;
  /** What a task manager adds up to, which counts shared pages many times; settled and fresh. */
  readonly rss: Range;
  readonly freshRss: Range;
}

const figuresOf: (start: Start) => Figures = oncePer(({ server, around }) => together([server, around]));

/** So and so many starts of a server with all that stands around it. */
export function started(start: Start, count: number): Part {
  return { figures: figuresOf(start), times: count, shared: start.shared };
}

/**
 * How far the sum is off on a machine other than the measured one, as a share: another version of Node, other work. What
 * other systems do was not measured.
 */
function machineSpread({ machine: { os } }: Pick<Knowledge, "machine">): number {
  return os === "linux" ? 0.07 : 0.2;
}

/** Shared pages once, all else as often as it runs. */
export function totalsOf(parts: readonly Part[], knowledge: Pick<Knowledge, "machine">): Totals {
  const shared = exactly(sharedBy(parts.filter((part) => part.times > 0)));
  return {
    ...restingTotalsOf(parts, knowledge),
    fresh: memoryOf(parts, knowledge, ({ fresh }) => fresh, shared),
    rss: memoryOf(parts, knowledge, ({ rss }) => rss),
    freshRss: memoryOf(parts, knowledge, ({ freshRss }) => freshRss),
  };
}

/** Of those the two that people are told first. */
export function restingTotalsOf(parts: readonly Part[], knowledge: Pick<Knowledge, "machine">): RestingTotals {
  const running = parts.filter((part) => part.times > 0);
  return {
    processes: total(running.map((part) => times(part.figures.processes, part.times))),
    settled: memoryOf(running, knowledge, ({ settled }) => settled, exactly(sharedBy(running))),
  };
}

export type RestingTotals = Pick<Totals, "processes" | "settled">;

function memoryOf(
  parts: readonly Part[],
  knowledge: Pick<Knowledge, "machine">,
  of: (figures: Figures) => Amount,
  shared: Amount = nothing,
): Range {
  const sum = weightedSum([...parts.map((part) => [of(part.figures), part.times] as const), [shared, 1]]);
  return rangeOf(
    weightedSum([
      [sum, 1],
      [about(0, sum.mean * machineSpread(knowledge), "machine"), 1],
    ]),
  );
}

/** MB that are gone once for each program among the parts. */
export function sharedBy(parts: readonly Part[]): number {
  const pages = new Map<string, number>();
  for (const { shared } of parts) {
    for (const [program, size] of shared) pages.set(program, Math.max(size, pages.get(program) ?? 0));
  }
  return [...pages.values()].reduce((sum, size) => sum + size, 0);
}
