import type { Located, ServerEntry } from "../model/entry.ts";

const ownConfig = "keep the server in your own config";

/** What to write instead of a path in the home folder of one person, as an instruction. `end`: where that folder ends in it. */
export function withoutHome(text: Located<string>, end: number, entry: ServerEntry): string {
  const name = text === entry.command ? programOnPath(text.value) : undefined;
  if (name !== undefined) return `write \`${name}\` alone if it is on everyone's PATH, or ${ownConfig}`;
  // Laravel keeps the program that runs its tasks at the top of a project, whatever that is called.
  const isArtisan = /[\\/]artisan$/.test(text.value);
  const inProject = isArtisan ? "artisan" : pathInProject(text.value.slice(end), entry);
  // What a program keeps in the home folder, and other projects of that person, have no place in this one as they are.
  if (inProject === undefined) return `${ownConfig}, or put what it needs into the project`;
  if (text === entry.cwd && inProject === "") return withoutFolder(text);
  const [owner] = entry.ownReadings;
  return owner?.dialect.relativePaths === false
    ? `${ownConfig}, for ${owner.client.name} finds no path that is relative to the project`
    : `write it relative to the project, or ${ownConfig}`;
}

/** What to do with a folder to start in that is the project's, or that the client ignores. */
export function withoutFolder({ path }: Located<string>): string {
  return `leave \`${String(path.at(-1))}\` out: most clients start a server in the folder of the project`;
}

/** The name of a program in a folder of programs, unless that belongs to an environment of the project. */
function programOnPath(command: string): string | undefined {
  const folders = command.split(/[\\/]/);
  const name = folders.pop()!;
  const isOwn = folders.some((one) => /^(?:\.?venv|node_modules)$/.test(one));
  return /^(?:bin|shims)$/.test(folders.at(-1) ?? "") && !isOwn ? name : undefined;
}

/** What follows the folder of the project in a path; undefined where no folder of the path is called like it. */
function pathInProject(path: string, { source: { file, shown } }: ServerEntry): string | undefined {
  const parts = path.split(/[\\/]+/).slice(1);
  const above = file.endsWith(shown) ? file.slice(0, -shown.length) : "";
  const names = [above.split(/[\\/]/).findLast((one) => one !== ""), ...shown.split("/").slice(0, -1)];
  const own = new Set(names.map((name = "") => comparable(name)).filter((name) => name !== ""));
  const at = parts.findIndex((part) => own.has(comparable(part)));
  return at === -1 ? undefined : parts.slice(at + 1).join("/");
}

/** `debt-tracker` and `DebtTracker` are clones of one repository. Folders of clients belong to no project in particular. */
function comparable(name: string): string {
  return name.startsWith(".") ? "" : name.toLowerCase().replaceAll(/[-_. ]/g, "");
}
