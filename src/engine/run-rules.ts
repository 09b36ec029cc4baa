import type { Source } from "../discover/source.ts";
import type { Document } from "../document/document.ts";
import type { Project, ServerEntry } from "../model/entry.ts";
import { defaultsOf } from "../option.ts";
import type { Place, Report, Rule } from "../rule.ts";
import type { Settings } from "../settings.ts";
import type { Diagnostic, Location, Severity } from "./diagnostic.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { severityWith } from "./severity.ts";

type AnyReport = Report<Record<string, `{{${string}}}`>>;

/**
 * Runs the rules of the preset over a project. Findings come in the order of the files, then of the text.
 * `nameOf`: what a file is called wherever the project lies and wherever the program was started.
 */
export function runRules(
  rules: readonly Rule[],
  project: Project,
  settings: Settings,
  nameOf: (source: Source) => string,
): readonly Diagnostic[] {
  const sources = new Map<Document, Source>(project.documents.map(({ document, source }) => [document, source]));
  const ordinals = new Map<string, number>();
  const diagnostics: Diagnostic[] = [];

  for (const rule of rules) {
    const setting = settings.rules?.[rule.id];
    const severity = severityWith(setting, rule, settings.preset);
    if (severity === undefined) continue;
    const add = (report: AnyReport, entry: ServerEntry | undefined): void => {
      const locations = locate(report.at, sources);
      const server = (report.entry ?? entry)?.name.value;
      const subject = {
        rule: rule.id,
        messageId: report.message,
        file: nameOf(locations[0].source),
        server,
        path: locations[0].path,
        key: report.key,
      };
      const base = fingerprintOf(subject, 0);
      const ordinal = ordinals.get(base) ?? 0;
      ordinals.set(base, ordinal + 1);
      diagnostics.push({
        rule: rule.id,
        messageId: report.message,
        message: fill(rule.messages[report.message], report.data ?? {}),
        severity: severity === "own" ? (report.severity ?? rule.severity) : (severity satisfies Severity),
        confidence: rule.confidence,
        locations,
        notes: report.notes ?? [],
        fingerprint: ordinal === 0 ? base : fingerprintOf(subject, ordinal),
        ...(report.help === undefined ? {} : { help: report.help }),
        ...(report.fix === undefined ? {} : { fix: report.fix }),
        ...(server === undefined ? {} : { server }),
        ...(rule.folded?.[report.message] === undefined ? {} : { group: rule.folded[report.message] }),
      });
    };
    const options = { ...defaultsOf(rule.options ?? {}), ...setting?.options };
    check(rule, { project, settings, options }, add);
  }
  const order = new Map(project.documents.map(({ document }, index) => [document, index]));
  return diagnostics.sort((a, b) => comparePlace(a, b, order) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

interface Given {
  readonly project: Project;
  readonly settings: Settings;
  readonly options: Readonly<Record<string, unknown>>;
}

function check(rule: Rule, given: Given, add: (report: AnyReport, entry?: ServerEntry) => void): void {
  // Written out where it is done thousands of times: a spread makes a large and slow object.
  const { project, settings, options } = given;
  const report = (finding: AnyReport): void => add(finding);
  switch (rule.scope) {
    case "entry": {
      let entry: ServerEntry | undefined;
      const report = (finding: AnyReport): void => add(finding, entry);
      for (entry of project.entries) rule.check({ project, settings, options, entry, report });
      return;
    }
    case "document":
      for (const { source, document, maps, entries } of project.documents)
        rule.check({ project, settings, options, source, document, maps, entries, report });
      return;
    case "project":
      rule.check({ project, settings, options, report });
  }
}

function locate(
  at: Place | readonly [Place, ...Place[]],
  sources: ReadonlyMap<Document, Source>,
): Diagnostic["locations"] {
  const places: readonly Place[] = "span" in at ? [at] : at;
  return places.map(({ document, path, span, label }): Location => {
    const source = sources.get(document);
    if (!source) throw new Error(`A finding points into a document outside the project: ${document.file}`);
    return { source, document, path, span, ...(label === undefined ? {} : { label }) };
  }) as [Location, ...Location[]];
}

function fill(template: string, data: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = data[name];
    if (value === undefined) throw new Error(`Nothing given for {{${name}}} in “${template}”`);
    return String(value);
  });
}

function comparePlace(a: Diagnostic, b: Diagnostic, order: ReadonlyMap<Document, number>): number {
  const [left, right] = [a.locations[0], b.locations[0]];
  return order.get(left.document)! - order.get(right.document)! || left.span.start - right.span.start;
}
