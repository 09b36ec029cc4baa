import type { FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";

/**
 * Folders in which programs keep the plugins they fetched: `.` may be `dot_`, as chezmoi has it. An extension of an editor
 * lies in a folder named after its publisher, itself and its version. Seen in installed clients and their documentation,
 * 2026-11-27.
 */
const managed =
  /\/(?:\.|dot_)(?:(?:claude|cursor|codex|factory)\/plugins\/(?:cache|marketplaces)|codex\/\.tmp\/plugins|copilot\/installed-plugins|[\w-]+\/extensions\/[\w-]+\.[\w-]+-\d+\.\d+\.\d+[^/]*)\//;

/**
 * In the home folder, somebody's own extensions lie among fetched ones, which have the note of where they came from. In a repository
 * they are copies as a rule, and one that is none is no harm done: Gemini CLI reads those of the home folder alone.
 */
const extension = /^(.*)\/\.(gemini|qwen)\/extensions\/[^/]+\//;

/** Whether a file belongs to what a plugin manager installed, so that its next update overwrites it. `file`: absolute. */
export function isInstalled(
  file: string,
  { fileSystem, platform }: { readonly fileSystem: FileSystem; readonly platform: Platform },
): boolean {
  const slashed = file.replaceAll(pathsOf(platform).sep, "/");
  if (managed.test(slashed)) return true;
  const [folder, base, client] = extension.exec(slashed) ?? [];
  if (folder === undefined) return false;
  const isOfProject = base !== platform.home.replaceAll(pathsOf(platform).sep, "/");
  return isOfProject || fileSystem.status(`${folder}.${client}-extension-install.json`) !== undefined;
}
