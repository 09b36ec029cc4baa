import type { Source } from "../discover/source.ts";
import type { Document } from "../document/document.ts";
import type { ModelledDocument, Project, ServerEntry } from "../model/entry.ts";
import { targetOf } from "../model/target.ts";
import { isUnread, isUnreadFile } from "../model/unread.ts";
import { oncePerText } from "../once-per.ts";
import { defaultsOf } from "../option.ts";
import type { Place as Target, Report, Rule } from "../rule.ts";
import type { RuleSetting, Settings } from "../settings.ts";
import type { Supporting } from "../suppression/suppression.ts";
import type { Diagnostic, Location } from "./diagnostic.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { placesIn, settingsByPlace, type Place } from "./place.ts";
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
  const sources = new Map<Document, Source>(placesToPoint(project).map(({ document, source }) => [document, source]));
  const ordinals = new Map<string, number>();
  const diagnostics: Diagnostic[] = [];
  const places = placesIn(nameOf);
  const settingOf = settingsByPlace(settings);
  const perEntry: ((entry: ServerEntry) => void)[] = [];
  const perCommand: typeof perEntry = [];
  const perAddress: typeof perEntry = [];
  const perDocument: ((document: ModelledDocument) => void)[] = [];

  for (const rule of rules) {
    const configured = settings.rules?.[rule.id];
    const worthOf = (setting: RuleSetting | undefined): Worth => severityWith(setting, rule, settings.preset);
    const usual = worthOf(configured);
    const isAlike = !settings.overrides?.some(({ rules }) => rule.id in rules);
    if (isAlike && usual === undefined) continue;
    const defaults = defaultsOf(rule.options ?? {});
    const everywhere = { ...defaults, ...configured?.options };
    const optionsAt = (place: Place | undefined): Given["options"] => {
      const setting = settingOf(rule.id, place);
      return setting === configured ? everywhere : { ...defaults, ...setting?.options };
    };
    // Most rules are worth the same everywhere, and need not ask a thousand times over.
    const said: Configured = isAlike
      ? {
          worthAt: () => usual,
          optionsAt: () => everywhere,
          ofSource: () => undefined,
          ofEntry: () => undefined,
          everywhere,
        }
      : { worthAt: (place) => worthOf(settingOf(rule.id, place)), optionsAt, ...places };
    const add = (report: AnyReport, entry?: ServerEntry): void => {
      const locations = locate(report.at, sources);
      const about = report.entry ?? entry;
      if (!rule.unread && (about ? isUnread(about) : isUnreadFile(locations[0].source))) return;
      const worth = said.worthAt(about ? said.ofEntry(about) : said.ofSource(locations[0].source));
      if (worth === undefined) return;
      const subject = {
        rule: rule.id,
        messageId: report.message,
        file: nameOf(locations[0].source),
        server: about?.name.value,
        path: locations[0].path,
        key: report.key,
      };
      const base = fingerprintOf(subject, 0);
      const ordinal = ordinals.get(base) ?? 0;
      ordinals.set(base, ordinal + 1);
      // Written out, for there are thousands: every spread makes the object anew.
      const found: Writable<Diagnostic> = {
        rule: rule.id,
        messageId: report.message,
        message: fill(rule.messages[report.message], report.data ?? {}),
        severity: worth === "own" ? (report.severity ?? rule.severity) : worth,
        confidence: rule.confidence,
        locations,
        notes: notesWith(report.notes ?? [], locations[0].source),
        fingerprint: ordinal === 0 ? base : fingerprintOf(subject, ordinal),
      };
      if (report.help !== undefined) found.help = report.help;
      if (report.fix !== undefined) found.fix = report.fix;
      if (about !== undefined) found.server = about.name.value;
      const group = rule.folded?.[report.message];
      if (group !== undefined) found.group = group;
      diagnostics.push(found);
    };
    const given = { project, settings };
    if (rule.scope === "entry") {
      const checks = rule.of === "command" ? perCommand : rule.of === "address" ? perAddress : perEntry;
      checks.push(entryCheck(rule, given, said, add));
    } else if (rule.scope === "document") perDocument.push(documentCheck(rule, given, said, add));
    else checkProject(rule, given, said, add);
  }
  // All that is asked of one file and of one entry together: it is in the cache of the processor then.
  for (const each of project.documents) {
    for (const check of perDocument) check(each);
    for (const entry of each.entries) {
      for (const check of perEntry) check(entry);
      if (entry.launch) for (const check of perCommand) check(entry);
      if (targetOf(entry)) for (const check of perAddress) check(entry);
    }
  }
  return inOrder(project, diagnostics);
}

