import { pathsOf } from "../platform.ts";
import type { Platform } from "../platform.ts";

/** Folders below `<app-data>` of VS Code and the editors made from it. */
const vscodeProducts = [
  "Code",
  "Code - Insiders",
  "VSCodium",
  "Cursor",
  "Windsurf",
  "Trae",
  "Trae CN",
  "Kiro",
  "Antigravity",
  "Positron",
];

/** Folders below the home folder of a Linux machine that such an editor is connected to. */
const vscodeServers = [
  ".vscode-server",
  ".vscode-server-insiders",
  ".vscodium-server",
  ".cursor-server",
  ".windsurf-server",
];

/** What a pattern without a project starts with, and the path below it. */
const rooted = /^(~|<[^>]*>|%[^%]*%|\$\{[^}]*\}|[A-Za-z]:|(?=\/))(\/.*|)$/s;

/** What a pattern of `ConfigFile.paths` begins with where it is not relative to a project: `~`, `<app-data>`. */
export function startOf(pattern: string): string | undefined {
  return rooted.exec(pattern)?.[1];
}

/** Whether a pattern of `ConfigFile.paths` is relative to a project. */
export function isProjectPattern(pattern: string): boolean {
  return startOf(pattern) === undefined;
}

/**
 * The absolute paths that a pattern of `ConfigFile.paths` stands for on a platform, in its spelling; `*` stays where the
 * pattern has one. Empty for a project pattern, for a place that this system does not have, and for a variable that is
 * not set.
 */
export function expandPaths(pattern: string, platform: Platform): readonly string[] {
  const [, start, below] = rooted.exec(pattern) ?? [];
  if (start === undefined) return [];
  const { resolve } = pathsOf(platform);
  return startsOf(start, platform).map((folder) => resolve(platform.cwd, folder + below));
}

function startsOf(start: string, platform: Platform): readonly string[] {
  const { env, home, os } = platform;
  if (start === "~") return [home];
  if (start === "") return os === "windows" ? [] : [""];
  if (start.endsWith(":")) return os === "windows" ? [start] : [];
  if (start === "<app-data>") return appData(platform);
  if (start === "<vscode-user>") return vscodeUsers(platform);
  if (start === "%APPDATA%") return os === "windows" ? [env["APPDATA"] || `${home}/AppData/Roaming`] : [];
  if (start === "%LOCALAPPDATA%") return os === "windows" ? [env["LOCALAPPDATA"] || `${home}/AppData/Local`] : [];

  const [, name = "", fallback = ""] = /^\$\{(\w+)(?::-(.*))?\}$/s.exec(start) ?? [];
  const value = env[name];
  return value ? [value] : expandPaths(fallback, platform);
}

function appData(platform: Platform): readonly string[] {
  if (platform.os === "macos") return [`${platform.home}/Library/Application Support`];
  return startsOf(platform.os === "windows" ? "%APPDATA%" : "${XDG_CONFIG_HOME:-~/.config}", platform);
}

function vscodeUsers(platform: Platform): readonly string[] {
  const installed = appData(platform).flatMap((folder) => vscodeProducts.map((product) => `${folder}/${product}/User`));
  const portable = startsOf("${VSCODE_PORTABLE}", platform).map((folder) => `${folder}/user-data/User`);
  const remote = platform.os === "linux" ? vscodeServers.map((server) => `${platform.home}/${server}/data/User`) : [];
  return [...installed, ...portable, ...remote];
}
