import { isProjectPattern } from "../clients/paths.ts";
import type { Source } from "../discover/source.ts";
import { oncePer } from "../once-per.ts";
import type { Project } from "./entry.ts";

/** A file for one user; all others go with a project. */
export function isPersonal({ readers }: Pick<Source, "readers">): boolean {
  return readers[0] !== undefined && !readers[0].file.paths.some(isProjectPattern);
}

/**
 * Is it a repository in which one person keeps the files of their home folder? A file of that kind in the folders it has
 * there tells, and so do those of several clients. One alone, without its folder, may be there to be copied.
 */
export const isOfDotfiles: (project: Project) => boolean = oncePer(({ documents }) => {
  const sources = documents.map(({ source }) => source);
  const personal = sources.filter((source) => isPersonal(source) && !source.example);
  return (
    personal.some(({ apart }) => !apart) ||
    new Set(personal.map(({ readers }) => readers[0]!.client.id)).size > 1 ||
    sources.some(({ file }) => /[\\/]\.?dot-?files[\\/]/i.test(file))
  );
});

/** A folder of one person, on any system; not those that images and runners use. */
export const homeFolder =
  /(?<![\w.~-])(?:\/Users\/(?!Shared\b)|\/home\/(?!(?:node|vscode|runner|user|app|coder|ubuntu|linuxbrew)\b)|[A-Za-z]:[\\/]Users[\\/](?!Public\b))[^\\/\s:;"'$%{}<>]+/i;
