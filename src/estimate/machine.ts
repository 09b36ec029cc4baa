import { availableParallelism, totalmem } from "node:os";
import type { FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";
import type { Machine } from "./factors.ts";

/** The machine that an estimate is for. */
export interface MachineFacts extends Machine {
  readonly cores: number;
  /** MB. */
  readonly totalMemory: number;
  /** MB that programs can still get. Absent where the system does not tell it in these terms. */
  readonly availableMemory?: number;
}

/** This one. Looks at its memory and at its shell, and starts nothing. */
export function thisMachine(host: { readonly fileSystem: FileSystem; readonly platform: Platform }): MachineFacts {
  const { os } = host.platform;
  const stays = shellStays(host);
  const limit = process.constrainedMemory();
  const total = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return {
    os,
    ...(stays !== undefined && { shellStays: stays }),
    cores: availableParallelism(),
    totalMemory: megabytes(total),
    // macOS counts as used what it would give back at once.
    ...(os !== "macos" && { availableMemory: megabytes(Math.min(process.availableMemory(), total)) }),
  };
}

function megabytes(bytes: number): number {
  return bytes / 1024 ** 2;
}

/** Shells that become the only command they were given. Dash waits beside it; of others it is not known. */
const becoming: ReadonlySet<string> = new Set(["bash", "zsh", "ksh", "ksh93", "mksh"]);

/** Whether the shell in which npx starts a server stays beside it. */
export function shellStays({
  fileSystem,
  platform,
}: {
  readonly fileSystem: Pick<FileSystem, "realPath">;
  readonly platform: Pick<Platform, "os">;
}): boolean | undefined {
  if (platform.os === "windows") return true;
  const file = fileSystem.realPath("/bin/sh");
  if (file === undefined) return undefined;
  const name = pathsOf(platform).basename(file);
  // The one of macOS is a small program that becomes the chosen shell, which is bash unless somebody chose another.
  if (name === "dash") return true;
  return becoming.has(name) || platform.os === "macos" ? false : undefined;
}

/** Where macOS does not say what is free, an eighth is left to the system and to everything else. */
const others = 1 / 8;

/** MB that servers can have. */
export function capacityOf({ totalMemory, availableMemory }: MachineFacts): number {
  return availableMemory ?? totalMemory * (1 - others);
}
