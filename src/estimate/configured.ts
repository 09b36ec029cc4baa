import type { Project, ServerEntry } from "../model/entry.ts";
import { oncePer } from "../once-per.ts";
import type { Settings } from "../settings.ts";
import { estimateOf, type Estimate } from "./estimate.ts";
import { restingTotalsOf, started, type RestingTotals } from "./fleet.ts";
import type { Sessions } from "./settings.ts";
import { startOf, type Knowledge } from "./start.ts";

/** What a run knows that only reads files: on any machine the same. */
export const knowledgeOf: (settings: Pick<Settings, "estimate">) => Knowledge = oncePer(({ estimate }) => ({
  settings: estimate,
  machine: { os: "linux" },
}));

/** The sessions that the user has open, as far as a run that only reads files can know. */
export function sessionsOf({ sessions, estimate }: Pick<Settings, "sessions" | "estimate">): Sessions {
  if (sessions > 1) return sessions;
  const configured = estimate?.sessions ?? 1;
  return configured === "auto" ? 1 : configured;
}

/** What one session takes that starts these servers and nothing else. */
export function startingCost(entries: readonly ServerEntry[], settings: Settings): RestingTotals {
  const knowledge = knowledgeOf(settings);
  return restingTotalsOf(
    entries.map((entry) => started(startOf(entry, knowledge), 1)),
    knowledge,
  );
}

const estimates = new WeakMap<Project, WeakMap<Settings, Estimate>>();

/** The estimate that rules go by; worked out once for a project and its settings. */
export function configuredEstimate(project: Project, settings: Settings): Estimate {
  let bySettings = estimates.get(project);
  if (!bySettings) estimates.set(project, (bySettings = new WeakMap()));
  let estimate = bySettings.get(settings);
  if (!estimate) {
    bySettings.set(settings, (estimate = estimateOf(project, sessionsOf(settings), knowledgeOf(settings))));
  }
  return estimate;
}

/** `One session`, `8 sessions of each of 3 clients`, `6 sessions`: how many an estimate is about. */
export function sessionsText({ clients, sessions: total }: Estimate, settings: Settings): string {
  const sessions = sessionsOf(settings);
  const starting = clients.filter(({ started, sessions: open }) => started > 0 && open > 0).length;
  if (typeof sessions !== "number" || starting < 2) return total === 1 ? "One session" : `${total} sessions`;
  return sessions === 1
    ? `One session of each of ${starting} clients`
    : `${sessions} sessions of each of ${starting} clients`;
}
