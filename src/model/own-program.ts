import type { ServerEntry } from "./entry.ts";

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
  go: ["run"],
  gradle: [],
  hatch: ["run"],
  just: [],
  make: [],
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
  const words = args.map(({ value }) => value);
  const at = words.findIndex((word) => folderOption.test(word));
  const [, folder = words[at + 1] ?? ""] = folderOption.exec(words[at] ?? "") ?? [];
  if (at !== -1 && isElsewhere(folder)) return false;
  const name = nameOf(program.value).replace(/\.(?:exe|cmd|bat)$/i, "");
  const first = launch.words.slice(launch.words.indexOf(program) + 1).find(({ value }) => !value.startsWith("-"));
  // The tasks of a Laravel project are its own wherever it lies.
  if (name === "php" && nameOf(first?.value ?? "") === "artisan") return true;
  if (/[\\/]/.test(program.value) && !isElsewhere(program.value)) return true;
  if (found?.registry === "path") return !isElsewhere(found.name);
  if (found) return interpreters.test(found.name) && launch.serverArgs.some(({ value }) => isScript(value));
  // What is named with --with is fetched.
  if (launcher === "uv-run") return !words.some((word) => /^--(?:with|no-project|script)/.test(word));
  if (first && isScript(first.value)) return true;
  const verbs = Object.hasOwn(runners, name) ? runners[name] : undefined;
  return verbs !== undefined && (verbs.length === 0 || verbs.includes(first?.value ?? ""));
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** An absolute path, one in the home folder, or one that a variable begins. */
function isElsewhere(path: string): boolean {
  return /^(?:[\\/~$%{]|[A-Za-z]:)/.test(path);
}

function isScript(word: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|rb|pl|php|lua|sh|bash|zsh|ps1|bat|cmd|jar|dll)$/i.test(word) && !isElsewhere(word);
}
