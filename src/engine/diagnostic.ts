import type { Source } from "../discover/source.ts";
import type { Document, Path, Span } from "../document/document.ts";
import type { Advice, Fix } from "../fix/fix.ts";
import type { Suppression } from "../suppression/suppression.ts";

export type Severity = "error" | "warning" | "note";
export type Confidence = "high" | "medium" | "low";

/** What a rule found, as plain data; the reports put it into words and frames. */
export interface Diagnostic {
  readonly rule: string;
  /** Id of the message within the rule. */
  readonly messageId: string;
  /** The message with its placeholders filled in. */
  readonly message: string;
  /** The message for several of one kind, with `{{count}}`: "{{count}} servers are started again by every session". */
  readonly group?: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** The first is where it is reported; the others may lie in other files. */
  readonly locations: readonly [Location, ...Location[]];
  /** What to do, one sentence, for this finding. */
  readonly help?: string;
  readonly notes: readonly string[];
  /** What would put it right. */
  readonly fix?: Fix | Advice;
  /** The entry concerned, where there is one. */
  readonly server?: string;
  /** Stable over edits elsewhere: hash of rule, file, server, pointer and a discriminator; never a line or a secret. */
  readonly fingerprint: string;
  /** Set on findings that are accepted. */
  readonly suppressed?: Suppression;
}

export interface Location {
  readonly source: Source;
  readonly document: Document;
  readonly path: Path;
  readonly span: Span;
  /** A few words under the span. */
  readonly label?: string;
}
