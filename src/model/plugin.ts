import { oncePer } from "../once-per.ts";
import type { Project, ServerEntry } from "./entry.ts";

/**
 * Whether a file lies in the folder of a Claude Code plugin: beside its manifest, or below a folder of plugins or
 * extensions, since a marketplace may describe those that have none. `shown`: as people see the file; `files`: all of
 * them, likewise.
 */
export function isInPlugin(shown: string, files: ReadonlySet<string>): boolean {
  const folder = shown.slice(0, shown.lastIndexOf("/") + 1);
  return files.has(`${folder}.claude-plugin/plugin.json`) || /(?:^|[/_-])(?:plugins|extensions)\//.test(folder);
}

const filesOf = oncePer(({ documents }: Project) => new Set(documents.map(({ source }) => source.shown)));

/**
 * Whether an entry is in what others install: a plugin or an extension. What lies in the home folder is somebody's own, and
 * so is a client's folder in that of a plugin.
 */
export function isForInstalling({ source: { shown }, ownReadings }: ServerEntry, project: Project): boolean {
  if (shown.startsWith("~/")) return false;
  const isManifest = ownReadings.some(({ file }) => file.scope === "plugin");
  return isManifest || (/(?:^|\/)(?:\.?mcp|opencode)\.jsonc?$/.test(shown) && isInPlugin(shown, filesOf(project)));
}
