import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { satisfies } from "semver";
import { pathsOf, type Platform } from "../../../platform.ts";
import { lookUp } from "../look-up.ts";
import type { PackageRequest } from "./request.ts";

/** A folder that has a package in its `node_modules`. */
export interface Place {
  readonly folder: string;
  readonly version: string;
  /** When its version was last compared with the registry, in milliseconds since 1970; absent where nobody does that. */
  readonly checked?: number;
}

/** What a launcher runs without asking a registry: in the project around `cwd`, or installed with `npm install -g`. */
export function installedPlace(request: PackageRequest, cwd: string, platform: Platform): Place | undefined {
  // pnpm and yarn look nowhere else but in their cache, and which version a tag means only the registry knows.
  if (request.launcher === "pnpm-dlx" || request.launcher === "yarn-dlx" || request.pin === "tag") return undefined;
  for (const folder of [projectAround(cwd, platform), globalFolder(platform)]) {
    const place = folder === undefined ? undefined : placeIn(folder, request, platform);
    if (place) return place;
  }
  return undefined;
}

/** What npx put into its cache for the very same words. */
export function cachedByNpx(request: PackageRequest, platform: Platform): Place | undefined {
  const { join } = pathsOf(platform);
  const hash = createHash("sha512").update(request.spec).digest("hex").slice(0, 16);
  const folder = join(npmCache(platform), "_npx", hash);
  const place = placeIn(folder, request, platform);
  // npx writes this file at each start, after it has asked the registry.
  const checked = statSync(join(folder, "package.json"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return place && { ...place, checked };
}

function placeIn(folder: string, request: PackageRequest, platform: Platform): Place | undefined {
  const version = versionIn(folder, request.name, platform);
  return version !== undefined && isWanted(version, request) ? { folder, version } : undefined;
}

/** The version of a package in a folder's `node_modules`. */
export function versionIn(folder: string, name: string, platform: Pick<Platform, "os">): string | undefined {
  try {
    const file = pathsOf(platform).join(folder, "node_modules", name, "package.json");
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { version?: unknown };
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

function isWanted(version: string, { pin, version: wanted = "*" }: PackageRequest): boolean {
  return pin === "tag" || satisfies(version, wanted, { includePrerelease: wanted === "*" });
}

/** The nearest folder that npm takes for a project. */
export function projectAround(cwd: string, platform: Pick<Platform, "os" | "home">): string | undefined {
  const { join, dirname } = pathsOf(platform);
  for (let at = cwd; ; at = dirname(at)) {
    const marks = ["package.json", "node_modules"].map((name) => join(at, name));
    if (marks.some((mark) => statSync(mark, { throwIfNoEntry: false }))) return at;
    if (at === dirname(at) || at === platform.home) return undefined;
  }
}

/** Global packages are beside Node, unless npm was told otherwise. */
function globalFolder(platform: Platform): string | undefined {
  const { env, os } = platform;
  const { join, dirname } = pathsOf(platform);
  const node = lookUp("node", env, os);
  const besideNode = node && (os === "windows" ? dirname(node) : dirname(dirname(node)));
  const prefix = env["npm_config_prefix"] ?? besideNode;
  return prefix && (os === "windows" ? prefix : join(prefix, "lib"));
}

function npmCache(platform: Platform): string {
  const { env, home, os } = platform;
  const { join } = pathsOf(platform);
  const standard = os === "windows" ? join(env["LOCALAPPDATA"] ?? home, "npm-cache") : join(home, ".npm");
  return env["npm_config_cache"] ?? standard;
}
