import { writeFile } from "node:fs/promises";
import path from "node:path";
import { version } from "../about.ts";
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
import type { Budget, EstimateSettings, Sessions } from "../estimate/settings.ts";
import { verdictOf } from "../estimate/verdict.ts";
import { migrationOf } from "../migration/plan.ts";
import { documentsOf } from "../model/documents.ts";
import type { Project } from "../model/entry.ts";
import { listProcesses } from "../processes/list.ts";
import { countSessions } from "../processes/sessions.ts";
import type { ColorChoice } from "../report/style.ts";
import { readProject, type Host } from "../run.ts";
import { defaultSettings } from "../settings.ts";
import { choicesOf } from "./chosen.ts";
import { NOTHING_TO_LINT } from "./exit-status.ts";
import { openOutput, selectionOf, thisHost, type FileOptions, type Output } from "./output.ts";

interface EstimateOptions extends FileOptions {
  readonly sessions?: Sessions | "auto";
  readonly budget?: Budget;
  readonly json?: true;
  readonly markdown?: true;
  readonly svg?: string;
  readonly color: ColorChoice;
}

/** `mcp-lint estimate`: the arithmetic, before, after and with how many sessions this machine falls over. */
export async function estimateCommand(paths: readonly string[], options: EstimateOptions): Promise<number> {
  const host = thisHost();
  const { config, machine } = options;
  const { settings } = await choicesOf({ ...(config !== undefined && { config }), ...(machine && { machine }) }, host);
  const project = await readProject(await selectionOf(paths, options), settings, host);
  const result = await resultOf(project, settings.estimate ?? {}, options, host, openSessions(host));
  const output = openOutput(documentsOf(project), options.color);
  await output.write(await reportOf(result, options, output));
  if (options.svg !== undefined) await writeChart(options.svg, result);
  if (project.documents.length === 0) return NOTHING_TO_LINT;
  return result.budget.some(({ over }) => over) ? 1 : 0;
}

async function reportOf(result: EstimateResult, options: EstimateOptions, output: Output): Promise<string> {
  if (options.json) return (await import("../report/estimate/json.ts")).estimateJson(result, { ...output, version });
  if (options.markdown) return (await import("../report/estimate/markdown.ts")).estimateMarkdown(result);
  return (await import("../report/estimate/human.ts")).describeEstimate(result, output);
}

async function writeChart(file: string, result: EstimateResult): Promise<void> {
  const { drawSvg } = await import("../report/estimate/svg.ts");
  await writeFile(path.resolve(file), `${drawSvg(result)}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `cannot write ${file}: ${error.code ?? error.message}`,
      "name a file in a folder that is there",
    );
  });
}

/** Sessions open on this machine, by client. */
type CountSessions = () => Promise<ReadonlyMap<string, number>>;

function openSessions({ platform }: Host): CountSessions {
  return async () => countSessions((await listProcesses(platform.os)).processes);
}

/** `count`: looks at the machine; called where the sessions are to be counted. */
export async function resultOf(
  configs: Project,
  settings: EstimateSettings,
  options: Pick<EstimateOptions, "sessions" | "budget">,
  host: Host,
  count: CountSessions,
): Promise<EstimateResult> {
  // On one port the plan does not depend on how many ports are free.
  const migration = migrationOf(configs, { ...defaultSettings, routing: "path" });
  const project = { ...configs, migration };
  const machine = thisMachine(host);
  const { sessions, sessionsFrom } = await sessionsOf(project, settings, options.sessions, count);
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
  settings: EstimateSettings,
  option: Sessions | "auto" | undefined,
  count: CountSessions,
): Promise<Pick<EstimateResult, "sessions" | "sessionsFrom">> {
  const chosen = option ?? settings.sessions;
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
