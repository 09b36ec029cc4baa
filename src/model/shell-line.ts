import type { Launch, Word } from "./launch.ts";
import { programName } from "./words.ts";

/** A shell that is given what to run as text. */
export interface ShellLine {
  readonly shell: Word;
  /** The text itself, where it is more than one simple command. */
  readonly script?: Word;
}

const lineFlags: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    ["sh", "bash", "zsh", "dash", "ash", "ksh", "fish"].map((name) => [name, /^-[a-zA-Z]*c[a-zA-Z]*$/]),
  ),
  powershell: /^-c(?:ommand)?$/i,
  pwsh: /^-c(?:ommand)?$/i,
};

/** The shell of Unix or PowerShell that an entry starts with a line to run. A script file is no such line. */
export function shellLineOf({ words, wrappers, program }: Launch): ShellLine | undefined {
  const name = programName(program).toLowerCase();
  if (Object.hasOwn(lineFlags, name)) {
    const flag = words.findIndex(({ value }, at) => at > words.indexOf(program) && lineFlags[name]!.test(value));
    const script = flag === -1 ? undefined : words[flag + 1];
    return script && { shell: program, script };
  }
  const shell = wrappers.find(({ kind, word }) => kind === "shell" && programName(word) !== "npx")?.word;
  return shell && { shell };
}
