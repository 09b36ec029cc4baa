import type { Source } from "../discover/source.ts";
import type { Document, Path, Span } from "../document/document.ts";
import type { Op } from "../edit/op.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";

/** Why a finding is accepted. */
export interface Suppression {
  readonly kind: "comment" | "config" | "baseline";
  readonly reason?: string;
}

/** Something that accepts findings: a comment, an entry of `ignores` or one of the baseline. */
export interface Suppressor extends Suppression {
  readonly rules: readonly string[];
  readonly place: SuppressionPlace;
  covers(diagnostic: Diagnostic): boolean;
  /** Whether the run would have found what it covers: these rules were asked about these files. */
  wasAsked(rule: string): boolean;
  /** Takes these of its rules out; all of it, where they are all. */
  without(rules: readonly string[]): readonly [Op, ...Op[]] | undefined;
}

export interface SuppressionPlace {
  readonly document: Document;
  readonly path: Path;
  readonly span: Span;
}

/** A document that is not linted, and that findings may point into all the same: a config, the baseline. */
export interface Supporting {
  readonly source: Source;
  readonly document: Document;
}

/** A suppression, or another part of the config, that is good for nothing; what `unused-suppression` finds. */
export interface IdleSuppression {
  readonly why: "unused" | "expired" | "malformed" | "unknown-rule" | "nowhere";
  readonly kind: Suppression["kind"];
  readonly place: SuppressionPlace;
  /** The rules concerned, or what is wrong. */
  readonly detail: string;
  readonly hint?: string;
  readonly ops?: readonly [Op, ...Op[]];
}
