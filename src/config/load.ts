import { rules as builtIn } from "../../rules/index.ts";
import { clients } from "../clients/index.ts";
import { shownPath } from "../discover/collect.ts";
import { nodeAt, plainOf, type Node, type ScalarNode } from "../document/document.ts";
import { parserFor } from "../document/parse.ts";
import { UserError } from "../errors.ts";
import type { FileSystem } from "../file-system.ts";
import type { Platform } from "../platform.ts";
import type { Documented, Preset, Rule } from "../rule.ts";
import type { Config } from "./config.ts";
import { isPreset, placeOfExtended } from "./extends.ts";
import type { ConfigPlace } from "./find.ts";
import { loadPlugins, type PluginName } from "./plugins.ts";
import { configError, errorAt, type ConfigFile } from "./problem.ts";
import { configSchema } from "./schema.ts";
import { senseProblems } from "./sense.ts";
import { problemsOf } from "./validate.ts";

/** A config with all it builds on. */
export interface LoadedConfig {
  /** What comes later lies over what comes earlier; the config itself is the last. */
  readonly layers: readonly Layer[];
  readonly ownRules: readonly Documented<Rule>[];
}

/** A preset, or a config file. */
export type Layer = { readonly preset: Preset } | { readonly place: ConfigPlace; readonly config: Config };

interface Surroundings {
  readonly fileSystem: FileSystem;
  readonly platform: Platform;
}

/** @throws UserError that names every mistake with its place. */
export async function loadConfig(place: ConfigPlace, surroundings: Surroundings): Promise<LoadedConfig> {
  const files = await filesOf(place, [], surroundings);
  const plugins = files.flatMap((file) => (isFile(file) ? pluginsOf(file) : []));
  const ownRules = await loadPlugins(plugins, builtIn, surroundings);
  const schema = configSchema({ rules: [...builtIn, ...ownRules], clients: clients.map(({ id }) => id) });
  const layers = files.map((file): Layer => {
    if (!isFile(file)) return file;
    const node = nodeOf(file);
    const problems = problemsOf(node, schema);
    const all = problems.length > 0 ? problems : senseProblems(node);
    if (all.length > 0) throw configError(file, all);
    return { place: { file: file.file, path: file.path }, config: plainOf(node) as Config };
  });
  return { layers, ownRules };
}

type File = ConfigFile | { readonly preset: Preset };

const isFile = (file: File): file is ConfigFile => !("preset" in file);

/** What a config builds on, then the config. `chain`: the files that led here. */
async function filesOf(
  place: ConfigPlace,
  chain: readonly string[],
  surroundings: Surroundings,
): Promise<readonly File[]> {
  const config = await readConfig(place, surroundings);
  const files: File[] = [];
  for (const node of textsAt(config, "extends")) {
    const name = String(node.value);
    if (isPreset(name)) {
      files.push({ preset: name });
      continue;
    }
    const next = placeOfExtended(name, { config, node, surroundings });
    const above = [...chain, place.file];
    if (above.includes(next.file)) {
      const shown = [...above, next.file].map((file) => shownPath(file, surroundings.platform));
      throw errorAt(config, node, `configs build on each other in a circle: ${shown.join(" → ")}`);
    }
    files.push(...(await filesOf({ ...next, ...(place.trusted && { trusted: true }) }, above, surroundings)));
  }
  return [...files, config];
}

/** @throws UserError where there is no such file, or what it holds is no object. */
async function readConfig(
  { file, path, trusted }: ConfigPlace,
  { fileSystem, platform }: Surroundings,
): Promise<ConfigFile> {
  const shown = shownPath(file, platform);
  let bytes: Uint8Array;
  try {
    bytes = fileSystem.read(file);
  } catch (error) {
    throw new UserError(`the config ${shown} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  const parse = await parserFor("jsonc");
  const config: ConfigFile = { file, shown, document: parse(file, bytes), path, ...(trusted && { trusted }) };
  const { root, problems } = config.document;
  const broken = problems.filter(({ code }) => !["comment", "trailing-comma", "duplicate-key"].includes(code));
  if (broken.length > 0) throw configError(config, broken);
  if (!root || nodeAt(root, path)?.kind !== "object") {
    throw errorAt(config, root ?? { span: { start: 0, end: 0 } }, "a config is an object");
  }
  return config;
}

function nodeOf({ document, path }: ConfigFile): Node {
  return nodeAt(document.root, path)!;
}

function pluginsOf(config: ConfigFile): readonly PluginName[] {
  return textsAt(config, "plugins").map((node) => ({ config, node }));
}

/** The texts of a key that holds one or several; what is no text is found later. */
function textsAt(config: ConfigFile, key: string): readonly ScalarNode[] {
  const node = nodeAt(nodeOf(config), [key]);
  const items = node?.kind === "array" ? node.items : node ? [node] : [];
  return items.filter((item): item is ScalarNode => item.kind === "scalar" && typeof item.value === "string");
}
