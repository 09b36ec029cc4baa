import { isProjectPattern } from "../clients/paths.ts";
import type { Source } from "../discover/source.ts";
import { oncePer } from "../once-per.ts";
import type { Project } from "./entry.ts";

/** A file for one user; all others go with a project. */
export function isPersonal({ readers }: Pick<Source, "readers">): boolean {
  return readers[0] !== undefined && !readers[0].file.paths.some(isProjectPattern);
}

/** Folders that only a home folder has, also under the names that dotfiles managers give them. */
const ofHome = /(?:^|[\\/])(?:\.config|Library|AppData|dot[_-][^\\/]+)[\\/]/;

/**
 * Is it a repository in which one person keeps the files of their home folder? Its name tells, or the folders around such
 * a file, or files of several clients. One alone may have come by accident, or be there to be copied.
 */
export const isOfDotfiles: (project: Project) => boolean = oncePer(({ documents }) => {
  const sources = documents.map(({ source }) => source);
  if (sources.some(({ file }) => /[\\/]\.?dot-?files[\\/]/i.test(file))) return true;
  // An extension is installed for a project as well.
  const personal = sources.filter((source) => {
    return isPersonal(source) && !source.example && source.readers[0]!.file.scope !== "plugin";
  });
  const clients = new Set(personal.map(({ readers }) => readers[0]!.client.id));
  return clients.size > 1 || personal.some(({ shown }) => ofHome.test(shown) || shown.startsWith("~/"));
});

/** A folder of one person, on any system; not those that images and runners use. */
export const homeFolder =
  /(?<![\w.~-])(?:\/Users\/(?!Shared\b)|\/home\/(?!(?:node|vscode|runner|user|app|coder|ubuntu|linuxbrew)\b)|[A-Za-z]:[\\/]Users[\\/](?!Public\b))[^\\/\s:;"'$%{}<>]+/i;
