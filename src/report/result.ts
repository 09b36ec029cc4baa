import type { Skipped } from "../discover/source.ts";
import type { Diagnostic, Severity } from "../engine/diagnostic.ts";
import type { Cost } from "../estimate/cost.ts";
import type { Project } from "../model/entry.ts";
import type { Settings } from "../settings.ts";

/** What a run found out: all that any report needs. */
export interface LintResult {
  readonly project: Project;
  /** In the order of the files, then of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that a comment, the config or the baseline accepts; each says which. */
  readonly suppressed?: readonly Diagnostic[];
  readonly skipped: readonly Skipped[];
  readonly cost: Cost;
  readonly settings: Settings;
}

/** The result with some of its findings; all of them where nothing tells which. */
export function narrowed(result: LintResult, isConcerned?: (diagnostic: Diagnostic) => boolean): LintResult {
  return isConcerned ? { ...result, ...narrowedLists(result, isConcerned) } : result;
}

function narrowedLists(
  { diagnostics, suppressed }: LintResult,
  isConcerned: (diagnostic: Diagnostic) => boolean,
): Pick<LintResult, "diagnostics" | "suppressed"> {
  const left = { diagnostics: diagnostics.filter(isConcerned) };
  return suppressed ? { ...left, suppressed: suppressed.filter(isConcerned) } : left;
}

/** What was found, whether it is accepted or not. */
export function allFound({ diagnostics, suppressed = [] }: LintResult): readonly Diagnostic[] {
  return [...diagnostics, ...suppressed];
}

/** What is to be fixed: all that is not accepted for good. Who keeps old findings in a baseline wants to be rid of them. */
export function openFindings({ diagnostics, suppressed = [] }: LintResult): readonly Diagnostic[] {
  return [...diagnostics, ...suppressed.filter((each) => each.suppressed?.kind === "baseline")];
}

export type Counts = Readonly<Record<Severity, number>>;

export function countBySeverity(diagnostics: readonly Diagnostic[]): Counts {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

/** Files with at least one finding. */
export function filesWithFindings(diagnostics: readonly Diagnostic[]): number {
  return new Set(diagnostics.map(({ locations }) => locations[0].document)).size;
}
