import type { Scope } from "../clients/client.ts";
import type { Generated, Skipped, Source } from "../discover/source.ts";
import { positionAt, type Document, type Path, type Syntax } from "../document/document.ts";
import type { Confidence, Diagnostic, Location, Severity } from "../engine/diagnostic.ts";
import type { Range } from "../estimate/amount.ts";
import type { Cost } from "../estimate/cost.ts";
import type { FileEdits } from "../fix/edits.ts";
import type { Safety } from "../fix/fix.ts";
import type { FixResult, SkippedFix } from "../fix/outcome.ts";
import type { Fixable } from "../fix/plan.ts";
import type { Project } from "../model/entry.ts";
import { oncePerText } from "../once-per.ts";
import type { Preset } from "../rule.ts";
import { rounded } from "./quantity.ts";
import type { Suppression } from "../suppression/suppression.ts";
import type { Redactor } from "./redact.ts";
import { countBySeverity, filesWithFindings, type LintResult } from "./result.ts";

/** The report for machines. A number other than 1 would be another format; fields may be added under the same number. */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: "mcp-lint"; readonly version: string };
  readonly preset: Preset;
  readonly summary: JsonSummary;
  readonly files: readonly JsonFile[];
  readonly findings: readonly JsonFinding[];
  /** Findings that a comment, the config or a baseline accepts. */
  readonly accepted?: readonly JsonAccepted[];
  readonly skipped: readonly JsonSkipped[];
  readonly cost: JsonCost;
  /** With `--fix`: findings that are gone. `findings` has what is left. */
  readonly fixed?: readonly JsonFix[];
  /** With `--fix`: findings that are left although there is a fix. */
  readonly skippedFixes?: readonly JsonSkippedFix[];
  /** Where files were written: what `mcp-lint undo` takes. */
  readonly transaction?: { readonly id: number; readonly files: readonly string[] };
}

export interface JsonFix {
  readonly rule: string;
  readonly server?: string;
  readonly title: string;
  readonly safety: Safety;
  /** Absolute. */
  readonly files: readonly string[];
  readonly fingerprint: string;
}

export interface JsonSkippedFix extends JsonFix {
  readonly reason: SkippedFix["kind"];
  readonly why: string;
}

export interface JsonSummary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly filesWithFindings: number;
  /** Findings that a comment, the config or the baseline accepts. */
  readonly suppressed?: number;
}

export interface JsonFile {
  /** Relative to the working directory, or with `~/`; always with `/`. */
  readonly path: string;
  readonly absolutePath: string;
  readonly realPath?: string;
  readonly syntax: Syntax;
  /** Owners first. */
  readonly clients: readonly { readonly id: string; readonly scope: Scope }[];
  readonly why: string;
  readonly generated?: Generated;
  readonly servers: number;
}

export interface JsonFinding {
  readonly rule: string;
  readonly messageId: string;
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly url: string;
  readonly server?: string;
  readonly help?: string;
  readonly notes: readonly string[];
  /** The first is where it is reported. */
  readonly locations: readonly [JsonLocation, ...JsonLocation[]];
  /** What would put it right. */
  readonly fix?: JsonProposedFix;
  /** The same in the next run, wherever the lines have moved. */
  readonly fingerprint: string;
}

export interface JsonAccepted extends JsonFinding {
  readonly by: Suppression["kind"];
  readonly reason?: string;
}

export interface JsonProposedFix {
  readonly title: string;
  /** `--fix` makes the safe ones, `--fix=all` the unsafe too; `manual` is advice. */
  readonly safety: Safety;
  /** Why it is only advice. */
  readonly why?: string;
  /** All or none of them. Absent where the fix creates a file or would show a secret here. */
  readonly edits?: readonly JsonEdit[];
}

/** Replaces the text from `start` to `end`. Edits of one file are in order and disjoint. */
export interface JsonEdit {
  readonly path: string;
  readonly start: JsonPosition;
  /** Exclusive. */
  readonly end: JsonPosition;
  readonly text: string;
}

export interface JsonLocation {
  /** As in `files`. */
  readonly path: string;
  readonly start: JsonPosition;
  /** Exclusive. */
  readonly end: JsonPosition;
  /** Keys and indices from the root of the file. */
  readonly pointer: Path;
  readonly label?: string;
}

/** Line and column count from 1, offset from 0; columns and offsets in UTF-16 units, a byte order mark not counted. */
export interface JsonPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface JsonSkipped {
  readonly path: string;
  readonly reason: Skipped["reason"];
  readonly detail?: string;
}

export interface JsonCost {
  readonly servers: number;
  readonly stdioServers: number;
  /** Sessions that the user has open at one time. */
  readonly sessions: number;
  /** With one session of each client. */
  readonly processesPerSession: Range;
  /** MB that the machine loses with one session of each client, idle. */
  readonly memoryPerSession: Range;
  readonly clients: Cost["clients"];
}

export interface JsonOptions {
  /** Of this program. */
  readonly version: string;
  readonly redactor: Pick<Redactor, "redact">;
  /** The page of a rule. */
  docsUrl(rule: string): string;
  /** What the fixes of findings change, where that was worked out. */
  readonly edits?: ReadonlyMap<Diagnostic, readonly FileEdits[]>;
}

/** What was done before the findings were looked for. */
export interface FixesDone {
  readonly result: FixResult;
  readonly transaction?: number;
}

