import type { Severity } from "../engine/diagnostic.ts";
import { compareSeverity } from "../engine/severity.ts";
import type { LintResult } from "../report/result.ts";

/** Exit status where there was no config to read. */
export const NOTHING_TO_LINT = 3;

/** What makes a run fail. */
export interface Tolerance {
  readonly failOn: Severity | "never";
  readonly maxWarnings?: number;
  readonly passOnNothing?: true;
}

export function exitStatus({ project, diagnostics }: LintResult, tolerance: Tolerance): number {
  const { failOn, maxWarnings, passOnNothing } = tolerance;
  if (project.documents.length === 0) return passOnNothing ? 0 : NOTHING_TO_LINT;
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  if (maxWarnings !== undefined && warnings > maxWarnings) return 1;
  const fails = failOn !== "never" && diagnostics.some(({ severity }) => compareSeverity(severity, failOn) >= 0);
  return fails ? 1 : 0;
}
