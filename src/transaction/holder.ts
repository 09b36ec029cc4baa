import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { OperatingSystem } from "../platform.ts";

/** A process that holds the lock, told apart from a later one with the same number. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When it started, in a spelling of its system; undefined where the system does not tell cheaply. */
  readonly start?: string;
}

export interface Processes {
  readonly self: Holder;
  /** True also where it cannot be known, as on another machine that shares this home. */
  isRunning(holder: Holder): boolean;
}

export function thisProcess({ os }: { readonly os: OperatingSystem }): Processes {
  const host = hostname();
  const startOf = os === "linux" ? startOnLinux : () => undefined;
  const start = startOf(process.pid);
  return {
    self: { pid: process.pid, host, ...(start !== undefined && { start }) },
    isRunning(holder) {
      if (holder.host !== host) return true;
      try {
        process.kill(holder.pid, 0);
      } catch (error) {
        return (error as NodeJS.ErrnoException).code !== "ESRCH";
      }
      return holder.start === undefined || startOf(holder.pid) === holder.start;
    },
  };
}

/** The boot and the tick in it at which a process started; undefined for one that ended but was not waited for. */
function startOnLinux(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets, which may hold blanks and brackets itself.
    const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
    const [state, tick] = [fields[0], fields[19]];
    return state === "Z" || state === "X" ? undefined : `${boot} ${tick}`;
  } catch {
    return undefined;
  }
}
