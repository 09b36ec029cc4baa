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
  php: ["artisan"],
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

/** Programs that run a script of TypeScript. */
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
  if (/[\\/]/.test(program.value) && !isElsewhere(program.value)) return true;
  if (found?.registry === "path") return !isElsewhere(found.name);
  if (found) return interpreters.test(found.name) && launch.serverArgs.some(({ value }) => isScript(value));
  // What is named with --with is fetched.
  if (launcher === "uv-run") return !words.some((word) => /^--(?:with|no-project|script)/.test(word));
  const name = program.value.replace(/\.(?:exe|cmd|bat)$/i, "");
  const verbs = Object.hasOwn(runners, name) ? runners[name] : undefined;
  const first = launch.words.slice(launch.words.indexOf(program) + 1).find(({ value }) => !value.startsWith("-"));
  return verbs !== undefined && (verbs.length === 0 || verbs.includes(first?.value ?? ""));
}

/** An absolute path, one in the home folder, or one that a variable begins. */
function isElsewhere(path: string): boolean {
  return /^(?:[\\/~$%{]|[A-Za-z]:)/.test(path);
}

function isScript(word: string): boolean {
  return /\.[cm]?[jt]sx?$/i.test(word) && !isElsewhere(word);
}
