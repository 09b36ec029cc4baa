import type { Preset, Rule } from "../rule.ts";
import type { RuleSetting } from "../settings.ts";
import type { Severity } from "./diagnostic.ts";

/** Each preset holds all of the one it builds on. */
const parents: Readonly<Record<Preset, Preset | undefined>> = {
  recommended: undefined,
  hub: "recommended",
  strict: "recommended",
  audit: "strict",
};

/** What a rule is worth in a preset: `own` where the rule decides, undefined where the preset leaves it out. */
export function severityIn(rule: Rule, preset: Preset): Severity | "own" | undefined {
  for (let at: Preset | undefined = preset; at; at = parents[at]) {
    const entry = rule.presets[at];
    if (entry !== undefined) return entry === true ? "own" : entry;
  }
  return undefined;
}

/** As `severityIn`, where the config has its say. */
export function severityWith(
  setting: RuleSetting | undefined,
  rule: Rule,
  preset: Preset,
): Severity | "own" | undefined {
  const configured = setting?.severity;
  if (configured === undefined) return severityIn(rule, preset);
  return configured === "off" ? undefined : configured === "on" ? "own" : configured;
}

const ranks: Readonly<Record<Severity, number>> = { error: 3, warning: 2, note: 1 };

/** Positive where `a` is the graver. */
export function compareSeverity(a: Severity, b: Severity): number {
  return ranks[a] - ranks[b];
}
