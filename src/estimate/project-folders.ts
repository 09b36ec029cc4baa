import { nodeAt } from "../document/document.ts";
import { oncePer } from "../once-per.ts";
import { folderOf } from "./load.ts";
import type { Project } from "../model/entry.ts";

/**
 * Absolute paths, with `/`, of the projects that a project's files speak of: those with a config of their own, and those
 * that a client remembers. Neither the home folder nor anything above it.
 */
export const projectFolders: (project: Project) => readonly string[] = oncePer(({ documents, entries, manifest }) => {
  const home = slashed(manifest?.platform.home ?? "");
  const owning = entries.flatMap((entry) => entry.ownReadings.map((reading) => folderOf({ entry, reading })));
  const remembered = documents.flatMap(({ source, document }) =>
    source.readers.flatMap(({ file }) => {
      const star = file.root.indexOf("*");
      const parent = star === -1 || !document.root ? undefined : nodeAt(document.root, file.root.slice(0, star));
      return parent?.kind === "object" ? parent.members.map(({ key }) => key) : [];
    }),
  );
  const folders = [...owning, ...remembered].map((folder) => slashed(folder).replace(/\/$/, ""));
  return [...new Set(folders)].filter((folder) => folder !== "" && !`${home}/`.startsWith(`${folder}/`));
});

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
