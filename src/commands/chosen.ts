import { findConfig } from "../config/find.ts";
import type { Chosen } from "../config/merge.ts";
import { repositoryRoot } from "../discover/repo.ts";
import { UserError } from "../errors.ts";
import { userFolder } from "../manifest/place.ts";
import { pathsOf } from "../platform.ts";
import type { Preset } from "../rule.ts";
import type { Host } from "../run.ts";
import { declareSecretFormats } from "../secrets/own-formats.ts";
import { defaultSettings, type Settings } from "../settings.ts";
import { baselineName } from "../suppression/name.ts";
import type { Tolerance } from "./exit-status.ts";

/** Options that say what counts. None has a default of its own: what is not given is what the config says, then ours. */
export interface ChoosingOptions extends Partial<Tolerance> {
  readonly machine?: true;
  /** A file, or false for none. */
  readonly config?: string | false;
  readonly preset?: Preset;
  readonly rule?: readonly string[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly ports?: Settings["ports"];
  readonly routing?: "port" | "path";
  readonly bridge?: true;
  readonly sessions?: number;
  /** A file. */
  readonly baseline?: string;
  /** False: nothing is accepted. */
  readonly suppressions?: boolean;
}

/** What the user chose, in full. */
export interface Choices extends Chosen {
  readonly tolerance: Tolerance;
}

/**
 * What holds in this run: options over the config, and the config over our defaults.
 * @throws UserError where the config or an option names what there is not.
 */
export async function choicesOf(options: ChoosingOptions, host: Host): Promise<Choices> {
  const { settings, tolerance } = await configured(options, host);
  const { preset, ports, routing, bridge, sessions, failOn, maxWarnings, passOnNothing, rule, only, skip } = options;
  const all = {
    ...settings,
    ...(preset && { preset }),
    ...(ports && { ports }),
    ...(routing && { routing }),
    ...(bridge && { bridge }),
    ...(sessions !== undefined && { sessions }),
  };
  if (all.data?.secrets) declareSecretFormats(all.data.secrets);
  const suppressing = suppressingOf(options, all, host);
  const asked = { ...all, ...(suppressing !== undefined && { suppressing }) };
  return {
    settings:
      rule || only || skip ? (await import("../config/flags.ts")).withFlags(asked, { rule, only, skip }) : asked,
    tolerance: {
      failOn: failOn ?? tolerance.failOn ?? "error",
      ...((maxWarnings ?? tolerance.maxWarnings) !== undefined && {
        maxWarnings: maxWarnings ?? tolerance.maxWarnings!,
      }),
      ...(passOnNothing && { passOnNothing }),
    },
  };
}

/** With the baseline that is named, or lies where one is looked for. */
function suppressingOf(
  { baseline, suppressions, machine }: ChoosingOptions,
  { suppressing }: Settings,
  { fileSystem, platform }: Host,
): Settings["suppressing"] {
  if (suppressions === false) return false;
  const isThere = (file: string): boolean => fileSystem.status(file)?.kind === "file";
  const file =
    baseline === undefined
      ? baselineFile(machine === true, { fileSystem, platform })
      : pathsOf(platform).resolve(platform.cwd, baseline);
  if (baseline !== undefined && !isThere(file)) {
    throw new UserError(`there is no baseline ${baseline}`, "mcp-lint baseline create writes one");
  }
  return isThere(file) ? { ...suppressing, baseline: file } : suppressing;
}

/** Where the baseline lies unless another one is named. */
export function baselineFile(machine: boolean, { fileSystem, platform }: Host): string {
  const folder = machine ? userFolder(platform) : repositoryRoot(platform.cwd, fileSystem);
  return pathsOf(platform).join(folder, baselineName);
}

/** Reading a config takes more code than most runs need. */
async function configured({ config, machine }: ChoosingOptions, { fileSystem, platform }: Host): Promise<Chosen> {
  const surroundings = { fileSystem, platform };
  const root = repositoryRoot(platform.cwd, fileSystem);
  const place = config === false ? undefined : findConfig(root, machine === true, surroundings, config);
  if (!place) return { settings: defaultSettings, tolerance: {} };
  const [{ loadConfig }, { mergeConfig }] = await Promise.all([
    import("../config/load.ts"),
    import("../config/merge.ts"),
  ]);
  return mergeConfig(await loadConfig(place, surroundings));
}
