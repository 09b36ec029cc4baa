import type { EstimateSettings } from "../estimate/settings.ts";
import { laidOver } from "../engine/place.ts";
import type { Tolerance } from "../commands/exit-status.ts";
import {
  defaultSettings,
  type Override,
  type RuleSetting,
  type RuleSettings,
  type Settings,
  type SuppressingConfig,
} from "../settings.ts";
import type { Config, ConfiguredRules } from "./config.ts";
import type { ConfigPlace } from "./find.ts";
import type { LoadedConfig } from "./load.ts";

/** What the user chose, as far as a config says. */
export interface Chosen {
  readonly settings: Settings;
  readonly tolerance: Partial<Tolerance>;
}

/** Lays the layers of a config over our own defaults. */
export function mergeConfig({ layers, ownRules }: LoadedConfig): Chosen {
  let chosen: Chosen = { settings: defaultSettings, tolerance: {} };
  for (const layer of layers) {
    chosen =
      "preset" in layer
        ? { ...chosen, settings: { ...chosen.settings, preset: layer.preset } }
        : withConfig(chosen, layer.config);
  }
  const configs = layers.flatMap((layer) =>
    "config" in layer && isSelective(layer.config) ? [suppressing(layer.place)] : [],
  );
  if (configs.length > 0) chosen = { ...chosen, settings: { ...chosen.settings, suppressing: { configs } } };
  return ownRules.length > 0 ? { ...chosen, settings: { ...chosen.settings, ownRules } } : chosen;
}

/** Does it speak of single files, clients or servers, which may be gone? */
function isSelective({ ignores, overrides, allowStdio }: Config): boolean {
  return [ignores, overrides, allowStdio].some((list) => list !== undefined && list.length > 0);
}

function suppressing({ file, path }: ConfigPlace): SuppressingConfig {
  return { file, path: path.map(String), isOwn: !/[\\/]node_modules[\\/]/.test(file) };
}

function withConfig({ settings, tolerance }: Chosen, config: Config): Chosen {
  const { routing, sessions, hub, failOn, maxWarnings } = config;
  const { bridge: _, ...others } = settings;
  const bridge = hub?.bridge ?? settings.bridge;
  return {
    settings: {
      ...others,
      ...(config.ports !== undefined && { ports: rangeOf(config.ports) }),
      ...(routing !== undefined && { routing }),
      ...(bridge && { bridge }),
      ...(sessions !== undefined && { sessions }),
      ...(config.estimate && { estimate: estimateOver(settings.estimate, config.estimate) }),
      ...rulesOver(settings, config),
      ...(config.exclude && { exclude: [...(settings.exclude ?? []), ...config.exclude] }),
      ...(config.allowStdio && { allowStdio: [...(settings.allowStdio ?? []), ...config.allowStdio] }),
      ...(config.data !== undefined && { data: dataOver(settings.data, config.data) }),
    },
    tolerance: {
      ...tolerance,
      ...(failOn !== undefined && { failOn }),
      ...(maxWarnings !== undefined && { maxWarnings }),
    },
  };
}

/** What a config says lies over all that it builds on, overrides included. */
function rulesOver(under: Settings, { rules = {}, overrides = [] }: Config): Pick<Settings, "rules" | "overrides"> {
  const own = settingsOf(rules);
  const before = under.overrides ?? [];
  const after = overrides.map(({ rules: each, ...reach }): Override => ({ ...reach, rules: settingsOf(each) }));
  const everywhere = before.length > 0 && Object.keys(own).length > 0 ? [{ rules: own }] : [];
  const all = [...before, ...everywhere, ...after];
  return {
    rules: laidOverAll(under.rules ?? {}, own),
    ...(all.length > 0 && { overrides: all }),
  };
}

/** Every rule of both. */
export function laidOverAll(under: RuleSettings, over: RuleSettings): RuleSettings {
  const ids = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...ids].map((id) => [id, laidOver(under[id], over[id])!]));
}

function settingsOf(rules: ConfiguredRules): RuleSettings {
  return Object.fromEntries(
    Object.entries(rules).map(([id, configured]): [string, RuleSetting] => {
      if (typeof configured === "string") return [id, { severity: configured }];
      const { severity, ...options } = configured;
      return [id, { ...(severity && { severity }), options }];
    }),
  );
}

function rangeOf(ports: string): Settings["ports"] {
  const [from = 0, to = 0] = ports.split("-").map(Number);
  return { from, to };
}

/** Section by section; of one server or launcher, the later word alone counts. */
function estimateOver(under: EstimateSettings = {}, over: EstimateSettings): EstimateSettings {
  const { profiles, factors, budget } = over;
  const launchers = factors?.launchers && { launchers: { ...under.factors?.launchers, ...factors.launchers } };
  return {
    ...under,
    ...over,
    ...(profiles && { profiles: { ...under.profiles, ...profiles } }),
    ...(factors && { factors: { ...under.factors, ...factors, ...launchers } }),
    ...(budget && { budget: { ...under.budget, ...budget } }),
  };
}

function dataOver(under: Settings["data"] = {}, over: NonNullable<Settings["data"]>): NonNullable<Settings["data"]> {
  const { secrets, sharing, endpoints, retired } = over;
  return {
    ...under,
    ...(secrets && { secrets: { ...under.secrets, ...secrets } }),
    ...(sharing && { sharing: { ...under.sharing, ...sharing } }),
    ...(endpoints && { endpoints: { ...under.endpoints, ...endpoints } }),
    ...(retired && { retired: { ...under.retired, ...retired } }),
  };
}
