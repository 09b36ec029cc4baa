/** The next round number of MB or GB. */
export function niceTop(megabytes: number): number {
  const unit = unitOf(megabytes);
  const size = Math.max(megabytes / unit, 1e-9);
  const power = 10 ** Math.floor(Math.log10(size));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= size * 0.999)!;
  return step * power * unit;
}

/** Round amounts of memory to name, from 0 to one that `niceTop` gave. */
export function memoryTicks(top: number): readonly number[] {
  const unit = unitOf(top);
  const power = 10 ** Math.floor(Math.log10(top / unit));
  const step = [0.2, 0.25, 0.5, 1, 2, 2.5].find((step) => top / unit / power / step <= 5)! * power * unit;
  return Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, index) => index * step);
}

/** MB to 900 MB, GB above. */
function unitOf(megabytes: number): number {
  return megabytes > 900 ? 1024 : 1;
}

const steps = [1, 2, 4, 5, 8, 10, 20, 25, 50].flatMap((step) => (step < 10 ? [step] : [step, step * 10, step * 100]));

/** Numbers of sessions to name, at most so many. */
export function sessionTicks(most: number, count: number): readonly number[] {
  const step = steps.toSorted((a, b) => a - b).find((step) => most / step <= count) ?? Math.ceil(most / count);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}
