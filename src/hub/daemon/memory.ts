import { listProcesses } from "../../processes/list.ts";
import type { Process } from "../../processes/process.ts";
import type { OperatingSystem } from "../../platform.ts";

/** Of a process and all below it, in bytes. */
export interface ProcessTree {
  readonly processes: number;
  readonly rss: number;
  /** Shared pages counted by their share; where the system tells. */
  readonly pss?: number;
}

/** A process with all below it, and by itself. */
export interface Measured extends ProcessTree {
  readonly alone: ProcessTree;
}

const megabyte = 1_048_576;

/** Memory of each process and of what it started. A process that is gone takes none. */
export async function memoryOf(pids: readonly number[], os: OperatingSystem): Promise<ReadonlyMap<number, Measured>> {
  const table = await listProcesses(os);
  const children = new Map<number, Process[]>();
  for (const each of table.processes) {
    const siblings = children.get(each.parent);
    if (siblings) siblings.push(each);
    else children.set(each.parent, [each]);
  }
  const measured = (process: Process): ProcessTree => {
    const { rss, pss } = table.memoryOf(process);
    return { processes: 1, rss: rss * megabyte, ...(pss !== undefined && { pss: pss * megabyte }) };
  };
  return new Map(
    pids.map((pid) => {
      const tree = table.processes.filter((each) => each.pid === pid);
      // It grows while it is walked.
      for (const each of tree) tree.push(...(children.get(each.pid) ?? []));
      const [own, ...others] = tree.map(measured);
      const alone = own ?? sumOf([]);
      return [pid, { ...sumOf([alone, ...others]), alone }];
    }),
  );
}

export function sumOf(trees: readonly ProcessTree[]): ProcessTree {
  const pss = trees.flatMap((tree) => tree.pss ?? []);
  return {
    processes: trees.reduce((sum, { processes }) => sum + processes, 0),
    rss: trees.reduce((sum, { rss }) => sum + rss, 0),
    ...(pss.length > 0 && { pss: pss.reduce((sum, share) => sum + share, 0) }),
  };
}
