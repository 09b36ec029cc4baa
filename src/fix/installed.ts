import type { FileSystem } from "../file-system.ts";
import type { InstalledVersion } from "../model/entry.ts";
import { pathsOf, type Platform } from "../platform.ts";

const exactVersion = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/**
 * Looks where npx looks, in its order: in the project around `folder`, installed or locked, then in npx's own cache.
 * Nothing is read before the first question.
 */
export function installedVersions(fileSystem: FileSystem, platform: Platform): InstalledVersion {
  const { join, dirname } = pathsOf(platform);
  let cached: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  /** The nearest folder that npm takes for a project. */
  const projectAround = (folder: string): string | undefined => {
    for (let at = folder; ; at = dirname(at)) {
      if (["package.json", "node_modules"].some((name) => fileSystem.status(join(at, name)))) return at;
      if (at === dirname(at) || at === platform.home) return undefined;
    }
  };

  const versionIn = (folder: string, name: string): string | undefined =>
    versionFrom(jsonAt(join(folder, "node_modules", name, "package.json")));

  const lockedIn = (folder: string, name: string): string | undefined => {
    const lock = jsonAt(join(folder, "package-lock.json"));
    return (
      versionFrom(memberOf(memberOf(lock, "packages"), `node_modules/${name}`)) ??
      versionFrom(memberOf(memberOf(lock, "dependencies"), name))
    );
  };

  /** By what was asked of npx: a name without a version. */
  const cachedVersions = (): ReadonlyMap<string, ReadonlySet<string>> => {
    const { env, home, os } = platform;
    const npm =
      env["npm_config_cache"] ??
      (os === "windows" ? join(env["LOCALAPPDATA"] ?? home, "npm-cache") : join(home, ".npm"));
    const versions = new Map<string, Set<string>>();
    for (const { name: hash, kind } of foldersIn(join(npm, "_npx"))) {
      const folder = join(npm, "_npx", hash);
      const asked =
        kind === "directory" ? memberOf(memberOf(jsonAt(join(folder, "package.json")), "_npx"), "packages") : [];
      for (const name of Array.isArray(asked) ? asked : []) {
        const version = typeof name === "string" ? versionIn(folder, name) : undefined;
        if (version !== undefined) versions.set(name, (versions.get(name) ?? new Set()).add(version));
      }
    }
    return versions;
  };

  const foldersIn = (folder: string): ReturnType<FileSystem["list"]> => {
    try {
      return fileSystem.list(folder);
    } catch {
      return [];
    }
  };

  const jsonAt = (file: string): unknown => {
    try {
      return JSON.parse(new TextDecoder().decode(fileSystem.read(file)));
    } catch {
      return undefined;
    }
  };

  return (name, folder) => {
    const project = folder === undefined ? undefined : projectAround(folder);
    const local = project === undefined ? undefined : (versionIn(project, name) ?? lockedIn(project, name));
    if (local !== undefined) return local;
    const [version, ...others] = (cached ??= cachedVersions()).get(name) ?? [];
    return others.length === 0 ? version : undefined;
  };
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function versionFrom(manifest: unknown): string | undefined {
  const version = memberOf(manifest, "version");
  return typeof version === "string" && exactVersion.test(version) ? version : undefined;
}
