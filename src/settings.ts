import type { Severity } from "./engine/diagnostic.ts";
import type { EstimateSettings } from "./estimate/settings.ts";
import type { Documented, Preset, Rule } from "./rule.ts";

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
  /** What differs in some places; the later over the earlier, and all over `rules`. */
  readonly overrides?: readonly Override[];
  /** Of the user's plugins. */
  readonly ownRules?: readonly Documented<Rule>[];
  /** Files not to lint, as in a .gitignore. */
  readonly exclude?: readonly string[];
  /** Servers that stay on stdio. */
  readonly allowStdio?: readonly AllowedStdio[];
  /** What accepts findings beside comments; nothing does, comments included, where it is false. */
  readonly suppressing?: Suppressing | false;
  /** Today, as 2027-03-31; as the clock says where absent. */
  readonly today?: string;
  /** What the user knows beside our own tables. */
  readonly data?: OwnData;
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

/** Where something holds: everywhere, where nothing is named. */
export interface Reach {
  /** As in a .gitignore, from the root of the repository or the home folder. */
  readonly files?: readonly string[];
  /** Ids; of the clients that a file belongs to. */
  readonly clients?: readonly string[];
  /** Names; `*` stands for any letters. */
  readonly servers?: readonly string[];
}

export interface Override extends Reach {
  readonly rules: RuleSettings;
}

/** Where it is written what to accept. */
export interface Suppressing {
  readonly configs?: readonly SuppressingConfig[];
  /** Absolute path of a baseline that is there. */
  readonly baseline?: string;
}

/** A config with `ignores`, `overrides` or `allowStdio`. */
export interface SuppressingConfig {
  /** Absolute. */
  readonly file: string;
  /** Of the config within the file. */
  readonly path: readonly string[];
  /** Not in an installed package. */
  readonly isOwn: boolean;
}

/** A finding to accept, by name. */
export interface Ignore {
  readonly rule: string;
  readonly file?: string;
  readonly client?: string;
  readonly server?: string;
  readonly reason: string;
  /** The last day it holds: `2027-03-31`. */
  readonly until?: string;
}

export interface AllowedStdio {
  readonly server: string;
  readonly file?: string;
  readonly client?: string;
  readonly reason: "isolation" | "crash-tolerance" | "incompatible-dependencies" | "single-tool";
  readonly note?: string;
}

/** Rows for our own tables, by the user. */
export interface OwnData {
  /** Regular expressions, by whose secrets they describe. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** By name of a package or program; `*` stands for any letters. */
  readonly sharing?: Readonly<Record<string, "shared" | "serial" | "session">>;
  /** HTTP URLs by the SSE endpoint, as host and path, whose place they took. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** What to do instead, by the name of a package that is given up. */
  readonly retired?: Readonly<Record<string, string>>;
}

export const defaultSettings: Settings = {
  preset: "recommended",
  ports: { from: 18901, to: 18926 },
  sessions: 1,
};
