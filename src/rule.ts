import type { Document, Path, Span } from "./document/document.ts";
import type { Confidence, Severity } from "./engine/diagnostic.ts";
import type { Advice, Fix } from "./fix/fix.ts";
import type { Located, ModelledDocument, Project, ServerEntry } from "./model/entry.ts";
import type { Options, OptionValues } from "./option.ts";
import type { Settings } from "./settings.ts";

export type Category = "syntax" | "transport" | "address" | "pinning" | "security" | "correctness" | "cost";
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

interface Shared<M extends Messages, O extends Options> {
  readonly project: Project;
  readonly settings: Settings;
  /** As configured for this place; a rule of the whole project has what is configured for all places. */
  readonly options: OptionValues<O>;
  report(finding: Report<M>): void;
}

export interface EntryContext<M extends Messages, O extends Options = {}> extends Shared<M, O> {
  readonly entry: ServerEntry;
}

export interface DocumentContext<M extends Messages, O extends Options = {}> extends Shared<M, O>, ModelledDocument {}

export type ProjectContext<M extends Messages, O extends Options = {}> = Shared<M, O>;

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
  /** Options that both examples take for granted, where the defaults would make them long. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The page of a rule that is not our own. */
  readonly url?: string;
  /** Gives at least one finding. */
  readonly bad: Example;
  /** Gives none. */
  readonly good: Example;
}

interface Head<M extends Messages, O extends Options> {
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
  /** Speaks of files and entries that no client reads, and of what a plugin manager installed, as well. */
  readonly unread?: true;
  /** Of the project, what only runs with such a rule work out. */
  readonly needs?: "migration";
  /** What the config can say beside the severity; none is named `severity`. */
  readonly options?: O;
}

export type EntryRule<M extends Messages = Messages, O extends Options = {}> = Head<M, O> & {
  readonly scope: "entry";
  /** Asked only of entries that start a command, or of those that lead to an address. */
  readonly of?: "command" | "address";
  check(context: EntryContext<M, O>): void;
};
export type DocumentRule<M extends Messages = Messages, O extends Options = {}> = Head<M, O> & {
  readonly scope: "document";
  check(context: DocumentContext<M, O>): void;
};
export type ProjectRule<M extends Messages = Messages, O extends Options = {}> = Head<M, O> & {
  readonly scope: "project";
  check(context: ProjectContext<M, O>): void;
};
export type Rule = EntryRule<any, any> | DocumentRule<any, any> | ProjectRule<any, any>;

/** What its page says is no part of a `Rule`: who only lints need not load it. `rules/documented.ts` has all rules with it. */
export type Documented<R> = R & { readonly docs: RuleDocs };

/** What a rule of a plugin need not say; every rule of our own does. */
type Describing = "category" | "confidence" | "presets" | "since";

/** As a rule is written. */
type Written<R extends Rule> = Omit<R, Describing> & { readonly [Key in Describing]?: R[Key] } & {
  readonly docs?: Partial<RuleDocs>;
};

export type OwnRule = Written<Rule>;

/**
 * Checks message ids, their data and the options at compile time: an unknown id, a missing placeholder or an option that
 * is not declared does not build. What is not said of a rule is what `completed` says.
 */
export function defineRule<const M extends Messages, const O extends Options = {}>(
  rule: Written<EntryRule<M, O>>,
): Documented<EntryRule<M, O>>;
export function defineRule<const M extends Messages, const O extends Options = {}>(
  rule: Written<DocumentRule<M, O>>,
): Documented<DocumentRule<M, O>>;
export function defineRule<const M extends Messages, const O extends Options = {}>(
  rule: Written<ProjectRule<M, O>>,
): Documented<ProjectRule<M, O>>;
export function defineRule(rule: OwnRule): Documented<Rule> {
  return completed(rule);
}

/** What holds of a rule that says nothing else: whoever adds a rule of their own wants it to run. */
export const undescribed = {
  category: "correctness",
  confidence: "high",
  presets: { recommended: true },
  since: "",
} as const satisfies Partial<Rule>;

const noDocs: Omit<RuleDocs, "summary"> = { why: "", remedy: "", references: [], bad: {}, good: {} };

export function completed(rule: OwnRule): Documented<Rule> {
  const docs = { summary: `Finds what \`${rule.id}\` looks for`, ...noDocs, ...rule.docs };
  return { ...undescribed, ...rule, docs } as Documented<Rule>;
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
