import { groupBy } from "../model/group.ts";
import type { Process, Tree } from "./process.ts";

/** Who started whom. */
export interface Family {
  parentOf(process: Process): Process | undefined;
  childrenOf(process: Process): readonly Process[];
  /** The process and all that descends from it, without those of which `isLeft` holds and what descends from them. */
  treeOf(process: Process, isLeft?: (process: Process) => boolean): Tree;
}

export function familyOf(processes: readonly Process[]): Family {
  const parents = parentsOf(processes);
  const children = groupBy(processes, (process) => parents.get(process));
  const childrenOf = (process: Process): readonly Process[] => children.get(process) ?? [];
  const treeOf: Family["treeOf"] = (top, isLeft) => {
    const below = (process: Process): readonly Process[] =>
      childrenOf(process).flatMap((child) => (isLeft?.(child) ? [] : [child, ...below(child)]));
    return [top, ...below(top)];
  };
  return { parentOf: (process) => parents.get(process), childrenOf, treeOf };
}

/** Some systems tell a start to the second. */
const clockStep = 1000;

/** Windows keeps the number of a parent that is gone and gives it to another process: no child is older than its parent. */
function parentsOf(processes: readonly Process[]): ReadonlyMap<Process, Process> {
  const byNumber = new Map(processes.map((process) => [process.pid, process]));
  const parents = new Map<Process, Process>();
  for (const process of processes) {
    const parent = byNumber.get(process.parent);
    if (!parent || parent.since > process.since + clockStep) continue;
    let above: Process | undefined = parent;
    while (above && above !== process) above = parents.get(above);
    if (!above) parents.set(process, parent);
  }
  return parents;
}

/** What takes over the processes whose parent has ended. */
const collectors =
  /(?:^|\/)(?:init|systemd|launchd|tini|dumb-init|docker-init|catatonit|s6-svscan|runsvdir|Relay\(\d+\))$/;

/** Whether a process has lost its parent: that is gone, or what collects such processes has taken its place. */
export function isAbandoned(process: Process, { parentOf }: Family): boolean {
  const parent = parentOf(process);
  if (!parent || parent.pid === 1) return true;
  return [parent.executable, parent.args[0]].some((name) => name !== undefined && collectors.test(name));
}
