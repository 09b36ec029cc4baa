import type { FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";

/** What of the machine itself some rules ask for. Only a run over the whole machine knows it. */
export interface Machine {
  readonly os: Platform["os"];
  /** Whether a program is found: a name in the folders of PATH, an absolute path where it leads. */
  hasProgram(program: string): boolean;
  /** Whether a variable of the environment is set for the user who runs this. */
  hasVariable(name: string): boolean;
  /** Whether other users of the machine may read a file; undefined where that cannot be told. */
  isReadableByOthers(file: string): boolean | undefined;
}

export function machineOf({ fileSystem, platform }: { fileSystem: FileSystem; platform: Platform }): Machine {
  const { os, env } = platform;
  const paths = pathsOf(platform);
  const ofWindows = os === "windows";
  const value = (name: string): string | undefined => {
    const key = ofWindows ? Object.keys(env).find((one) => one.toUpperCase() === name.toUpperCase()) : name;
    return key !== undefined && Object.hasOwn(env, key) ? env[key] : undefined;
  };
  const folders = (value("PATH") ?? "").split(paths.delimiter).filter((folder) => paths.isAbsolute(folder));
  const endings = ofWindows ? ["", ...(value("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").split(";")] : [""];
  const isFile = (path: string): boolean => endings.some((end) => fileSystem.status(path + end)?.kind === "file");
  const found = new Map<string, boolean>();
  return {
    os,
    hasProgram(program) {
      if (paths.isAbsolute(program)) return isFile(program);
      let known = found.get(program);
      if (known === undefined) {
        known = folders.some((folder) => isFile(paths.join(folder, program)));
        found.set(program, known);
      }
      return known;
    },
    hasVariable: (name) => value(name) !== undefined,
    isReadableByOthers(file) {
      const mode = fileSystem.status(file)?.mode;
      return mode === undefined ? undefined : (mode & 0o044) !== 0;
    },
  };
}
