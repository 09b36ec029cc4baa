import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** A command line. */
interface Line {
  readonly command: string;
  readonly args: readonly string[];
}

const setpriv = "/usr/bin/setpriv";
const flags = ["--pdeathsig", "TERM", "--"];
let isThere: boolean | undefined;

/**
 * The same command line so that Linux sends SIGTERM to the process when the hub dies, however it dies; most servers would
 * notice by their closed input. `setpriv` becomes the program: no process is added.
 */
export function endedWithParent({ command, args }: Line): Line {
  isThere ??= process.platform === "linux" && spawnSync(setpriv, [...flags, "true"], { stdio: "ignore" }).status === 0;
  // What cannot be started is left to fail in its own words.
  return isThere && isProgram(command) ? { command: setpriv, args: [...flags, command, ...args] } : { command, args };
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return path.isAbsolute(file) && statSync(file).isFile();
  } catch {
    return false;
  }
}
