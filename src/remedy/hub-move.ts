import { retiredPackage } from "../data/retired-packages.ts";
import type { Fix } from "../fix/fix.ts";
import { refusalOf } from "../migration/definition.ts";
import { withoutGain } from "../migration/gain.ts";
import type { Move, Stay, StayReason } from "../migration/migration.ts";
import type { Located, Project, Reading, ServerEntry } from "../model/entry.ts";
import { isOfDotfiles, isPersonal } from "../model/personal.ts";
import { isStandInBeyondDoubt } from "../secrets/stand-in.ts";
import type { Settings } from "../settings.ts";

/** What is in the way of a server that a hub could take as it stands. */
const outside: ReadonlySet<StayReason> = new Set([
  "broken-manifest",
  "generated-file",
  "managed-file",
  "no-port",
  "no-token",
  "readers-disagree",
  "uncertain-client",
  "unwritable-file",
]);

/**
 * Whether sessions could share a server as it stands, or nothing but HTTP is wanted. `readings`: those in which it starts a
 * process. A run without fixes has no plan, and asks only what stands in the way of making one.
 */
export function isForHub(
  entry: ServerEntry,
  readings: readonly Reading[],
  project: Project,
  { preset, data, bridge }: Settings,
): boolean {
  const outcome = project.migration?.get(entry);
  if (isToBeFilledIn(entry) || isInvented(entry, data) || isRefused(entry)) return false;
  if (preset === "hub") return true;
  if (isForCopying(entry, project)) return false;
  if (outcome?.kind === "move") return true;
  if (entry.source.madeFrom !== undefined || withoutGain(entry, readings, project, data?.sharing)) return false;
  const { manifest: place } = project;
  const [first, ...others] = readings;
  const known =
    outcome ?? (place && first && refusalOf(entry, [first, ...others], { project, place, bridge: bridge === true }));
  return known === undefined || outside.has(known.reason);
}

/** A user's file, kept where no home folder is: its client reads another. */
function isForCopying({ source }: ServerEntry, project: Project): boolean {
  return isPersonal(source) && !source.shown.startsWith("~/") && !isOfDotfiles(project);
}

/** A line of a guide, which starts nothing yet. */
function isToBeFilledIn({ command, args, env, headers, launch }: ServerEntry): boolean {
  const script = launch?.package?.registry === "path" ? launch.package.name : "";
  return (
    beginningLost.test(script) ||
    (command !== undefined && isStandIn(command)) ||
    [args, env, headers].some((texts) => texts.some(isStandIn))
  );
}

function isStandIn({ value }: Located<string>): boolean {
  return isStandInBeyondDoubt(value);
}

/** What is left of `/path/to/server/build/index.js`. */
const beginningLost = /^\/(?:build|dist)\/(?:index|main|server)\.[cm]?js$/;

/** uvx takes no options of pip, and starts nothing then. */
function isRefused({ launch }: ServerEntry): boolean {
  const isUv = launch?.launcher === "uvx" || launch?.launcher === "uv-tool-run";
  return isUv && launch.flags.some(({ value }) => /^--(?:hash|require-hashes)(?:=|$)/.test(value));
}

/** What is not in the registry does not start. */
function isInvented({ launch }: ServerEntry, data: Settings["data"]): boolean {
  const found = launch?.package;
  return !!found && !!retiredPackage(found.registry, found.name, data?.retired)?.invented;
}

/** What moves an entry to the hub, or why it stays and what could be done about that. */
export function moveRemedy(outcome: Move | Stay | undefined): {
  readonly fix?: Fix;
  readonly help?: string;
  readonly why?: string;
} {
  switch (outcome?.kind) {
    case "move":
      return { fix: { title: `serve it over the hub, at ${outcome.url}`, safety: outcome.safety, ops: outcome.ops } };
    case "stay":
      return { help: outcome.wayOut, why: outcome.why };
    default:
      return {};
  }
}
