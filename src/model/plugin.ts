/**
 * Whether a file lies in the folder of a Claude Code plugin: beside its manifest, or below a folder of plugins or
 * extensions, since a marketplace may describe those that have none. `shown`: as people see the file; `files`: all of
 * them, likewise.
 */
export function isInPlugin(shown: string, files: ReadonlySet<string>): boolean {
  const folder = shown.slice(0, shown.lastIndexOf("/") + 1);
  return files.has(`${folder}.claude-plugin/plugin.json`) || /(?:^|[/_-])(?:plugins|extensions)\//.test(folder);
}
