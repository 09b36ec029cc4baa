import { flagsWithValues, readFlags, valuesOf } from "./launchers/flags.ts";
import { calledLine } from "./launchers/npm.ts";
import type { Word, WrapperKind } from "./launch.ts";
import { splitLine, type Shell } from "./shell.ts";
import { programName } from "./words.ts";

/** A command line with its outermost wrapper taken off. */
export interface Unwrapped {
  readonly kind: WrapperKind;
  /** Words of the wrapper itself. */
  readonly outer: readonly Word[];
  /** The command line inside; never empty. */
  readonly inner: readonly Word[];
}

/** A program that runs another command. `strip` gives undefined where no such command can be told. */
interface Wrapper {
  readonly kind: WrapperKind;
  strip(words: readonly Word[]): Omit<Unwrapped, "kind"> | undefined;
}

/** Takes one wrapper off. Undefined where the first word is none. */
export function unwrap(words: readonly Word[]): Unwrapped | undefined {
  const program = words[0];
  if (!program) return undefined;
  if (isAssignment(program)) return stripped(assignments, words);
  const name = programName(program).toLowerCase();
  return Object.hasOwn(wrappers, name) ? stripped(wrappers[name]!, words) : undefined;
}

/** Whether a program is a wrapper. */
export function isWrapper(program: string): boolean {
  return program !== "npx" && Object.hasOwn(wrappers, program.toLowerCase());
}

function stripped({ kind, strip }: Wrapper, words: readonly Word[]): Unwrapped | undefined {
  const found = strip(words);
  return found && found.inner.length > 0 ? { kind, ...found } : undefined;
}

/** The command starts at a word. */
function behind(words: readonly Word[], at: number): Omit<Unwrapped, "kind"> {
  return { outer: words.slice(0, at), inner: words.slice(at) };
}

/** The command is a line in a word, which a shell splits. */
function within(words: readonly Word[], line: Word | undefined, shell: Shell): Omit<Unwrapped, "kind"> | undefined {
  const inner = line && splitLine(line, shell);
  return inner && { outer: words.filter((word) => word !== line), inner };
}

interface Syntax {
  /** The word that must follow the program's own flags. */
  readonly subcommands?: readonly string[];
  readonly valued?: readonly string[];
  /** Flags whose value is the whole command line. */
  readonly lines?: readonly string[];
  /** Words before the command that are not flags. */
  readonly positionals?: number;
}

/** `program [subcommand] [flags] [words] [--] command` */
function prefix(kind: WrapperKind, { subcommands, valued = [], lines = [], positionals = 0 }: Syntax = {}): Wrapper {
  const grammar = flagsWithValues([...valued, ...lines].join(" "));
  const strip: Wrapper["strip"] = (words) => {
    let start = 1;
    if (subcommands) {
      const { end } = readFlags(words, 1, grammar);
      if (!subcommands.includes(words[end]?.value ?? "")) return undefined;
      start = end + 1;
    }
    const { flags, end } = readFlags(words, start, grammar);
    const [line] = valuesOf(flags, ...lines);
    if (line) return within(words, line, "posix");
    const at = end + positionals;
    return behind(words, positionals > 0 && words[at]?.value === "--" ? at + 1 : at);
  };
  return { kind, strip };
}

function isAssignment(word: Word): boolean {
  return /^[A-Za-z_]\w*=/.test(word.value);
}

/** `A=b command`, as a shell reads it. */
const assignments: Wrapper = {
  kind: "env",
  strip: (words) => {
    const at = words.findIndex((word) => !isAssignment(word));
    return at === -1 ? undefined : behind(words, at);
  },
};

/** `cmd /d /s /c command` */
const cmd: Wrapper = {
  kind: "cmd",
  strip: (words) => {
    const at = words.findIndex(({ value }, index) => index > 0 && !/^\/(?:[^ck]|[ck].)/i.test(value));
    if (!/^\/[ck]$/i.test(words[at]?.value ?? "")) return undefined;
    return at + 2 === words.length ? within(words, words[at + 1], "cmd") : behind(words, at + 1);
  },
};

/** `sh -c line`, `bash -lc line`, `bash -l -c line`. A script file is no wrapper. */
const posixShell: Wrapper = {
  kind: "shell",
  strip: (words) => {
    let runsLine = false;
    for (let at = 1; at < words.length; at++) {
      const { value } = words[at]!;
      if (!/^[-+]./.test(value)) return runsLine ? within(words, words[at], "posix") : undefined;
      if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(value)) runsLine = true;
      if (/^[-+][a-zA-Z]*[oO]$/.test(value)) at++; // `-o pipefail`
    }
    return undefined;
  },
};

