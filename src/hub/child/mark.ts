import { execFile } from "node:child_process";
import { readlinkSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { OperatingSystem } from "../../platform.ts";
import type { Holder } from "../../transaction/holder.ts";

/** Says in the environment of a process, and of all it starts, which hub it belongs to and which child of it it is. */
export interface Mark extends Holder {
  readonly child: string;
  /** Where its process ids count: containers have their own, and may bear the name of their host. */
  readonly space?: string;
}

/** A process that bears a mark. */
export interface Marked {
  readonly pid: number;
  readonly mark: Mark;
}

const variable = "MCP_LINT_CHILD";

/** The space of process ids that this process is in; undefined where there is only one. */
export function ownSpace(): string | undefined {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return undefined;
  }
}

/** What to add to an environment. */
export function markedBy(mark: Mark): Readonly<Record<string, string>> {
  return { [variable]: Buffer.from(JSON.stringify(mark)).toString("base64url") };
}

/** An environment for what shall outlive the server that it was started by, as a hub that an agent starts. */
export function unmarked(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { [variable]: _, ...others } = env;
  return others;
}

/** Every process of this user that bears a mark. Windows does not tell the environment of another process. */
export async function markedProcesses(os: OperatingSystem): Promise<readonly Marked[]> {
  if (os === "linux") return markedOnLinux();
  return os === "macos" ? markedOnMacos() : [];
}

async function markedOnLinux(): Promise<readonly Marked[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found: Marked[] = [];
  for (const pid of pids) {
    // Nothing of other users, nor of what has ended meanwhile.
    const environment = await readFile(`/proc/${pid}/environ`).catch(() => undefined);
    if (!environment?.includes(variable)) continue;
    const mark = markIn(environment.toString("latin1"), "\0");
    if (mark) found.push({ pid: Number(pid), mark });
  }
  return found;
}

async function markedOnMacos(): Promise<readonly Marked[]> {
  const { stdout } = await promisify(execFile)("/bin/ps", ["-axEww", "-o", "pid=,command="], { maxBuffer: 2 ** 28 });
  return markedInListing(stdout);
}

/** `ps -E` writes the environment behind the command, parted by blanks. */
export function markedInListing(listing: string): readonly Marked[] {
  return listing.split("\n").flatMap((line) => {
    const pid = Number(/^\s*(\d+)\s/.exec(line)?.[1]);
    const mark = markIn(line, " ");
    return mark && pid > 0 ? [{ pid, mark }] : [];
  });
}

function markIn(environment: string, separator: string): Mark | undefined {
  const entry = environment.split(separator).findLast((entry) => entry.startsWith(`${variable}=`));
  if (entry === undefined) return undefined;
  try {
    const mark = JSON.parse(Buffer.from(entry.slice(variable.length + 1), "base64url").toString()) as Partial<Mark>;
    const isMark = Number.isInteger(mark.pid) && typeof mark.host === "string" && typeof mark.child === "string";
    return isMark ? (mark as Mark) : undefined;
  } catch {
    return undefined;
  }
}
