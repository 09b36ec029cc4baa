import type { Range } from "../estimate/amount.ts";

/** Whole numbers; the low end down, the high end up. Of a number that is known, all three are the same. */
export function rounded({ low, likely, high }: Range): Range {
  // What sums of fractions add to a whole number is no reason to round up.
  const [down, up] = [Math.floor(low + 1e-6), Math.ceil(high - 1e-6)];
  return { low: down, likely: Math.round(likely), high: up };
}

/** `30`, or `20 to 30`. */
export function rangeText(range: Range): string {
  const { low, high } = rounded(range);
  return low === high ? grouped(low) : `${grouped(low)} to ${grouped(high)}`;
}

/** `1,200` */
export function grouped(count: number): string {
  return String(Math.round(count)).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `800 MB`, `1.2 GB`, `27 GB`: two digits, for more would not be true. A GB is 1,024 MB. */
export function memoryText(megabytes: number): string {
  if (megabytes < 999.5)
    return `${Math.round(megabytes) >= 100 ? Math.round(megabytes / 10) * 10 : Math.round(megabytes)} MB`;
  const gigabytes = megabytes / 1024;
  return `${gigabytes < 9.95 ? gigabytes.toFixed(1) : grouped(gigabytes)} GB`;
}

/** `1.1 to 1.6 GB`, `90 to 130 MB`, `900 MB to 1.2 GB`. */
export function memoryRangeText({ low, high }: Range): string {
  const [from, to] = [memoryText(low), memoryText(high)];
  if (from === to) return to;
  const unit = / ..$/.exec(to)![0];
  return from.endsWith(unit) ? `${from.slice(0, -unit.length)} to ${to}` : `${from} to ${to}`;
}

/** `40 ms`, `1.2 s`, `42 s`, `3 min`. */
export function timeText(milliseconds: number): string {
  if (milliseconds < 995) return `${Math.round(milliseconds / 10) * 10 || Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** `1 process`, `1,200 processes`, `2 fixes`. */
export function counted(count: number, noun: string): string {
  const plural = /[sx]$/.test(noun) ? `${noun}es` : `${noun}s`;
  return `${grouped(count)} ${Math.round(count) === 1 ? noun : plural}`;
}
