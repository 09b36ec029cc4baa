import type { Project } from "../model/entry.ts";
import type { Rule } from "../rule.ts";
import type { Settings } from "../settings.ts";
import { severityWith } from "./severity.ts";

/** The project with what would become of its stdio entries, where a rule that is on wants to know. */
export async function withOutlook(project: Project, settings: Settings, rules: readonly Rule[]): Promise<Project> {
  const { preset, rules: configured, overrides = [] } = settings;
  const isOn = (rule: Rule): boolean =>
    severityWith(configured?.[rule.id], rule, preset) !== undefined || overrides.some((each) => rule.id in each.rules);
  if (!project.manifest || !rules.some((rule) => rule.needs === "migration" && isOn(rule))) return project;
  const { migrationOf } = await import("../migration/plan.ts");
  return { ...project, outlook: migrationOf(project, settings) };
}
