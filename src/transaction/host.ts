import { pathsOf, type Platform } from "../platform.ts";
import { writableDisk, type WritableDisk } from "./disk.ts";
import { thisProcess, type Processes } from "./holder.ts";
import { patient } from "./patience.ts";

/** What a transaction may touch. */
export interface WritingHost {
  readonly disk: WritableDisk;
  /** Where the lock and the journal are. */
  readonly stateFolder: string;
  readonly processes: Processes;
  now(): Date;
}

export function writingHost(platform: Platform): WritingHost {
  return {
    disk: platform.os === "windows" ? patient(writableDisk) : writableDisk,
    stateFolder: stateFolderOf(platform),
    processes: thisProcess(platform),
    now: () => new Date(),
  };
}

/** The folder for what a program remembers between runs, as each system has it. */
export function stateFolderOf(platform: Platform): string {
  const { os, home, env } = platform;
  const paths = pathsOf(platform);
  // A relative path in these variables counts as none, says the XDG specification.
  const absolute = (name: string): string | undefined => {
    const value = env[name];
    return value !== undefined && paths.isAbsolute(value) ? value : undefined;
  };
  const base =
    os === "windows"
      ? (absolute("LOCALAPPDATA") ?? paths.join(home, "AppData", "Local"))
      : os === "macos"
        ? paths.join(home, "Library", "Application Support")
        : (absolute("XDG_STATE_HOME") ?? paths.join(home, ".local", "state"));
  return paths.join(base, "mcp-lint");
}
