import ignore, { type Ignore } from "ignore";
import type { FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";
import type { Surroundings } from "./collect.ts";

/** The ignore files that hold in one folder: its own, then those of the folders above it. */
export interface IgnoreRules {
  /** Absolute. */
  readonly folder: string;
  readonly own: Ignore;
  readonly above: IgnoreRules | undefined;
}

/** The rules of a folder that has an ignore file of its own, `.gitignore` by default. */
export function rulesIn(
  folder: string,
  above: IgnoreRules | undefined,
  { fileSystem, platform }: Surroundings,
  file = ".gitignore",
): IgnoreRules | undefined {
  const text = textOf(pathsOf(platform).join(folder, file), fileSystem);
  if (text === undefined) return above;
  return { folder, own: ignore({ ignorecase: platform.os !== "linux" }).add(text), above };
}

/** As Git does: the nearest file with a word on the path decides, a `!` in it included. */
export function isIgnored(
  path: string,
  kind: "file" | "folder",
  rules: IgnoreRules | undefined,
  platform: Platform,
): boolean {
  const paths = pathsOf(platform);
  for (let at = rules; at; at = at.above) {
    const relative = paths.relative(at.folder, path).replaceAll(paths.sep, "/");
    const verdict = at.own.test(kind === "folder" ? `${relative}/` : relative);
    if (verdict.ignored || verdict.unignored) return verdict.ignored;
  }
  return false;
}

function textOf(path: string, fileSystem: FileSystem): string | undefined {
  try {
    return new TextDecoder().decode(fileSystem.read(path));
  } catch {
    return undefined;
  }
}
