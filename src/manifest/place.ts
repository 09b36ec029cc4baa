import { below } from "../discover/collect.ts";
import { pathsOf, type Platform } from "../platform.ts";

const name = "mcp-hub.json";

/** Absolute path of the manifest of a repository. */
export function repoManifest(root: string, platform: Pick<Platform, "os">): string {
  return pathsOf(platform).join(root, name);
}

/** Absolute path of the manifest of a user. */
export function userManifest(platform: Platform): string {
  return pathsOf(platform).join(userFolder(platform), name);
}

/** Our own folder where the system keeps the settings of a user. */
export function userFolder({ os, home, env }: Platform): string {
  const paths = pathsOf({ os });
  const folder = {
    linux: env["XDG_CONFIG_HOME"] || paths.join(home, ".config"),
    macos: paths.join(home, "Library", "Application Support"),
    windows: env["APPDATA"] || paths.join(home, "AppData", "Roaming"),
  }[os];
  return paths.join(folder, "mcp-lint");
}

/** The manifest of a repository where all files are its own, else that of the user: nobody else has these files. */
export function manifestFor(
  files: readonly string[],
  root: string,
  platform: Platform,
): { readonly file: string; readonly scope: "repo" | "user" } {
  const isRepo = root !== platform.home && files.every((file) => below(root, file, platform) !== undefined);
  return isRepo
    ? { file: repoManifest(root, platform), scope: "repo" }
    : { file: userManifest(platform), scope: "user" };
}
