import { parserOf } from "../document/json.ts";
import type { Launch } from "../model/launch.ts";
import { parseLaunch } from "../model/parse-launch.ts";
import type { Process } from "./process.ts";

/** What a process is, told from its command line as the entry of a config is. */
export interface CommandLine {
  readonly launch: Launch;
  /** The same where the program is only the interpreter of a script that somebody called by its own name. */
  readonly called?: Launch;
  /** The name that an interpreter's program gave itself, and with it away what it was called with. */
  readonly title?: string;
  /** One word is one argument. Otherwise words are pieces of a line, and one at its end may be cut off. */
  readonly exact: boolean;
  /** It only starts another process and waits for it: a package runner, a shell with one command. */
  readonly launches: boolean;
}

const parse = parserOf("json");

const runners: ReadonlySet<Launch["launcher"]> = new Set([
  "npx",
  "npm-exec",
  "bunx",
  "pnpm-dlx",
  "yarn-dlx",
  "uvx",
  "uv-tool-run",
  "uv-run",
  "pipx-run",
  "dnx",
]);

export function commandLineOf({ args, exact, executable }: Process): CommandLine {
  const titled = args.length === 1 ? titleWords(args[0]!) : undefined;
  const launch = launchOf(asTyped(titled ?? args));
  const launches =
    runners.has(launch.launcher) || launch.wrappers.some(({ kind }) => kind === "shell" || kind === "cmd");
  const isScript =
    launch.launcher === "executable" && launch.wrappers.length === 0 && /^[^-].*[\\/]/.test(args[1] ?? "");
  const isTitle = !titled && args.length === 1 && executable !== undefined && isRenamed(args[0]!, executable);
  return {
    launch,
    ...(isTitle && { title: args[0]! }),
    ...(isScript && { called: launchOf(args.slice(1)) }),
    exact: exact && !titled,
    launches,
  };
}

/** npm calls itself `npm exec PACKAGE ARGS`, without its own flags, and pnpm and yarn do much the same. */
function titleWords(title: string): readonly string[] | undefined {
  return /^(?:npm|npx|pnpm|yarn) /.test(title) ? title.split(/ +/) : undefined;
}

/** `node server.js` may call itself `my-server`. */
function isRenamed(name: string, executable: string): boolean {
  const program = executable.slice(Math.max(executable.lastIndexOf("/"), executable.lastIndexOf("\\")) + 1);
  return /^(?:node|bun|deno|python[\d.]*)(?:\.exe)?$/.test(program) && !name.endsWith(program) && !/[\\/]/.test(name);
}

/** The command that somebody typed, where a program shows as the interpreter and the file it is. */
function asTyped(args: readonly string[]): readonly string[] {
  const [program = "", script = "", ...rest] = args;
  if (/(?:^|[\\/])node(?:\.exe)?$/i.test(program)) {
    const runner = /(?:^|[\\/])(npx|npm|pnpm|pnpx|yarn|bunx)(?:-cli)?(?:\.c?js)?$/.exec(script)?.[1];
    if (runner !== undefined) return [runner, ...rest];
  }
  // uvx is `uv tool uvx`.
  if (/(?:^|[\\/])uv(?:\.exe)?$/i.test(program) && script === "tool" && rest[0] === "uvx") return rest;
  return args;
}

function launchOf(words: readonly string[]): Launch {
  const document = parse("", JSON.stringify(words));
  const items = document.root?.kind === "array" ? document.root.items : [];
  const [command, ...args] = items.map(({ span }, at) => ({ value: words[at]!, document, path: [at], span }));
  return parseLaunch(command!, args);
}
