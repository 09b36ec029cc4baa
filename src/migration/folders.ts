import { isProjectPattern } from "../clients/paths.ts";
import { endsWith, namesOf, segmentsOf } from "../discover/pattern.ts";
import { below } from "../discover/collect.ts";
import type { HubPlace, Reading, ServerEntry } from "../model/entry.ts";
import { pathsOf } from "../platform.ts";

/** The folder in which a client starts the servers of a file; undefined where each session starts them in its own. */
export function projectFolder(entry: ServerEntry, { file }: Reading, { platform }: HubPlace): string | undefined {
  if (file.scope === "local") return String(entry.path[1]);
  const names = namesOf(entry.source.file);
  const pattern = file.paths.find((each) => isProjectPattern(each) && endsWith(names, segmentsOf(each)));
  if (pattern === undefined) return undefined;
  const up = segmentsOf(pattern).map(() => "..");
  return pathsOf(platform).resolve(entry.source.file, ...up);
}

/** A path as the manifest writes it: below its folder where that belongs to one repository, else with `~/`, else absolute. */
export function manifestPath(path: string, { file, scope, platform }: HubPlace): string {
  const paths = pathsOf(platform);
  const inRepo = scope === "repo" ? below(paths.dirname(file), path, platform) : undefined;
  if (inRepo !== undefined) return inRepo === "" ? "." : inRepo;
  const inHome = below(platform.home, path, platform);
  if (inHome !== undefined) return inHome === "" ? "~" : `~/${inHome}`;
  return path.replaceAll(paths.sep, "/");
}

/** The file or folder that a path of the manifest means. */
export function absolutePath(path: string, { file, platform }: HubPlace): string {
  const paths = pathsOf(platform);
  const [, inHome] = /^~(?:\/(.*))?$/.exec(path) ?? [];
  if (path === "~" || inHome !== undefined) return paths.resolve(platform.home, inHome ?? "");
  return paths.resolve(paths.dirname(file), path);
}

/** Whether a word of a command line is a path that only means something in a certain folder. */
export function isRelativePath(word: string): boolean {
  if (!word.includes(".")) return false;
  if (/^\.{1,2}(?:[\\/]|$)/.test(word)) return true;
  return /^[\w-][\w.\\/-]*\.(?:[cm]?[jt]sx?|py|rb|php|sh|ps1|jar|dll|exe|json[c5]?|ya?ml|toml|ini|env|db|sqlite3?|csproj)$/i.test(
    word,
  );
}
