import type { Document, Path, Span } from "./document/document.ts";
import type { Confidence, Severity } from "./engine/diagnostic.ts";
import type { Advice, Fix } from "./fix/fix.ts";
import type { Located, ModelledDocument, Project, ServerEntry } from "./model/entry.ts";
import type { Settings } from "./settings.ts";

export type Category = "syntax" | "transport" | "address" | "pinning" | "security" | "correctness";
export type Preset = "recommended" | "hub" | "strict" | "audit";

/** The names between `{{` and `}}` of a message. */
export type Placeholder<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

type Messages = Readonly<Record<string, string>>;

/** Where a finding points. A `Located` points at its value. */
export type Place = {
  readonly document: Document;
  readonly path: Path;
  readonly span: Span;
  readonly label?: string;
};

export type Report<M extends Messages> = {
  [Id in keyof M & string]: {
    readonly message: Id;
    /** The first is where it is reported. */
    readonly at: Place | readonly [Place, ...Place[]];
    /** Instead of the rule's own severity. */
    readonly severity?: Severity;
    readonly help?: string;
    readonly notes?: readonly string[];
    /** Ops that put this finding right and touch nothing else. */
    readonly fix?: Fix | Advice;
    /** The entry concerned; given by the engine to entry rules. */
    readonly entry?: ServerEntry;
    /** Tells two findings of one rule on one node apart; never a secret, never a line. */
    readonly key?: string;
  } & ([Placeholder<M[Id]>] extends [never]
    ? { readonly data?: undefined }
    : { readonly data: Readonly<Record<Placeholder<M[Id]>, string | number>> });
}[keyof M & string];

interface Shared<M extends Messages> {
  readonly project: Project;
  readonly settings: Settings;
  report(finding: Report<M>): void;
}

export interface EntryContext<M extends Messages> extends Shared<M> {
  readonly entry: ServerEntry;
}

export interface DocumentContext<M extends Messages> extends Shared<M>, ModelledDocument {}

export type ProjectContext<M extends Messages> = Shared<M>;

/** A small project in one string per file; the page of the rule shows it and a test runs it. */
export type Example = Readonly<Record<string, string>>;

export interface RuleDocs {
  /** One sentence that names what is wrong, no final dot: it reads after "allow". */
  readonly summary: string;
  /** Markdown. */
  readonly why: string;
  /** Markdown. */
  readonly remedy: string;
  readonly references: readonly string[];
  /** Gives at least one finding. */
  readonly bad: Example;
  /** Gives none. */
  readonly good: Example;
}

interface Head<M extends Messages> {
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Presets that hold it, with the severity there where it differs. */
  readonly presets: Partial<Readonly<Record<Preset, Severity | true>>>;
  readonly since: string;
  /** Templates: `{{name}}` stands for data. What is wrong and why it matters; the remedy goes into `help`. */
  readonly messages: M;
  /** Messages for several findings of one file that are read as one; `{{count}}` says how many. */
  readonly folded?: { readonly [Id in keyof M]?: string };
  readonly docs: RuleDocs;
}

export type EntryRule<M extends Messages = Messages> = Head<M> & {
  readonly scope: "entry";
  check(context: EntryContext<M>): void;
};
export type DocumentRule<M extends Messages = Messages> = Head<M> & {
  readonly scope: "document";
  check(context: DocumentContext<M>): void;
};
export type ProjectRule<M extends Messages = Messages> = Head<M> & {
  readonly scope: "project";
  check(context: ProjectContext<M>): void;
};
export type Rule = EntryRule<any> | DocumentRule<any> | ProjectRule<any>;

/** Checks message ids and their data at compile time: an unknown id or a missing placeholder does not build. */
export function defineRule<const M extends Messages>(rule: EntryRule<M>): EntryRule<M>;
export function defineRule<const M extends Messages>(rule: DocumentRule<M>): DocumentRule<M>;
export function defineRule<const M extends Messages>(rule: ProjectRule<M>): ProjectRule<M>;
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** The key of a located value rather than its value. */
export function keyOf(located: Located<unknown>, label?: string): Place {
  return place(located.document, located.path, located.keySpan ?? located.span, label);
}

export function place(document: Document, path: Path, span: Span, label?: string): Place {
  return label === undefined ? { document, path, span } : { document, path, span, label };
}

/** The same place with a few words under it. */
export function labelled(at: Place, label: string): Place {
  return place(at.document, at.path, at.span, label);
}
