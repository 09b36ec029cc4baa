import type { Platform } from "../../platform.ts";
import { launchAgent } from "./launchd.ts";
import { scheduledTask } from "./scheduled-task.ts";
import { systemdUnit } from "./systemd.ts";

/** What a service manager is to keep running: one process, with these variables beside those the manager gives. */
export interface ServiceProgram {
  /** Absolute paths. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Id of the user on systems that have one. */
  readonly uid?: number;
}

/** The hub as a service of one user: a file, and the commands that tell the service manager of it. */
export interface Service {
  /** As people call it: `systemd user unit`. */
  readonly kind: string;
  /** Absolute. */
  readonly file: string;
  /** What the file holds; the bytes are in `encoding`. */
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16";
  /** Fails where there is no such service manager for this user. */
  readonly check: readonly string[];
  /** After the file is written: registers the service and starts it. */
  readonly install: readonly (readonly string[])[];
  /** Starts a service that is installed. */
  readonly start: readonly string[];
  /** Before the file is removed. */
  readonly uninstall: readonly (readonly string[])[];
  /** After it. */
  readonly afterwards: readonly (readonly string[])[];
  /** What a user of this system should know, if anything; a sentence without final dot. */
  readonly note?: string;
}

/** The service of the system that `platform` is. Writes and runs nothing. */
export function serviceOf(program: ServiceProgram, platform: Platform): Service {
  if (platform.os === "windows") return scheduledTask(program, platform);
  return platform.os === "macos" ? launchAgent(program, platform) : systemdUnit(program, platform);
}
