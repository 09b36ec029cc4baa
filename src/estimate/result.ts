import type { Project } from "../model/entry.ts";
import type { BudgetLine } from "./budget.ts";
import type { Claim } from "./claim.ts";
import type { Estimate } from "./estimate.ts";
import type { Limit } from "./limit.ts";
import type { MachineFacts } from "./machine.ts";
import type { Sessions } from "./settings.ts";
import type { Verdict } from "./verdict.ts";

/** All that a report on costs needs. */
export interface EstimateResult {
  readonly project: Project;
  readonly estimate: Estimate;
  readonly sessions: Sessions;
  /** Who said so many sessions: an option, the config, the machine as it runs, or nobody. */
  readonly sessionsFrom: "option" | "config" | "machine" | "default";
  readonly machine: MachineFacts;
  readonly limit: Limit;
  readonly verdict: Verdict;
  readonly claim: Claim;
  readonly budget: readonly BudgetLine[];
}
