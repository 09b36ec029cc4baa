import type { Severity } from "../engine/diagnostic.ts";
import type { EstimateSettings } from "../estimate/settings.ts";
import type { AllowedStdio, Ignore, OwnData } from "../settings.ts";

/** A config as it is written; `schema.ts` says what each key means. */
export interface Config {
  readonly extends?: string | readonly string[];
  readonly plugins?: readonly string[];
  readonly exclude?: readonly string[];
  readonly rules?: ConfiguredRules;
  readonly overrides?: readonly ConfiguredOverride[];
  readonly ignores?: readonly Ignore[];
  readonly allowStdio?: readonly AllowedStdio[];
  readonly ports?: string;
  readonly routing?: "port" | "path";
  readonly hub?: { readonly bridge?: boolean };
  readonly estimate?: EstimateSettings;
  readonly sessions?: number;
  readonly failOn?: Severity | "never";
  readonly maxWarnings?: number;
  readonly data?: OwnData;
}

type ConfiguredSeverity = Severity | "on" | "off";

/** Options stand beside the severity. */
export type ConfiguredRules = Readonly<
  Record<string, ConfiguredSeverity | { readonly severity?: ConfiguredSeverity; readonly [option: string]: unknown }>
>;

export interface ConfiguredOverride {
  readonly files?: readonly string[];
  readonly clients?: readonly string[];
  readonly servers?: readonly string[];
  readonly rules: ConfiguredRules;
}