/** The report that all formats for machines are made of. Secrets are masked string by string, before any escaping. */
export function reportOf(result: LintResult, options: JsonOptions, done?: FixesDone): JsonReport {
  // Most strings stand in finding after finding.
  const redact = oncePerText(options.redactor.redact);
  return masked({ ...jsonReportOf(result, options), ...(done && fixesOf(done)) }, redact);
}

function masked<T>(value: T, redact: Redactor["redact"]): T {
  if (typeof value === "string") return redact(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, redact)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, masked(member, redact)])) as T;
}

function fixesOf({ result, transaction }: FixesDone): Pick<JsonReport, "fixed" | "skippedFixes" | "transaction"> {
  const { fixed, skipped, changes } = result;
  return {
    fixed: fixed.map(fixOf),
    skippedFixes: skipped.map(({ fixable, kind, why }) => ({ ...fixOf(fixable), reason: kind, why })),
    ...(transaction !== undefined && { transaction: { id: transaction, files: changes.map(({ file }) => file) } }),
  };
}

function fixOf({ rule, server, fix, fingerprint }: Fixable): JsonFix {
  return {
    rule,
    ...(server !== undefined && { server }),
    title: fix.title,
    safety: fix.safety,
    files: [...new Set([...fix.ops].map(({ file }) => file))],
    fingerprint,
  };
}

function jsonReportOf(result: LintResult, options: JsonOptions): JsonReport {
  const { project, diagnostics, suppressed, skipped, cost, settings } = result;
  const { error, warning, note } = countBySeverity(diagnostics);
  return {
    version: 1,
    tool: { name: "mcp-lint", version: options.version },
    preset: settings.preset,
    summary: {
      errors: error,
      warnings: warning,
      notes: note,
      filesWithFindings: filesWithFindings(diagnostics),
      ...(suppressed?.length && { suppressed: suppressed.length }),
    },
    files: project.documents.map(({ source, entries }) => fileOf(source, entries.length)),
    findings: diagnostics.map((diagnostic) => findingOf(diagnostic, project, options)),
    ...(suppressed?.length && { accepted: suppressed.map((diagnostic) => acceptedOf(diagnostic, project, options)) }),
    skipped: skipped.map(({ shown, reason, detail }) =>
      detail === undefined ? { path: shown, reason } : { path: shown, reason, detail },
    ),
    cost: {
      servers: cost.entries,
      stdioServers: cost.stdioEntries,
      sessions: settings.sessions,
      processesPerSession: rounded(cost.one.processes),
      memoryPerSession: rounded(cost.one.memory),
      clients: cost.clients.map((client) => ({ ...client, processes: rounded(client.processes) })),
    },
  };
}

function fileOf({ shown, file, realFile, syntax, readers, why, generated }: Source, servers: number): JsonFile {
  return {
    path: shown,
    absolutePath: file,
    ...(realFile !== undefined && { realPath: realFile }),
    syntax,
    clients: readers.map(({ client, file: { scope } }) => ({ id: client.id, scope })),
    why,
    ...(generated !== undefined && { generated }),
    servers,
  };
}

function findingOf(diagnostic: Diagnostic, project: Project, options: JsonOptions): JsonFinding {
  const { rule, messageId, message, severity, confidence, server, help, notes, locations, fingerprint } = diagnostic;
  const fix = proposedFixOf(diagnostic, project, options);
  return {
    rule,
    messageId,
    message,
    severity,
    confidence,
    url: options.docsUrl(rule),
    ...(server !== undefined && { server }),
    ...(help !== undefined && { help }),
    notes,
    locations: locations.map(locationOf) as [JsonLocation, ...JsonLocation[]],
    ...(fix && { fix }),
    fingerprint,
  };
}

function acceptedOf(diagnostic: Diagnostic, project: Project, options: JsonOptions): JsonAccepted {
  const { kind, reason } = diagnostic.suppressed!;
  return { ...findingOf(diagnostic, project, options), by: kind, ...(reason !== undefined && { reason }) };
}

function proposedFixOf(
  diagnostic: Diagnostic,
  { documents }: Project,
  { edits, redactor }: JsonOptions,
): JsonProposedFix | undefined {
  const { fix } = diagnostic;
  if (!fix) return undefined;
  const files = edits?.get(diagnostic);
  const isSecret = files?.some((file) => file.edits.some(({ text }) => redactor.redact(text) !== text));
  const nameOf = (document: Document): string =>
    documents.find((each) => each.document === document)?.source.shown ?? document.file;
  return {
    title: fix.title,
    safety: fix.safety,
    ...("why" in fix && { why: fix.why }),
    ...(files &&
      !isSecret && {
        edits: files.flatMap(({ document, edits }) =>
          edits.map(({ start, end, text }) => ({
            path: nameOf(document),
            start: pointOf(document, start),
            end: pointOf(document, end),
            text,
          })),
        ),
      }),
  };
}

function locationOf({ source, document, path, span, label }: Location): JsonLocation {
  return {
    path: source.shown,
    start: pointOf(document, span.start),
    end: pointOf(document, span.end),
    pointer: path,
    ...(label !== undefined && { label }),
  };
}

function pointOf(document: Document, offset: number): JsonPosition {
  return { ...positionAt(document, offset), offset };
}
