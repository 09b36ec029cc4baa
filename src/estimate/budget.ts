import type { Range } from "./amount.ts";
import type { Totals } from "./fleet.ts";
import type { Budget } from "./settings.ts";

/** One budget, and what it is held against. MB where it is of memory. */
export interface BudgetLine {
  readonly of: keyof Budget;
  readonly allowed: number;
  readonly found: Range;
  /** Whether what to reckon with is above what is allowed. */
  readonly over: boolean;
}

/** Memory is that of idle sessions. */
export function heldAgainst(
  { processes, ram }: Budget,
  { processes: running, settled }: Totals,
): readonly BudgetLine[] {
  return [
    ...(processes === undefined ? [] : [lineOf("processes", processes, running)]),
    ...(ram === undefined ? [] : [lineOf("ram", ram, settled)]),
  ];
}

function lineOf(of: keyof Budget, allowed: number, found: Range): BudgetLine {
  return { of, allowed, found, over: found.likely > allowed };
}