/** `powershell -NoProfile -Command line`, where the rest of the words may be the line as well. */
const powershell: Wrapper = {
  kind: "shell",
  strip: (words) => {
    for (let at = 1; at < words.length; at++) {
      const value = words[at]!.value.toLowerCase();
      if (value === "-command" || value === "-c") {
        return at + 2 === words.length ? within(words, words[at + 1], "powershell") : behind(words, at + 1);
      }
      if (!value.startsWith("-") || value.startsWith("-f") || value.startsWith("-enc")) return undefined;
      if (/^-(?:executionpolicy|ep|ex|windowstyle|w|version|workingdirectory|wd)$/.test(value)) at++;
    }
    return undefined;
  },
};

/** `npx -c line` is a shell with the programs of the project in reach. */
const npxCall: Wrapper = { kind: "shell", strip: (words) => within(words, calledLine(words), "posix") };

/** `mise exec node@22 python@3 -- command` */
const mise: Wrapper = {
  kind: "mise",
  strip: (words) => {
    const at = words.findIndex(({ value }) => value === "--");
    return /^(?:exec|x)$/.test(words[1]?.value ?? "") && at !== -1 ? behind(words, at + 1) : undefined;
  },
};

/** Of Python `dotenv -f .env run -- command`, of Node `dotenv -e .env -- command`. */
const dotenv: Wrapper = {
  kind: "dotenv",
  strip: (words) => pythonDotenv.strip(words) ?? nodeDotenv.strip(words),
};
const pythonDotenv = prefix("dotenv", { subcommands: ["run"], valued: ["-f", "--file", "-q", "--quote"] });
const nodeDotenv = prefix("dotenv", { valued: ["-e", "-v", "-p"] });

const wrappers: Readonly<Record<string, Wrapper>> = {
  cmd,
  sh: posixShell,
  bash: posixShell,
  zsh: posixShell,
  dash: posixShell,
  ash: posixShell,
  ksh: posixShell,
  fish: posixShell,
  powershell,
  pwsh: powershell,
  npx: npxCall,
  env: prefix("env", { valued: ["-u", "--unset", "-C", "--chdir"], lines: ["-S", "--split-string"] }),
  "cross-env": prefix("env"),
  wsl: prefix("wsl", { valued: ["-d", "--distribution", "-u", "--user", "--cd", "--shell-type"] }),
  sudo: prefix("sudo", { valued: ["-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-U", "-r", "-t"] }),
  doas: prefix("sudo", { valued: ["-u", "-C"] }),
  mise,
  rtx: mise,
  asdf: prefix("mise", { subcommands: ["exec"] }),
  volta: prefix("mise", { subcommands: ["run"], valued: ["--node", "--npm", "--pnpm", "--yarn", "--env"] }),
  fnm: prefix("mise", { subcommands: ["exec"], valued: ["--using", "--fnm-dir", "--arch", "--log-level"] }),
  direnv: prefix("mise", { subcommands: ["exec"], positionals: 1 }),
  exec: prefix("nice", { valued: ["-a"] }),
  command: prefix("nice"),
  nice: prefix("nice", { valued: ["-n", "--adjustment"] }),
  ionice: prefix("nice", { valued: ["-c", "--class", "-n", "--classdata"] }),
  nohup: prefix("nice"),
  setsid: prefix("nice"),
  time: prefix("nice"),
  timeout: prefix("nice", { valued: ["-s", "--signal", "-k", "--kill-after"], positionals: 1 }),
  stdbuf: prefix("nice", { valued: ["-i", "-o", "-e"] }),
  caffeinate: prefix("nice", { valued: ["-t", "-w"] }),
  dotenv,
  dotenvx: prefix("dotenv", { subcommands: ["run"], valued: ["-f", "--env-file", "-e", "--env", "-fk"] }),
  op: prefix("dotenv", { subcommands: ["run"], valued: ["--env-file", "--account", "--config", "--environment"] }),
  doppler: prefix("dotenv", {
    subcommands: ["run"],
    valued: ["-p", "--project", "-c", "--config", "-t", "--token", "--scope", "--mount", "--only-secrets"],
    lines: ["--command"],
  }),
  infisical: prefix("dotenv", {
    subcommands: ["run"],
    valued: ["-e", "--env", "--path", "--projectId", "--token", "--tags", "--domain"],
    lines: ["--command", "-c"],
  }),
  fnox: prefix("dotenv", { subcommands: ["exec", "run"], valued: ["-p", "--profile", "-c", "--config"] }),
  varlock: prefix("dotenv", { subcommands: ["run"], valued: ["-p", "--path"] }),
  secretspec: prefix("dotenv", { subcommands: ["run"], valued: ["-p", "--profile", "-P", "--provider"] }),
  teller: prefix("dotenv", { subcommands: ["run"], valued: ["-c", "--config"] }),
  "aws-vault": prefix("dotenv", { subcommands: ["exec"], valued: ["-d", "--duration"], positionals: 1 }),
  chamber: prefix("dotenv", { subcommands: ["exec"], valued: ["-b", "--backend"], positionals: 1 }),
  envchain: prefix("dotenv", { positionals: 1 }),
};
