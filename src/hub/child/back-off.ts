const shortest = 250;
const longest = 30_000;

/** Milliseconds to wait before a server is started again. `attempt`: starts that failed one after the other, 1 and up. */
export function backOff(attempt: number): number {
  return Math.min(longest, shortest * 2 ** Math.max(0, attempt - 1));
}
