import type { Severity } from "./engine/diagnostic.ts";
import type { EstimateSettings } from "./estimate/settings.ts";
import type { Preset } from "./rule.ts";

/** What the user chose; the rules read it. */
export interface Settings {
  readonly preset: Preset;
  /** Inclusive. */
  readonly ports: { readonly from: number; readonly to: number };
  /** How clients tell servers of the hub apart: each by a port of its own, which is so where absent, or by the path. */
  readonly routing?: "port" | "path";
  /** Give clients that only start processes a bridge to the hub; their entries stay as they are where absent. */
  readonly bridge?: true;
  /** Let clients send the token of the hub, by a reference to a variable. */
  readonly token?: true;
  /** Sessions open at one time, per client. */
  readonly sessions: number;
  /** By id, instead of what the preset says. */
  readonly rules?: RuleSettings;
  /** What the user knows of costs. */
  readonly estimate?: EstimateSettings;
}

export type RuleSettings = Readonly<Record<string, RuleSetting>>;

export interface RuleSetting {
  /** `on`: the rule decides, finding by finding. */
  readonly severity?: Severity | "on" | "off";
  /** Those that differ from their default. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export const defaultSettings: Settings = {
  preset: "recommended",
  ports: { from: 18901, to: 18926 },
  sessions: 1,
};