/** What is wrong in a copy is to be mended where the copy comes from. */
function notesWith(notes: readonly string[], { madeFrom }: Source): readonly string[] {
  return madeFrom === undefined ? notes : [...notes, `The file is made from \`${madeFrom}\`: change it there`];
}

/** In the order of the files, then of the text. */
export function inOrder(project: Project, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const order = new Map(placesToPoint(project).map(({ document }, index) => [document, index]));
  return diagnostics.toSorted((a, b) => comparePlace(a, b, order) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

function placesToPoint({ documents, supporting = [] }: Project): readonly Supporting[] {
  return [...documents, ...supporting];
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

type Worth = ReturnType<typeof severityWith>;

interface Given {
  readonly project: Project;
  readonly settings: Settings;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What the config says of one rule. */
interface Configured {
  ofSource(source: Source): Place | undefined;
  ofEntry(entry: ServerEntry): Place | undefined;
  worthAt(place: Place | undefined): Worth;
  optionsAt(place: Place | undefined): Given["options"];
  /** Where the config says the same of all places, and lets the rule count. */
  readonly everywhere?: Given["options"];
}

function entryCheck(
  rule: Extract<Rule, { readonly scope: "entry" }>,
  { project, settings }: Omit<Given, "options">,
  { worthAt, optionsAt, ofEntry, everywhere }: Configured,
  add: (report: AnyReport, entry?: ServerEntry) => void,
): (entry: ServerEntry) => void {
  const report = (finding: AnyReport): void => add(finding, context.entry);
  // One for all entries: half a million of them would be garbage.
  const context: Writable<Parameters<typeof rule.check>[0]> = {
    project,
    settings,
    options: everywhere ?? {},
    entry: project.entries[0]!,
    report,
  };
  if (everywhere) {
    return (entry) => {
      context.entry = entry;
      rule.check(context);
    };
  }
  return (entry) => {
    const place = ofEntry(entry);
    if (worthAt(place) === undefined) return;
    context.entry = entry;
    context.options = optionsAt(place);
    rule.check(context);
  };
}

/** A rule is asked wherever a finding of it could count; whether one does is settled when it is found. */
function documentCheck(
  rule: Extract<Rule, { readonly scope: "document" }>,
  { project, settings }: Omit<Given, "options">,
  said: Configured,
  add: (report: AnyReport) => void,
): (document: ModelledDocument) => void {
  const report = (finding: AnyReport): void => add(finding);
  return (each) => {
    if (!countsIn(each, said)) return;
    // Written out where it is made thousands of times: a spread makes a large and slow object.
    const { source, document, maps, entries } = each;
    const options = said.optionsAt(said.ofSource(source));
    rule.check({ project, settings, options, source, document, maps, entries, report });
  };
}

function checkProject(
  rule: Extract<Rule, { readonly scope: "project" }>,
  { project, settings }: Omit<Given, "options">,
  said: Configured,
  add: (report: AnyReport) => void,
): void {
  if (said.worthAt(undefined) === undefined && !project.documents.some((each) => countsIn(each, said))) return;
  const report = (finding: AnyReport): void => add(finding);
  rule.check({ project, settings, options: said.optionsAt(undefined), report });
}

function countsIn({ source, entries }: ModelledDocument, { worthAt, ofSource, ofEntry }: Configured): boolean {
  return worthAt(ofSource(source)) !== undefined || entries.some((entry) => worthAt(ofEntry(entry)) !== undefined);
}

function locate(
  at: Target | readonly [Target, ...Target[]],
  sources: ReadonlyMap<Document, Source>,
): Diagnostic["locations"] {
  const places: readonly Target[] = "span" in at ? [at] : at;
  return places.map(({ document, path, span, label }): Location => {
    const source = sources.get(document);
    if (!source) throw new Error(`A finding points into a document outside the project: ${document.file}`);
    return label === undefined ? { source, document, path, span } : { source, document, path, span, label };
  }) as [Location, ...Location[]];
}

function fill(template: string, data: Readonly<Record<string, string | number>>): string {
  let text = "";
  for (const [index, piece] of piecesOf(template).entries()) {
    const value = index % 2 === 0 ? piece : data[piece];
    if (value === undefined) throw new Error(`Nothing given for {{${piece}}} in “${template}”`);
    text += value;
  }
  return text;
}

/** Texts and, between them, the names of what stands there. */
const piecesOf = oncePerText((template) => template.split(/\{\{(\w+)\}\}/));

function comparePlace(a: Diagnostic, b: Diagnostic, order: ReadonlyMap<Document, number>): number {
  const [left, right] = [a.locations[0], b.locations[0]];
  return order.get(left.document)! - order.get(right.document)! || left.span.start - right.span.start;
}
