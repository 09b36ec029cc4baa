import path from "node:path";
import type { Platform } from "../../../platform.ts";
import { isExecutable, lookUp } from "../look-up.ts";
import { installationsIn, type Installations } from "./installation.ts";
import { cachedByNpx, installedPlace, type Place } from "./places.ts";
import { programIn, type Program } from "./program.ts";
import type { PackageRequest } from "./request.ts";

export interface UnwrapContext {
  /** With the environment of the server. */
  readonly platform: Platform;
  /** Where the server is started. */
  readonly cwd: string;
  /** Of the hub; installations are kept below it. */
  readonly stateFolder: string;
  /** What is worth a line in the log. */
  readonly note: (message: string) => void;
}

/** Milliseconds for which an answer of the registry about a version counts. */
const day = 24 * 3_600_000;
/** Milliseconds for which a failed installation is not tried again. */
const pause = 10 * 60_000;

const failed = new Map<string, number>();
const underWay = new Map<string, Promise<Place>>();

/**
 * What a launcher would run in the end, so that neither it nor its shell has to stay: from the project, the global
 * packages, npx's cache or an installation of the hub's own, which is made if need be. Undefined where only the launcher
 * knows. Like the launcher itself this may ask the registry, and does so for an exact version once in all.
 */
export async function unwrapNpm(request: PackageRequest, context: UnwrapContext): Promise<Program | undefined> {
  const { platform, cwd, stateFolder, note } = context;
  const program = (place: Place): Program | undefined => programIn(place, request, platform);
  const there = installedPlace(request, cwd, platform);
  if (there) return program(there);

  const npm = npmBeside(request, platform);
  if (npm === undefined) return undefined;
  const installations = installationsIn(path.join(stateFolder, "packages"), npm, platform);
  const own = await installations.find(request);
  const place = own ?? cachedByNpx(request, platform);
  if (place) {
    const isOld = request.pin !== "exact" && !request.offline && Date.now() - (place.checked ?? 0) > day;
    if (isOld) void refresh(place, request, installations, context);
    return program(place);
  }
  if (request.offline || Date.now() - (failed.get(request.spec) ?? 0) < pause) return undefined;
  try {
    return program(await installed(request, installations, context));
  } catch (error) {
    failed.set(request.spec, Date.now());
    note(`${request.spec} could not be installed, so ${request.launcher} has to do it: ${(error as Error).message}`);
    return undefined;
  }
}

/** For several servers with one package, and several starts at a time, once. */
function installed(request: PackageRequest, installations: Installations, context: UnwrapContext): Promise<Place> {
  const { spec } = request;
  const current = underWay.get(spec);
  if (current) return current;
  const installing = installations
    .install(request, context.cwd)
    .then(async (place) => {
      await installations.remember(request, place);
      context.note(`installed ${request.name} ${place.version} in ${place.folder}`);
      return place;
    })
    .finally(() => underWay.delete(spec));
  underWay.set(spec, installing);
  return installing;
}

/** Behind the start: the next one gets the newer version. */
async function refresh(
  place: Place,
  request: PackageRequest,
  installations: Installations,
  context: UnwrapContext,
): Promise<void> {
  try {
    const newest = await installations.newest(request, context.cwd);
    if (newest !== place.version) await installed(request, installations, context);
    else await installations.remember(request, { ...place, checked: Date.now() });
  } catch (error) {
    context.note(`${request.spec}: no newer version could be looked for: ${(error as Error).message}`);
  }
}

function npmBeside({ launcher }: PackageRequest, { env, os }: Platform): string | undefined {
  const npx = launcher === "npx" || launcher === "npm-exec" ? lookUp("npx", env, os) : undefined;
  const beside = npx && path.join(path.dirname(npx), os === "windows" ? "npm.cmd" : "npm");
  return beside && isExecutable(beside) ? beside : lookUp("npm", env, os);
}
