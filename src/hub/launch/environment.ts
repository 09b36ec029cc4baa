import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathsOf, type OperatingSystem, type Platform } from "../../platform.ts";
import { unmarked } from "../child/mark.ts";
import { pathOf } from "./look-up.ts";
import { outputOf } from "./output.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Milliseconds that a shell may take to start. */
const longestStart = 20_000;
const fence = "mcp-lint-environment";

/** Variables of one shell, terminal or run of npm, which mean nothing to what is started later. */
const passing =
  /^(?:_|SHLVL|PWD|OLDPWD|TERM|TERM_\w+|COLUMNS|LINES|COLORTERM|INIT_CWD|npm_(?:lifecycle|package|node|config_local_prefix|command|execpath).*|MCP_LINT_\w+)$/;

/**
 * The environment that a new terminal of this user has: what the login shell's own files set, which a hub that the system
 * starts would not see. On Windows it belongs to the user, not to a shell, and every process has it.
 * Rejects where the shell cannot be asked.
 */
export async function captureEnvironment({ os, env, home }: Platform): Promise<Readonly<Record<string, string>>> {
  if (os === "windows") return lasting(env);
  const shell = env["SHELL"] || (os === "macos" ? "/bin/zsh" : "/bin/sh");
  const { flags, quoted } = dialectOf(path.posix.basename(shell));
  const program = `console.log(${JSON.stringify(fence)} + JSON.stringify(process.env) + ${JSON.stringify(fence)})`;
  const line = [process.execPath, "-e", program].map(quoted).join(" ");
  const output = await outputOf(shell, [...flags, line], {
    cwd: home,
    // Not the marks of the program that asks, and a sign for files that start much.
    env: { ...unmarked({ ...env }), MCP_LINT_CAPTURE: "1" },
    longest: longestStart,
  });
  const [, told] = output.split(fence);
  if (told === undefined) throw new Error(`${shell} did not run what it was given`);
  return lasting(JSON.parse(told) as Environment);
}

/** How a shell is told to read the files of a login and of a terminal and to run one line, and how it quotes. */
function dialectOf(shell: string): { readonly flags: readonly string[]; readonly quoted: (word: string) => string } {
  const single =
    (escape: string) =>
    (word: string): string =>
      `'${word.replaceAll("'", escape)}'`;
  switch (shell) {
    case "fish":
      return { flags: ["-l", "-i", "-c"], quoted: single(String.raw`\'`) };
    case "csh":
    case "tcsh": // Takes `-l` only where it stands alone; these files are read without it.
      return { flags: ["-i", "-c"], quoted: single(String.raw`'\''`) };
    case "pwsh":
      return { flags: ["-Login", "-Command"], quoted: (word) => `'${word.replaceAll("'", "''")}'` };
    case "nu":
    case "xonsh":
    case "elvish":
      return { flags: ["-l", "-c"], quoted: single(String.raw`'\''`) };
    default:
      return { flags: ["-l", "-i", "-c"], quoted: single(String.raw`'\''`) };
  }
}

function lasting(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !passing.test(entry[0])),
  );
}

/** Keeps a captured environment. It holds whatever secrets the shell sets, so the file is this user's alone. */
export async function storeEnvironment(stateFolder: string, environment: Environment): Promise<string> {
  const file = storedIn(stateFolder);
  await mkdir(stateFolder, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, JSON.stringify(environment), { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  return file;
}

/** Undefined where none was captured, or what is there cannot be read. */
export async function storedEnvironment(stateFolder: string): Promise<Readonly<Record<string, string>> | undefined> {
  try {
    const environment: unknown = JSON.parse(await readFile(storedIn(stateFolder), "utf8"));
    const isMap = typeof environment === "object" && environment !== null && !Array.isArray(environment);
    return isMap ? lasting(environment as Environment) : undefined;
  } catch {
    return undefined;
  }
}

function storedIn(stateFolder: string): string {
  return path.join(stateFolder, "environment.json");
}

/**
 * What servers get: the environment of this process. One that the system started (`bySystem`) has little of what a terminal
 * has, so what was captured stands below it, and the captured folders of PATH come first.
 */
export function environmentOfServers(
  own: Environment,
  captured: Environment | undefined,
  os: OperatingSystem,
  bySystem: boolean,
): Readonly<Record<string, string>> {
  if (!captured || !bySystem) return lasting(own);
  const merged = lasting({ ...captured, ...own });
  const { delimiter } = pathsOf({ os });
  const folders = [pathOf(captured), pathOf(own)].flatMap((path) => (path ?? "").split(delimiter).filter(Boolean));
  const name = Object.keys(merged).find(
    (name) => name === "PATH" || (os === "windows" && name.toUpperCase() === "PATH"),
  );
  return { ...merged, [name ?? "PATH"]: [...new Set(folders)].join(delimiter) };
}
