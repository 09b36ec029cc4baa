import { setTimeout as sleep } from "node:timers/promises";
import type { OperatingSystem } from "../platform.ts";
import { familyOf } from "./family.ts";
import { listProcesses } from "./list.ts";
import type { Process, ProcessTable, Tree } from "./process.ts";

/** What ending needs of a machine. */
export interface EndingHost {
  list(): Promise<Pick<ProcessTable, "processes">>;
  /** Throws where there is no such process, or it may not be ended. */
  signal(pid: number, signal: "SIGTERM" | "SIGKILL"): void;
  wait(milliseconds: number): Promise<unknown>;
}

export function endingHost(os: OperatingSystem): EndingHost {
  return { list: () => listProcesses(os), signal: (pid, signal) => void process.kill(pid, signal), wait: sleep };
}

/** How often to look, and how often in all after each signal. */
const interval = 100;
const looks = { SIGTERM: 50, SIGKILL: 20 } as const;

/**
 * Ends the processes of a tree and all that they have started since: asked first, after five seconds by force. A number
 * that meanwhile belongs to another process is left alone. Gives what is still there.
 */
export async function endTree(tree: Tree, { list, signal, wait }: EndingHost): Promise<readonly Process[]> {
  const known = new Set(tree.map(nameOf));
  const remaining = async (): Promise<readonly Process[]> => {
    const { processes } = await list();
    const family = familyOf(processes);
    const found = processes.filter((process) => known.has(nameOf(process)));
    const all = new Set(found.flatMap((process) => family.treeOf(process)));
    for (const process of all) known.add(nameOf(process));
    return [...all];
  };
  let left = await remaining();
  for (const kind of ["SIGTERM", "SIGKILL"] as const) {
    const asked = new Set<string>();
    for (let look = 0; look < looks[kind] && left.length > 0; look++) {
      for (const process of left.filter((process) => !asked.has(nameOf(process)))) {
        asked.add(nameOf(process));
        try {
          signal(process.pid, kind);
        } catch {
          // It has just ended, or it is still there in the end and told of then.
        }
      }
      await wait(interval);
      left = await remaining();
    }
  }
  return left;
}

function nameOf({ pid, start }: Process): string {
  return `${pid} ${start}`;
}
