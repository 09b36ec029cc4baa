import type { Word } from "../launch.ts";
import { pathPackage } from "../packages/package.ts";
import { pypiPackage } from "../packages/pypi.ts";
import { flagsWithValues, readFlags, valuesOf, type FlagGrammar } from "./flags.ts";
import { direct, launched, type Launched } from "./launched.ts";

/** Flags of uv, uvx, `uv tool run` and `uv run` that take a value. */
const uv = flagsWithValues(`
  --from --with -w --with-editable --with-requirements --python -p --package --extra --group
  --no-group --only-group --no-extra --index --default-index --index-url -i --extra-index-url
  --find-links -f --index-strategy --keyring-provider --allow-insecure-host --resolution --prerelease
  --fork-strategy --exclude-newer --link-mode --torch-backend --config-setting -C --config-file
  --env-file --directory --project --cache-dir --color --refresh-package --reinstall-package
  --upgrade-package -P --no-build-package --no-binary-package --no-build-isolation-package
  --constraints -c --overrides --build-constraints -b --python-preference --python-platform
  --with-executables-from
`);
const pipx = flagsWithValues("--spec --python --pip-args --index-url -i --with --backend");
const interpreter: FlagGrammar = {
  ...flagsWithValues("-W -X --check-hash-based-pycs -m -c"),
  last: ["-m", "-c"],
};

/** uvx, uv and pipx: install a package and run its program. */
export function launchPython(program: string, words: readonly Word[]): Launched {
  if (program === "uvx") return runTool("uvx", words, 1, uv);
  const grammar = program === "pipx" ? pipx : uv;
  const { end } = readFlags(words, 1, grammar);
  const name = words[end]?.value;
  if (program === "pipx")
    return name === "run" ? runTool("pipx-run", words, end + 1, pipx) : direct("executable", words);
  if (name === "run") return runProject(words, end + 1);
  if (name !== "tool") return direct("executable", words);
  const tool = readFlags(words, end + 1, uv).end;
  return words[tool]?.value === "run" ? runTool("uv-tool-run", words, tool + 1, uv) : direct("executable", words);
}

function runTool(
  launcher: "uvx" | "uv-tool-run" | "pipx-run",
  words: readonly Word[],
  start: number,
  grammar: FlagGrammar,
): Launched {
  const { flags, end } = readFlags(words, start, grammar);
  const word = valuesOf(flags, "--from", "--spec")[0] ?? words[end];
  return launched(launcher, words.slice(1, end + 1), word && pypiPackage(word), words.slice(end + 1));
}

/** `uv run` starts something of a project on this machine; only `--with` installs a package. */
function runProject(words: readonly Word[], start: number): Launched {
  const { flags, end } = readFlags(words, start, uv);
  const [added] = valuesOf(flags, "--with", "-w");
  const program = words[end];
  if (added) return launched("uv-run", words.slice(1, end + 1), pypiPackage(added), words.slice(end + 1));
  if (program && isPython(program.value)) {
    const { flags: own, package: script, serverArgs } = launchInterpreter(words.slice(end));
    return launched("uv-run", [...words.slice(1, end + 1), ...own], script, serverArgs);
  }
  const script = program && /[\\/]|\.pyw?$/.test(program.value) ? pathPackage(program) : undefined;
  return launched("uv-run", words.slice(1, end + 1), script, words.slice(end + 1));
}

/** `python`, `python3.12`, `pypy3`, and `py` of Windows. */
export function isPython(program: string): boolean {
  return /^(?:python|pythonw|pypy)[\d.]*$|^py$/.test(program);
}

/** python: a script is a path; a module (`-m`) is whatever is installed, so no package is named. */
export function launchInterpreter(words: readonly Word[]): Launched {
  const { flags, end } = readFlags(words, 1, interpreter);
  const script = flags.some(({ name }) => name === "-m" || name === "-c") ? undefined : words[end];
  const after = script ? end + 1 : end;
  return launched("python", words.slice(1, after), script && pathPackage(script), words.slice(after));
}
