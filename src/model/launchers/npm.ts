import type { Launcher, Word } from "../launch.ts";
import { npmPackage } from "../packages/npm.ts";
import { flagsWithValues, readFlags, valuesOf, type Flag } from "./flags.ts";
import { direct, launched, type Launched } from "./launched.ts";

/** Flags of npx, npm, pnpm, yarn and bunx that take a value. */
const grammar = flagsWithValues(`
  -p --package -c --call -w --workspace -C --prefix --dir --cwd --registry --cache --userconfig
  --globalconfig --loglevel --reporter --filter -F --node-options --script-shell --shell --tag
  --before --omit --include --allow-build
`);

/** npx, `npm exec`, bunx, pnpx, `pnpm dlx`, `yarn dlx`: install a package and run its program. */
export function launchNpm(program: string, words: readonly Word[]): Launched {
  switch (program) {
    case "npx":
      return runPackage("npx", words, 1);
    case "bunx":
      return runPackage("bunx", words, 1);
    case "pnpx":
      return runPackage("pnpm-dlx", words, 1);
    case "npm":
      return subcommand(words, "npm-exec", ["exec", "x"]);
    case "pnpm":
      return subcommand(words, "pnpm-dlx", ["dlx"]);
    default:
      return subcommand(words, "yarn-dlx", ["dlx"]);
  }
}

function subcommand(words: readonly Word[], launcher: Launcher, names: readonly string[]): Launched {
  const { flags, end } = readFlags(words, 1, grammar);
  const name = words[end]?.value;
  return name !== undefined && names.includes(name)
    ? runPackage(launcher, words, end + 1, flags)
    : direct("executable", words);
}

/** `given`: flags before the subcommand. */
export function runPackage(
  launcher: Launcher,
  words: readonly Word[],
  start: number,
  given: readonly Flag[] = [],
): Launched {
  const read = readFlags(words, start, grammar);
  const flags = [...given, ...read.flags];
  const { end } = read;
  const packages = valuesOf(flags, "-p", "--package");
  const called = flags.some(({ name }) => name === "-c" || name === "--call");
  const program = called ? undefined : words[end];
  const after = called || !program ? end : end + 1;
  // npm reads flags behind the package as its own up to a `--`; the others hand everything on.
  const separated = launcher === "npm-exec" && words[after]?.value === "--";
  const serverArgs = words.slice(separated ? after + 1 : after);
  const word = packages.find(({ value }) => isProgramOf(value, program)) ?? packages[0] ?? program;
  return launched(launcher, words.slice(1, after), word && npmPackage(word), serverArgs);
}

/** Of several packages, the one the program is named after. */
function isProgramOf(specifier: string, program: Word | undefined): boolean {
  const [, name] = /^(?:@[^/]+\/)?([^@]+)/.exec(specifier) ?? [];
  return program !== undefined && name === program.value;
}

/** The line that `npx -c "…"` hands to a shell, where no package is named beside it. */
export function calledLine(words: readonly Word[]): Word | undefined {
  if (!words.some(({ value }) => /^-{1,2}c/.test(value))) return undefined;
  const { flags } = readFlags(words, 1, grammar);
  return valuesOf(flags, "-p", "--package").length > 0 ? undefined : valuesOf(flags, "-c", "--call")[0];
}
