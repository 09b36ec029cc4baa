import type { Preset } from "./rule.ts";

/** What the user chose; the rules read it. */
export interface Settings {
  readonly preset: Preset;
  /** Inclusive. */
  readonly ports: { readonly from: number; readonly to: number };
  /** Sessions open at one time, per client. */
  readonly sessions: number;
}

export const defaultSettings: Settings = {
  preset: "recommended",
  ports: { from: 18901, to: 18926 },
  sessions: 1,
};
