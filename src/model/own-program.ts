import path from "node:path";
import { oncePer, oncePerText } from "../once-per.ts";
import type { Project, ServerEntry } from "./entry.ts";
import type { Package, Word } from "./launch.ts";
import { homeFolder, isOfDotfiles, isPersonal } from "./personal.ts";
import { programName } from "./words.ts";

/**
 * Programs that run what a project holds or depends on, and the words after which they do; without any, whatever follows.
 * From their own help texts, 2026-11-27.
 */
const runners: Readonly<Record<string, readonly string[]>> = {
  bun: ["run"],
  bundle: ["exec"],
  cargo: ["run"],
  composer: [],
  ddev: [],
  deno: ["task"],
  docker: ["compose"],
  dotnet: ["run"],
  fastmcp: ["dev", "run"],
  go: ["run"],
  gradle: [],
  hatch: ["run"],
  just: [],
  make: [],
  mcp: ["dev", "run"],
  mix: [],
  mvn: [],
  npm: ["run", "run-script", "start"],
  pdm: ["run"],
  pipenv: ["run"],
  pixi: ["run"],
  pnpm: [],
  poetry: ["run"],
  rails: [],
  rake: [],
  uv: ["run"],
  yarn: [],
};

/** Options that name the folder of the project. */
const folderOption = /^(?:--(?:cwd|dir|directory|manifest-path|prefix|project)|-C)(?:=(.*))?$/;

/** Packages that run a script. */
const interpreters = /^(?:tsx|ts-node|vite-node|jiti|esno|nodemon)$/;

/**
 * Whether what an entry starts belongs to the folder in which it is started: a script in it, a task, a dependency. In another
 * folder it is another program, or none.
 */
export function runsOwnProgram({ command, args, cwd, launch }: ServerEntry): boolean {
  if (!command || !launch || (cwd && isElsewhere(cwd.value))) return false;
  const { package: found, program, launcher } = launch;
  const isRelative = /[\\/]/.test(program.value) && !isElsewhere(program.value);
  // What nearly all start.
  if (found && found.registry !== "path" && !isRelative && !interpreters.test(found.name)) return false;
  const words = args.map(({ value }) => value);
  const folder = folderIn(words);
  if (folder !== undefined && isElsewhere(folder)) return false;
  const name = programName(program);
  const first = launch.words.slice(launch.words.indexOf(program) + 1).find(({ value }) => !value.startsWith("-"));
  // The tasks of a Laravel project are its own wherever it lies.
  if (name === "php" && first && programName(first) === "artisan") return true;
  if (isRelative) return true;
  if (found?.registry === "path") return !isElsewhere(found.name);
  if (found) return interpreters.test(found.name) && launch.serverArgs.some(({ value }) => isScript(value));
  // What is named with --with is fetched.
  if (launcher === "uv-run") return !words.some((word) => /^--(?:with|no-project|script)/.test(word));
  if (first && isScript(first.value)) return true;
  const verbs = Object.hasOwn(runners, name) ? runners[name] : undefined;
  return verbs !== undefined && (verbs.length === 0 || verbs.includes(first?.value ?? ""));
}

/**
 * To whom a server of a project's file belongs that does not lie in the project: to the project where its program stands in a folder
 * named after the repository, as it is cloned on one machine; to one of its people where it needs their home folder.
 */
export function ownedElsewhere(entry: ServerEntry, project: Project): "project" | "person" | undefined {
  const { command, args, cwd, env, launch, source } = entry;
  // A file of one person's own, kept in the repository of a program, is a file of that.
  if (!command || !launch || (isPersonal(source) && isOfDotfiles(project))) return undefined;
  const found = launch.package;
  const isOnePersons =
    !isOfDotfiles(project) &&
    (isPersonsScript(launch.program) ||
      [[command], args, cwd ? [cwd] : [], env].some(isAtHome) ||
      args.some(isPersonsScript));
  const whose = isOnePersons ? "person" : undefined;
  if (found && found.registry !== "path" && !interpreters.test(found.name))
    return isOwnPackage(found, entry, project) ? "project" : whose;
  const words = args.map(({ value }) => value);
  const paths = [
    launch.program.value,
    cwd?.value ?? "",
    folderIn(words) ?? "",
    found?.registry === "path" ? found.name : "",
    ...words.filter((word) => scriptName.test(word)),
    ...env.flatMap(({ name, value }) => (name === "PYTHONPATH" ? value : [])),
  ];
  const repository = repositoryName(project);
  const isOfProject = (path: string): boolean =>
    path.startsWith("/workspaces/") ||
    (isElsewhere(path) && path.split(/[\\/]/).some((part) => plain(part) === repository));
  return plain(programName(launch.program)) === repository || paths.some(isOfProject) ? "project" : whose;
}

/**
 * Whether a package comes from the repository itself: one of its manifests says so, or its name does, give or take what says that it
 * is a server: `notes-mcp-server` in `notes`.
 */
export function isOwnPackage(found: Package, { document }: Pick<ServerEntry, "document">, project: Project): boolean {
  return isNamedAfterRepository(found.name, project) || !!project.isOwnPackage?.(found, path.dirname(document.file));
}

function isNamedAfterRepository(name: string, project: Project): boolean {
  const bare = bareName(name);
  return bare !== "" && bare === bareName(repositoryName(project) ?? "");
}

/** Without what says that it is a server. */
const bareName = oncePerText((name) => plain(name).replace(/(?:mcp|servers?)+$/, ""));

/** As it can be compared: people clone `my-tool` as `my_tool`. Undefined where the files are not those of one repository. */
const repositoryName = oncePer(({ manifest }: Project): string | undefined =>
  manifest?.scope === "repo" ? plain(manifest.file.split(/[\\/]/).at(-2) ?? "") : undefined,
);

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_. ]/g, "");
}

/** What an option names as the folder to start in. */
function folderIn(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => folderOption.test(word));
  const [, folder = words[at + 1]] = folderOption.exec(words[at] ?? "") ?? [];
  return at === -1 ? undefined : folder;
}

/** A script in a home folder, or on a drive outside of what is installed for all: of the machine on which it lies. */
function isPersonsScript({ value }: Pick<Word, "value">): boolean {
  return scriptName.test(value) && /^(?:~[\\/]|[A-Za-z]:[\\/](?!Program))/.test(value);
}

function isAtHome(texts: readonly Pick<Word, "value">[]): boolean {
  return texts.some(({ value }) => homeFolder.test(value));
}

/** An absolute path, one in the home folder, or one that a variable begins. */
function isElsewhere(path: string): boolean {
  return /^(?:[\\/~$%{]|[A-Za-z]:)/.test(path);
}

const scriptName = /\.(?:[cm]?[jt]sx?|py|rb|pl|php|lua|sh|bash|zsh|ps1|bat|cmd|jar|dll)$/i;

function isScript(word: string): boolean {
  return scriptName.test(word) && !isElsewhere(word);
}
