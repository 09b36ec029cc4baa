import unusedSuppression from "../../rules/unused-suppression.ts";
import { shownPath } from "../discover/collect.ts";
import type { Source } from "../discover/source.ts";
import type { Document } from "../document/document.ts";
import { parserFor } from "../document/parse.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";
import { placesIn, settingsByPlace, type Place } from "../engine/place.ts";
import { inOrder, runRules } from "../engine/run-rules.ts";
import { severityWith } from "../engine/severity.ts";
import { UserError } from "../errors.ts";
import type { FileSystem } from "../file-system.ts";
import type { Project } from "../model/entry.ts";
import type { Platform } from "../platform.ts";
import type { Rule } from "../rule.ts";
import type { Settings, SuppressingConfig } from "../settings.ts";
import { findingsOf, suppressorsOf } from "./baseline.ts";
import { suppressorsIn } from "./comments.ts";
import { ignoresIn } from "./ignores.ts";
import { isWithin, unreachedIn, type Hidden } from "./reach.ts";
import type { IdleSuppression, Supporting, Suppressor } from "./suppression.ts";

interface Surroundings {
  readonly fileSystem: FileSystem;
  readonly platform: Platform;
  readonly rules: readonly Rule[];
  readonly nameOf: (source: Source) => string;
  /** All files were looked at: what is not among them is not there. */
  readonly isWhole: boolean;
  readonly hidden: Hidden;
  /** Whether a config is about these files alone, and not one that several repositories share. */
  isOurs(file: string): boolean;
}

/** What is left of findings, and what was accepted. */
export interface Applied {
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly Diagnostic[];
}

/** Takes out what comments, the config and the baseline accept, and adds what is found of suppressions that are idle. */
export async function applySuppressions(
  found: readonly Diagnostic[],
  project: Project,
  settings: Settings,
  surroundings: Surroundings,
): Promise<Applied> {
  const { nameOf } = surroundings;
  const { suppressors, idle, supporting } = await suppressorsOfAll(project, settings, surroundings);
  const used = new Map<Suppressor, Set<string>>();
  const diagnostics: Diagnostic[] = [];
  const suppressed: Diagnostic[] = [];
  for (const diagnostic of found) {
    const covering = suppressors.filter((suppressor) => suppressor.covers(diagnostic));
    for (const each of covering) used.set(each, (used.get(each) ?? new Set()).add(diagnostic.rule));
    const [first] = covering;
    if (!first) diagnostics.push(diagnostic);
    else {
      const { kind, reason } = first;
      suppressed.push({ ...diagnostic, suppressed: { kind, ...(reason !== undefined && { reason }) } });
    }
  }
  const unused = suppressors.flatMap((suppressor) => unusedIn(suppressor, used.get(suppressor) ?? new Set()));
  const idleSuppressions = [...idle, ...unused];
  const supported = { ...project, supporting, idleSuppressions };
  const late = idleSuppressions.length > 0 ? runRules([unusedSuppression], supported, settings, nameOf) : [];
  return { project: supported, diagnostics: inOrder(supported, [...diagnostics, ...late]), suppressed };
}

function unusedIn(suppressor: Suppressor, used: ReadonlySet<string>): readonly IdleSuppression[] {
  const { rules, kind, place } = suppressor;
  const unused = rules.filter((rule) => !used.has(rule) && suppressor.wasAsked(rule));
  if (unused.length === 0) return [];
  const ops = suppressor.without(unused);
  const detail = unused.map((rule) => `\`${rule}\``).join(", ");
  return [{ why: "unused", kind, place, detail, ...(ops && { ops }) }];
}

async function suppressorsOfAll(
  project: Project,
  settings: Settings,
  { fileSystem, platform, rules, nameOf, isWhole, hidden, isOurs }: Surroundings,
): Promise<{
  readonly suppressors: readonly Suppressor[];
  readonly idle: readonly IdleSuppression[];
  readonly supporting: readonly Supporting[];
}> {
  const { configs = [], baseline } = settings.suppressing || {};
  const today = settings.today ?? new Date().toISOString().slice(0, 10);
  const { ofSource, ofEntry } = placesIn(nameOf);
  const settingOf = settingsByPlace(settings);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const placesOf = new Map<Document, readonly Place[]>(
    project.documents.map(({ document, source, entries }) => [document, [ofSource(source), ...entries.map(ofEntry)]]),
  );
  const runsAt = (id: string, place: Place): boolean => {
    const rule = byId.get(id);
    return rule !== undefined && severityWith(settingOf(id, place), rule, settings.preset) !== undefined;
  };
  const allPlaces = [...placesOf.values()].flat();

  const suppressors: Suppressor[] = [];
  const idle: IdleSuppression[] = [];
  const add = (more: { suppressors: readonly Suppressor[]; idle: readonly IdleSuppression[] }): void => {
    suppressors.push(...more.suppressors);
    idle.push(...more.idle);
  };
  for (const modelled of project.documents) {
    const asked = (rule: string, document: Document): boolean =>
      placesOf.get(document)!.some((place) => runsAt(rule, place));
    add(suppressorsIn(modelled, [...byId.keys()], asked));
  }
  const supporting: Supporting[] = [];
  const parse = await parserFor("jsonc");
  const sourceOf = (file: string, why: string): Source => {
    return { file, shown: shownPath(file, platform), syntax: "jsonc", readers: [], why };
  };
  const read = (file: string, why: string): Supporting => {
    const support = { source: sourceOf(file, why), document: parse(file, fileSystem.read(file)) };
    supporting.push(support);
    return support;
  };
  const selective: { readonly support: Supporting; readonly config: SuppressingConfig }[] = [];
  for (const config of configs) {
    const asked = (rule: string, isMeant: (place: Place) => boolean): boolean => {
      const meant = allPlaces.filter(isMeant);
      return meant.length === 0 ? isWhole && runsAnywhere(rule) : meant.some((place) => runsAt(rule, place));
    };
    const support = read(config.file, "the config of mcp-lint");
    const ignores = ignoresIn(support, config, today, nameOf, asked);
    // Nobody can mend what is in a package.
    add(config.isOwn ? ignores : { suppressors: ignores.suppressors.map(silent), idle: [] });
    if (isWhole && config.isOwn && isOurs(config.file)) selective.push({ support, config });
  }
  if (baseline !== undefined) {
    const support = read(baseline, "the baseline");
    if (!findingsOf(support.document)) {
      throw new UserError(`${support.source.shown} is no baseline`, "mcp-lint baseline update writes it anew");
    }
    const asked = (rule: string, file: string): boolean => {
      const here = allPlaces.filter((place) => place.file === file);
      return here.length === 0 ? isWhole && runsAnywhere(rule) : here.some((place) => runsAt(rule, place));
    };
    suppressors.push(...suppressorsOf(support, asked));
  }
  const besides = [
    ...supporting.map(({ source }) => source),
    ...(project.manifest?.document ? [sourceOf(project.manifest.document.file, "the manifest of the hub")] : []),
  ];
  const places = [...allPlaces, ...besides.map(ofSource)];
  for (const { support, config } of selective) {
    idle.push(...unreachedIn(support, config, (reach) => isWithin(reach, places, hidden)));
  }
  return { suppressors, idle, supporting };

  function runsAnywhere(rule: string): boolean {
    return allPlaces.length === 0 || allPlaces.some((place) => runsAt(rule, place));
  }
}

function silent(suppressor: Suppressor): Suppressor {
  return { ...suppressor, wasAsked: () => false };
}
