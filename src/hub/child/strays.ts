import { currentPlatform } from "../../platform.ts";
import { thisProcess } from "../../transaction/holder.ts";
import { until } from "./group.ts";
import { markedProcesses, ownSpace, type Marked } from "./mark.ts";

/** Children that have ended, and a sweep for what is left of them; one sweep serves all that ended before it began. */
let waiting: { readonly children: Set<string>; readonly sweep: Promise<void> } | undefined;

/** Ends what a child started and what left its process group, as browsers do. */
export async function endStraysOf(child: string): Promise<void> {
  if (!waiting) {
    const children = new Set<string>();
    const sweep = new Promise((resolve) => setTimeout(resolve, 20)).then(async () => {
      waiting = undefined;
      await endMarked(({ pid, mark }) => isOwn(mark.pid) && children.has(mark.child) && !isOwn(pid));
    });
    waiting = { children, sweep };
  }
  waiting.children.add(child);
  await waiting.sweep;
}

function isOwn(pid: number): boolean {
  return pid === process.pid;
}

/** Ends what hubs left behind that were killed. Gives the ids of the processes. */
export async function endLeftovers(): Promise<readonly number[]> {
  const processes = thisProcess(currentPlatform());
  const space = ownSpace();
  return endMarked(({ pid, mark }) => !isOwn(pid) && mark.space === space && !processes.isRunning(mark));
}

async function endMarked(isMeant: (process: Marked) => boolean): Promise<readonly number[]> {
  const { os } = currentPlatform();
  const meant = async (): Promise<readonly number[]> => {
    const marked = await markedProcesses(os);
    return marked.filter(isMeant).map(({ pid }) => pid);
  };
  const pids = await meant();
  signal(pids, "SIGTERM");
  if (pids.length === 0 || (await areGone(pids))) return pids;
  const stubborn = await meant();
  signal(stubborn, "SIGKILL");
  await areGone(stubborn);
  return pids;
}

function areGone(pids: readonly number[]): Promise<boolean> {
  const deadline = performance.now() + 400;
  return until(
    () => !pids.some(isRunning),
    () => deadline,
  );
}

function isRunning(pid: number): boolean {
  return signalled(pid, 0);
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) signalled(pid, name);
}

function signalled(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
