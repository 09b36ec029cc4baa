import { accessSync, constants, statSync } from "node:fs";
import { pathsOf, type OperatingSystem } from "../../platform.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The file that starting a name runs; undefined where no folder of PATH has it. */
export function lookUp(
  name: string,
  env: Environment,
  os: OperatingSystem,
  isProgram: (file: string) => boolean = isExecutable,
): string | undefined {
  const paths = pathsOf({ os });
  const names = os === "windows" ? spellingsOnWindows(name, env) : [name];
  const folders = (pathOf(env) ?? "").split(paths.delimiter).filter((folder) => paths.isAbsolute(folder));
  return folders.flatMap((folder) => names.map((name) => paths.join(folder, name))).find((file) => isProgram(file));
}

/** The value of PATH. Windows does not mind how it is spelled. */
export function pathOf(env: Environment): string | undefined {
  return env["PATH"] ?? Object.entries(env).find(([name]) => name.toUpperCase() === "PATH")?.[1];
}

/** The same environment with a folder that is looked into before all others. */
export function withFolder(
  env: Readonly<Record<string, string>>,
  folder: string,
  os: OperatingSystem,
): Readonly<Record<string, string>> {
  const name = Object.keys(env).find((name) => name === "PATH" || (os === "windows" && name.toUpperCase() === "PATH"));
  const path = name === undefined ? undefined : env[name];
  return { ...env, [name ?? "PATH"]: path ? `${folder}${pathsOf({ os }).delimiter}${path}` : folder };
}

function spellingsOnWindows(name: string, env: Environment): readonly string[] {
  const endings = (env["PATHEXT"] ?? ".COM;.EXE;.BAT;.CMD").toLowerCase().split(";").filter(Boolean);
  return endings.some((ending) => name.toLowerCase().endsWith(ending)) ? [name] : endings.map((each) => name + each);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
