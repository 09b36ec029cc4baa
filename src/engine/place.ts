import ignore from "ignore";
import { fits, segmentOf } from "../discover/pattern.ts";
import type { Source } from "../discover/source.ts";
import type { ServerEntry } from "../model/entry.ts";
import { oncePer } from "../once-per.ts";
import type { Reach, RuleSetting, Settings } from "../settings.ts";

/** A place as a config speaks of it. */
export interface Place {
  /** From the root of the run, with `/`; absolute, or with `~/`, where the file lies elsewhere. */
  readonly file: string;
  /** Ids of the clients that the file belongs to. */
  readonly clients: readonly string[];
  readonly server?: string;
}

export interface Places {
  /** The same object for the same source. */
  ofSource(source: Source): Place;
  /** The same object for the same entry. */
  ofEntry(entry: ServerEntry): Place;
}

/** `nameOf`: what a file is called wherever the program was started. */
export function placesIn(nameOf: (source: Source) => string): Places {
  const ofSource = oncePer((source: Source): Place => {
    const owners = source.readers.filter(({ file }) => !file.shared);
    return { file: nameOf(source), clients: [...new Set(owners.map(({ client }) => client.id))] };
  });
  const ofEntry = oncePer(({ source, name }: ServerEntry): Place => ({ ...ofSource(source), server: name.value }));
  return { ofSource, ofEntry };
}

/** Whether a place is within reach. Where servers are named, only what is about one of them is. */
export function reaching({ files, clients, servers }: Reach): (place: Place) => boolean {
  const isNamed = files && fileMatcher(files);
  const segments = servers?.map(segmentOf);
  return ({ file, clients: owners, server }) =>
    (isNamed?.(file) ?? true) &&
    (clients?.some((client) => owners.includes(client)) ?? true) &&
    (segments?.some((segment) => server !== undefined && fits(server, segment)) ?? true);
}

/** Patterns as in a .gitignore, from the root of the run. */
export function fileMatcher(patterns: readonly string[]): (file: string) => boolean {
  const matcher = ignore({ allowRelativePaths: true }).add(patterns.map(rooted));
  return (file) => matcher.ignores(rooted(file).replace(/^\//, ""));
}

/** Below the home folder is where a run over the machine has its root. */
function rooted(path: string): string {
  return path.replace(/^(!?)~\//, "$1/");
}

/**
 * What the config says of a rule at a place; without a place, of the whole project. The settings of all overrides that
 * reach it are laid over each other.
 */
export function settingsByPlace({
  rules = {},
  overrides = [],
}: Settings): (rule: string, place: Place | undefined) => RuleSetting | undefined {
  const layers = overrides.map(({ rules, ...reach }) => ({ rules, reach, reaches: reaching(reach) }));
  const everywhere = layers.filter(({ reach }) => Object.keys(reach).length === 0);
  const layersAt = oncePer((place: Place) => layers.filter(({ reaches }) => reaches(place)));
  return (rule, place) => {
    const fitting = layers.length === 0 ? [] : place ? layersAt(place) : everywhere;
    return fitting.reduce((setting, { rules }) => laidOver(setting, rules[rule]), rules[rule]);
  };
}

/** The later one over the earlier, option by option. */
export function laidOver(under: RuleSetting | undefined, over: RuleSetting | undefined): RuleSetting | undefined {
  if (!under || !over) return over ?? under;
  return { ...under, ...over, options: { ...under.options, ...over.options } };
}
