import type { Skipped } from "../discover/source.ts";
import type { Diagnostic, Severity } from "../engine/diagnostic.ts";
import type { Cost } from "../estimate/cost.ts";
import type { Project } from "../model/entry.ts";
import type { Preset } from "../rule.ts";
import type { Settings } from "../settings.ts";

/** What a run found out: all that any report needs. */
export interface LintResult {
  readonly project: Project;
  /** In the order of the files, then of the text. */
  readonly diagnostics: readonly Diagnostic[];
  readonly skipped: readonly Skipped[];
  readonly cost: Cost;
  readonly settings: Settings;
  /** Findings that only a stricter preset would show. */
  readonly hidden?: { readonly count: number; readonly preset: Preset };
}

/** The result with some of its findings; all of them where nothing tells which. */
export function narrowed(result: LintResult, isConcerned?: (diagnostic: Diagnostic) => boolean): LintResult {
  return isConcerned ? { ...result, diagnostics: result.diagnostics.filter(isConcerned) } : result;
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
