import type { Document } from "../document/document.ts";
import { documentsOf } from "../model/documents.ts";
import type { LintResult } from "../report/result.ts";
import type { Fixable } from "./plan.ts";

/** What becomes of one file. */
export interface Change {
  /** Absolute. */
  readonly file: string;
  /** Undefined where there was no file. */
  readonly before: Document | undefined;
  readonly after: Document;
}

export interface SkippedFix {
  readonly fixable: Fixable;
  /**
   * `unsafe`: only done when asked for. `manual`: advice for people. `declined`: answered with no. `conflict`: with other
   * fixes. `refused`: a file does not allow it, or something else would not be right any more. `failed`: our bug.
   */
  readonly kind: "unsafe" | "manual" | "declined" | "conflict" | "refused" | "failed";
  /** One sentence for people, without final dot and without values. */
  readonly why: string;
}

/** What fixes make of the files, as plain data; nothing is written yet. */
export interface FixResult {
  readonly before: LintResult;
  /** What is left to find. */
  readonly after: LintResult;
  /** Files that differ, in the order of their names. */
  readonly changes: readonly Change[];
  /** Findings that are gone because their fix was made. */
  readonly fixed: readonly Fixable[];
  /** Findings that are left although there is a fix. */
  readonly skipped: readonly SkippedFix[];
  /** Why there was no further pass although there was something left to fix. */
  readonly stopped?: "repeated" | "too-many-passes" | "growth";
}

/** Every document that a report may show a piece of, before or after. */
export function documentsIn({ before, after, changes }: FixResult): readonly Document[] {
  const projects = [before, after].flatMap(({ project }) => documentsOf(project));
  return [...new Set([...projects, ...changes.map((change) => change.after)])];
}
