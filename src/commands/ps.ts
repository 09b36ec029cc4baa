import { shownPath } from "../discover/collect.ts";
import { UserError } from "../errors.ts";
import { readLocalProfiles } from "../estimate/local-profiles.ts";
import { thisMachine } from "../estimate/machine.ts";
import { documentsOf } from "../model/documents.ts";
import type { Project } from "../model/entry.ts";
import { attribute, type Picture } from "../processes/attribute.ts";
import { configsOf } from "../processes/configs.ts";
import { listProcesses } from "../processes/list.ts";
import { clientProcesses } from "../processes/sessions.ts";
import { predictionOf, type Prediction } from "../processes/prediction.ts";
import { reportProcesses } from "../report/processes.ts";
import { reportProcessesJson } from "../report/processes-json.ts";
import type { Host } from "../run.ts";
import { choicesOf } from "./chosen.ts";
import { openOutput, thisHost } from "./output.ts";

export interface PsOptions {
  readonly json?: true;
  readonly watch?: true;
  readonly reap?: true;
}

/** `mcp-lint ps`: which MCP servers run now, for which sessions, and what they take. */
export async function psCommand(_: undefined, { json, watch, reap }: PsOptions): Promise<number> {
  if ([json, watch, reap].filter(Boolean).length > 1) {
    throw new UserError("--json, --watch and --reap exclude each other");
  }
  const observe = await observer(thisHost());
  if (watch) return (await import("./watch.ts")).watch(async () => describe(await observe()));
  const seen = await observe();
  if (reap) return (await import("./reap.ts")).reapCommand(seen);
  await openOutput(documentsOf(seen.project)).write(
    json ? reportProcessesJson(seen.picture, seen.prediction) : describe(seen),
  );
  return 0;
}

/** What runs, and the configs it was compared with. */
export interface Seen {
  readonly picture: Picture;
  readonly prediction: Prediction;
  readonly project: Project;
}

/** Looks at the machine. The configs are read again when sessions work in other folders than before. */
async function observer(host: Host): Promise<() => Promise<Seen>> {
  const { platform } = host;
  const { settings } = await choicesOf({ machine: true }, host);
  const knowledge = { settings: settings.estimate, local: readLocalProfiles(host), machine: thisMachine(host) };
  let known: { readonly folders: string; readonly project: Project } | undefined;
  return async () => {
    const table = await listProcesses(platform.os);
    const clients = [...clientProcesses(table.processes).keys()].filter(({ own }) => own);
    const folders = [...new Set([platform.cwd, ...clients.flatMap((process) => table.folderOf(process) ?? [])])];
    const key = folders.toSorted().join("\0");
    if (known?.folders !== key) known = { folders: key, project: await configsOf(folders, host) };
    const { project } = known;
    const picture = attribute(table, project, host);
    return { project, picture, prediction: predictionOf(picture, project, knowledge) };
  };
}

function describe({ picture, prediction, project }: Seen): string {
  const { style, width, redactor } = openOutput(documentsOf(project));
  const { platform } = thisHost();
  // Not as `.`: the folder of a session says where it works, whoever looks.
  const shown = (path: string): string => shownPath(path, { ...platform, cwd: platform.home });
  return redactor.redact(reportProcesses(picture, prediction, { style, width, shownPath: shown }));
}
