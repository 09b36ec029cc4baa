import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** A process and all it started that did not leave its group. */
export interface Group {
  isAlive(): boolean;
  /** Asks to end. */
  terminate(): void;
  kill(): void;
}

/** On Windows there is no asking, and what a process started is only known while it runs. */
export function groupOf(pid: number): Group {
  return process.platform === "win32" ? windowsTree(pid) : posixGroup(pid);
}

/** Of a process that was started as the leader of its own. */
function posixGroup(leader: number): Group {
  const signal = (name: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(-leader, name);
    } catch {
      return false;
    }
  };
  return { isAlive: () => signal(0), terminate: () => signal("SIGTERM"), kill: () => signal("SIGKILL") };
}

function windowsTree(root: number): Group {
  const end = (): void => {
    spawn("taskkill", ["/pid", String(root), "/t", "/f"], { stdio: "ignore", windowsHide: true }).on("error", () => {});
  };
  return { isAlive: () => isRunning(root), terminate: end, kill: end };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits until a condition holds or the clock of `performance` has reached `deadline`; whether it held. */
export async function until(holds: () => boolean, deadline: () => number): Promise<boolean> {
  while (!holds()) {
    if (performance.now() >= deadline()) return false;
    await sleep(10);
  }
  return true;
}
