import { clientById, clients } from "../clients/index.ts";
import { nearest } from "../discover/suggestion.ts";
import { UserError } from "../errors.ts";
import { heldAgainst } from "../estimate/budget.ts";
import { claimOf } from "../estimate/claim.ts";
import { estimateOf } from "../estimate/estimate.ts";
import { limitOf } from "../estimate/limit.ts";
import { loadsOf } from "../estimate/load.ts";
import { readLocalProfiles } from "../estimate/local-profiles.ts";
import { capacityOf, thisMachine } from "../estimate/machine.ts";
import type { EstimateResult } from "../estimate/result.ts";
import type { Budget, Sessions } from "../estimate/settings.ts";
import { verdictOf } from "../estimate/verdict.ts";
import { migrationOf } from "../migration/plan.ts";
import type { Project } from "../model/entry.ts";
import { listProcesses } from "../processes/list.ts";
import { countSessions } from "../processes/sessions.ts";
import type { Host } from "../run.ts";
import type { Settings } from "../settings.ts";

/** What a user says of costs on the command line. */
export interface EstimateChoice {
  readonly sessions?: Sessions | "auto";
  readonly budget?: Budget;
}

/** Sessions open on this machine, by client. */
export type CountSessions = () => Promise<ReadonlyMap<string, number>>;

export function openSessions({ platform }: Host): CountSessions {
  return async () => countSessions((await listProcesses(platform.os)).processes);
}

/** The arithmetic over these configs, for this machine. `count`: looks at its processes; called where the sessions are to be counted. */
export async function estimateFor(
  configs: Project,
  chosen: Settings,
  options: EstimateChoice,
  host: Host,
  count: CountSessions,
): Promise<EstimateResult> {
  // All that can go to a hub, also what gains little there; on one port, for that does not depend on how many are free.
  const migration = migrationOf(configs, { ...chosen, preset: "hub", routing: "path" });
  const settings = chosen.estimate ?? {};
  const project = { ...configs, migration };
  const machine = thisMachine(host);
  const { sessions, sessionsFrom } = await sessionsOf(project, chosen, options.sessions, count);
  const estimate = estimateOf(project, sessions, { settings, local: readLocalProfiles(host), machine }, machine.cores);
  const capacity = capacityOf(machine);
  return {
    project,
    estimate,
    sessions,
    sessionsFrom,
    machine,
    limit: limitOf(estimate, capacity),
    verdict: verdictOf(estimate, capacity),
    claim: claimOf(estimate),
    budget: heldAgainst(options.budget ?? settings.budget ?? {}, estimate.now),
  };
}

async function sessionsOf(
  project: Project,
  { estimate = {}, sessions }: Settings,
  option: Sessions | "auto" | undefined,
  count: CountSessions,
): Promise<Pick<EstimateResult, "sessions" | "sessionsFrom">> {
  const chosen = option ?? estimate.sessions ?? (sessions > 1 ? sessions : undefined);
  if (chosen === "auto") {
    const open = await count();
    const known = loadsOf(project).map(({ client }) => [client.id, open.get(client.id) ?? 0] as const);
    return known.some(([, number]) => number > 0)
      ? { sessions: Object.fromEntries(known), sessionsFrom: "machine" }
      : { sessions: 1, sessionsFrom: "default" };
  }
  if (typeof chosen === "object") for (const id of Object.keys(chosen)) checkClient(id);
  return {
    sessions: chosen ?? 1,
    sessionsFrom: option !== undefined ? "option" : chosen === undefined ? "default" : "config",
  };
}

function checkClient(id: string): void {
  if (clientById(id)) return;
  const meant = nearest(
    id,
    clients.map((client) => client.id),
  );
  throw new UserError(
    `there is no client \`${id}\``,
    meant === undefined ? "`mcp-lint clients` lists all" : `did you mean \`${meant}\`? \`mcp-lint clients\` lists all`,
  );
}
