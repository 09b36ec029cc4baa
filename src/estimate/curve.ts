import type { Range } from "./amount.ts";
import type { Estimate } from "./estimate.ts";
import type { Limit } from "./limit.ts";

export interface Point {
  readonly sessions: number;
  /** MB, idle. */
  readonly now: Range;
  readonly hub: Range;
}

/** Memory over the number of sessions. */
export interface Curve {
  /** From no session on, evenly spaced. */
  readonly points: readonly Point[];
  /** MB that servers can have, where that is near enough to be shown. */
  readonly capacity?: number;
}

/** A limit so many times further off than what is open is nobody's worry. */
const far = 6;

/** A little beyond the limit of this machine, where that is in sight. */
function inSight(sessions: number, limit: Limit["now"]): number {
  return limit && limit.likely <= Math.max(48, sessions * far) ? Math.ceil(limit.likely * 1.2) : sessions * 2;
}

/** Up to the limit of this machine where that is in sight, else to twice the sessions there are. */
export function curveOf(estimate: Estimate, { capacity, now }: Limit, steps: number): Curve {
  const most = Math.max(8, Math.ceil(estimate.sessions * 1.2), inSight(estimate.sessions, now));
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const sessions = (most * step) / steps;
    const { now, hub } = estimate.at(sessions);
    return { sessions, now: now.settled, hub: hub.settled };
  });
  const highest = points.at(-1)!.now.high;
  return { points, ...(capacity <= highest * 1.25 && { capacity }) };
}
