import { rules as builtIn } from "../../rules/index.ts";
import { nearest } from "../discover/suggestion.ts";
import { severityWith } from "../engine/severity.ts";
import { UserError } from "../errors.ts";
import type { Rule } from "../rule.ts";
import type { RuleSetting, RuleSettings, Settings } from "../settings.ts";
import { laidOverAll } from "./merge.ts";

/** Options of the command line about rules. */
export interface RuleFlags {
  /** `ID:SEVERITY` */
  readonly rule: readonly string[] | undefined;
  /** Ids and categories. */
  readonly only: readonly string[] | undefined;
  readonly skip: readonly string[] | undefined;
}

const severities = ["off", "on", "note", "warning", "error"] as const;

/**
 * What options say of rules, over all that a config says.
 * @throws UserError where they name what there is not.
 */
export function withFlags(settings: Settings, { rule = [], only, skip = [] }: RuleFlags): Settings {
  const rules = [...builtIn, ...(settings.ownRules ?? [])];
  const named = Object.fromEntries(rule.map((flag) => severityFlag(flag, rules)));
  const chosen = only && idsOf(only, rules);
  const left = rules.map(({ id }) => id).filter((id) => chosen && !chosen.has(id));
  const off = Object.fromEntries([...left, ...idsOf(skip, rules)].map((id) => [id, { severity: "off" }] as const));
  const asked = chosen ? rules.filter(({ id }) => chosen.has(id)) : [];
  return {
    ...settings,
    rules: laidOverAll(laidOverAll(settings.rules ?? {}, named), runAnyway(asked, named, settings)),
    overrides: [...(settings.overrides ?? []), { rules: named }, { rules: off }],
  };
}

/** Rules that are asked for by name and that nothing else switches on. */
function runAnyway(asked: readonly Rule[], named: RuleSettings, settings: Settings): RuleSettings {
  const idle = asked.filter((rule) => {
    const setting = named[rule.id] ?? settings.rules?.[rule.id];
    return severityWith(setting, rule, settings.preset) === undefined;
  });
  return Object.fromEntries(idle.map(({ id }) => [id, { severity: "on" }]));
}

function severityFlag(flag: string, rules: readonly Rule[]): readonly [id: string, setting: RuleSetting] {
  const at = flag.lastIndexOf(":");
  const [id, word] = [flag.slice(0, at), flag.slice(at + 1)];
  const severity = severities.find((one) => one === word);
  if (at === -1 || severity === undefined) {
    throw new UserError(`--rule ${flag} names no severity`, `write ID:SEVERITY, with one of ${severities.join(", ")}`);
  }
  if (!rules.some((rule) => rule.id === id))
    throw unknown(
      "rule",
      id,
      rules.map((rule) => rule.id),
    );
  return [id, { severity }];
}

/** The rules that are meant by ids and categories. */
function idsOf(names: readonly string[], rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const meant = rules.filter(({ id, category }) => id === name || category === name);
      if (meant.length > 0) return meant.map(({ id }) => id);
      throw unknown("rule or category", name, [...new Set(rules.flatMap(({ id, category }) => [id, category]))]);
    }),
  );
}

function unknown(kind: string, name: string, known: readonly string[]): UserError {
  const meant = nearest(name, known);
  const all = "`mcp-lint rules` lists all";
  return new UserError(
    `there is no ${kind} \`${name}\``,
    meant === undefined ? all : `did you mean \`${meant}\`? ${all}`,
  );
}
