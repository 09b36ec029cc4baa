/** The lowest and highest that a number may be, and what to reckon with. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/**
 * A number nobody knows exactly: what it is on average, and its standard deviation by cause. Amounts of one cause err
 * together (eight starts of one server nobody measured), those of different causes independently.
 */
export interface Amount {
  readonly mean: number;
  readonly deviations: ReadonlyMap<string, number>;
}

const none: ReadonlyMap<string, number> = new Map();

export const nothing: Amount = { mean: 0, deviations: none };

export function exactly(mean: number): Amount {
  return { mean, deviations: none };
}

export function about(mean: number, deviation: number, cause: string): Amount {
  return { mean, deviations: new Map([[cause, deviation]]) };
}

/** Standard deviations from the middle to either end of a range that holds nine of ten cases. */
const ninetyPercent = 1.645;

/** An amount that lies between two numbers in nine of ten cases. */
export function between(low: number, high: number, cause: string): Amount {
  return about((low + high) / 2, (high - low) / 2 / ninetyPercent, cause);
}

export function scaled({ mean, deviations }: Amount, factor: number): Amount {
  return { mean: mean * factor, deviations: new Map(Array.from(deviations, ([cause, sd]) => [cause, sd * factor])) };
}

export function sumOf(amounts: Iterable<Amount>): Amount {
  return weightedSum(Array.from(amounts, (amount) => [amount, 1] as const));
}

/** Each amount so many times. */
export function weightedSum(terms: Iterable<readonly [amount: Amount, factor: number]>): Amount {
  let mean = 0;
  const deviations = new Map<string, number>();
  for (const [amount, factor] of terms) {
    mean += amount.mean * factor;
    for (const [cause, sd] of amount.deviations) deviations.set(cause, (deviations.get(cause) ?? 0) + sd * factor);
  }
  return { mean, deviations };
}

/** Nine of ten cases. Costs are never negative and have a long tail upwards: the range is that of a log-normal number. */
export function rangeOf({ mean, deviations }: Amount): Range {
  let variance = 0;
  for (const sd of deviations.values()) variance += sd * sd;
  if (mean <= 0 || variance === 0) return { low: mean, likely: mean, high: mean };
  const spread = Math.log(1 + variance / mean ** 2);
  const at = (deviation: number): number => Math.exp(Math.log(mean) - spread / 2 + deviation * Math.sqrt(spread));
  return { low: at(-ninetyPercent), likely: mean, high: Math.max(mean, at(ninetyPercent)) };
}

export function certain(count: number): Range {
  return { low: count, likely: count, high: count };
}

export function times({ low, likely, high }: Range, factor: number): Range {
  return { low: low * factor, likely: likely * factor, high: high * factor };
}

/** All low ends together, all high ends together. */
export function total(ranges: Iterable<Range>): Range {
  let [low, likely, high] = [0, 0, 0];
  for (const range of ranges) {
    low += range.low;
    likely += range.likely;
    high += range.high;
  }
  return { low, likely, high };
}
