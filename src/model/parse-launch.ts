import { bridgeOf } from "./bridges.ts";
import type { Located } from "./entry.ts";
import type { Launch, Word } from "./launch.ts";
import { launchContainer } from "./launchers/container.ts";
import { launchDotnet } from "./launchers/dotnet.ts";
import { launchBun, launchDeno, launchNode } from "./launchers/javascript.ts";
import { direct, type Launched } from "./launchers/launched.ts";
import { launchNpm } from "./launchers/npm.ts";
import { isPython, launchInterpreter, launchPython } from "./launchers/python.ts";
import { splitLine } from "./shell.ts";
import { programName, wordOf } from "./words.ts";
import { isWrapper, unwrap } from "./wrappers.ts";

/** Nobody nests deeper on purpose, and the work stays bounded. */
const mostWrappers = 16;

/** What a command and its arguments really start. Any strings will do. */
export function parseLaunch(command: Located<string>, args: readonly Located<string>[]): Launch {
  let inner: readonly Word[] = commandWords(wordOf(command)).concat(args.map(wordOf));
  const outer: Word[] = [];
  const wrappers: Launch["wrappers"][number][] = [];
  while (wrappers.length < mostWrappers) {
    const unwrapped = unwrap(inner);
    if (!unwrapped) break;
    wrappers.push({ kind: unwrapped.kind, word: inner[0]! });
    outer.push(...unwrapped.outer);
    inner = unwrapped.inner;
  }
  const program = inner[0]!;
  const launch = { words: outer.concat(inner), wrappers, program, ...launchedBy(program, inner) };
  const bridge = bridgeOf(launch);
  return bridge ? { ...launch, bridge } : launch;
}

/**
 * Some write the arguments into the command. A space alone does not tell, since paths have spaces; a launcher's name
 * before the first one does.
 */
function commandWords(command: Word): readonly Word[] {
  const text = command.value.trim();
  if (!/\s/.test(text) || isOnePath(text)) return [command];
  const words = splitLine(command, "posix");
  const program = words?.[0] && programName(words[0]);
  return words && program !== undefined && (isWrapper(program) || isLauncher(program)) ? words : [command];
}

function isOnePath(text: string): boolean {
  return text.includes("\\") || /^(?:[/~]|[A-Za-z]:)/.test(text) || /\.(?:exe|cmd|bat|com|ps1|sh)$/i.test(text);
}

function launchedBy(program: Word, words: readonly Word[]): Launched {
  const name = programName(program);
  return launcherOf(name)?.(words) ?? direct("executable", words);
}

function isLauncher(name: string): boolean {
  return launcherOf(name) !== undefined;
}

function launcherOf(name: string): ((words: readonly Word[]) => Launched) | undefined {
  switch (name) {
    case "npx":
    case "npm":
    case "bunx":
    case "pnpx":
    case "pnpm":
    case "yarn":
      return (words) => launchNpm(name, words);
    case "uvx":
    case "uv":
    case "pipx":
      return (words) => launchPython(name, words);
    case "docker":
    case "podman":
      return (words) => launchContainer(name, words);
    case "dnx":
    case "dotnet":
      return (words) => launchDotnet(name, words);
    case "node":
    case "nodejs":
    case "tsx":
    case "ts-node":
      return launchNode;
    case "bun":
      return launchBun;
    case "deno":
      return launchDeno;
    default:
      return isPython(name) ? launchInterpreter : undefined;
  }
}
