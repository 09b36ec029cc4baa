import type { Range } from "./amount.ts";
import type { Estimate } from "./estimate.ts";

/** More sessions than anyone has. */
const most = 100_000;

export interface Limit {
  /** MB that servers can have. */
  readonly capacity: number;
  /** The number of sessions with which it is gone, idle; absent where it never is. */
  readonly now?: Range;
  readonly hub?: Range;
  /** The same while all sessions have just started. */
  readonly fresh?: Range;
}

export function limitOf(estimate: Estimate, capacity: number): Limit {
  const now = limit((sessions) => estimate.at(sessions).now.settled, capacity);
  const hub = limit((sessions) => estimate.at(sessions).hub.settled, capacity);
  const fresh = limit((sessions) => estimate.at(sessions).now.fresh, capacity);
  return { capacity, ...(now && { now }), ...(hub && { hub }), ...(fresh && { fresh }) };
}

function limit(memory: (sessions: number) => Range, capacity: number): Range | undefined {
  const likely = first((sessions) => memory(sessions).likely >= capacity);
  if (likely === undefined) return undefined;
  return {
    low: first((sessions) => memory(sessions).high >= capacity) ?? likely,
    likely,
    high: first((sessions) => memory(sessions).low >= capacity) ?? most,
  };
}

/** The lowest number for which something holds that holds for all above it. */
function first(holds: (sessions: number) => boolean): number | undefined {
  let high = 1;
  while (!holds(high)) {
    if (high >= most) return undefined;
    high *= 2;
  }
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
