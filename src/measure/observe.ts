import type { Memory } from "../estimate/profile.ts";
import { oncePer } from "../once-per.ts";
import { commandLineOf } from "../processes/command-line.ts";
import { familyOf } from "../processes/family.ts";
import type { Process, ProcessMemory, ProcessTable } from "../processes/process.ts";

/** What one started server is at one moment. */
export interface Observation {
  readonly server: Part;
  /** Launchers and shells that wait for it. */
  readonly around: Part;
  /** MB of file pages of each program that the server runs, the most of any process. */
  readonly files: ReadonlyMap<string, number>;
}

export interface Part {
  readonly processes: number;
  readonly memory: Memory;
}

/** Of the process that was started and all below it; undefined where it has ended. */
export function observe(table: ProcessTable, pid: number): Observation | undefined {
  const family = familyOf(table.processes);
  const top = table.processes.find((process) => process.pid === pid);
  if (!top) return undefined;
  const around: Process[] = [];
  let first = top;
  for (;;) {
    const children = family.childrenOf(first);
    if (!commandLineOf(first).launches || children.length !== 1) break;
    around.push(first);
    first = children[0]!;
  }
  const memoryOf = oncePer(table.memoryOf);
  const server = family.treeOf(first);
  const files = new Map<string, number>();
  for (const process of server) {
    const { file } = memoryOf(process);
    const name = programOf(process);
    if (file !== undefined && name !== undefined) files.set(name, Math.max(rounded(file), files.get(name) ?? 0));
  }
  const part = (processes: readonly Process[]): Part => ({
    processes: processes.length,
    memory: sum(processes.map(memoryOf)),
  });
  return { server: part(server), around: part(around), files };
}

function programOf({ executable }: Process): string | undefined {
  return executable?.slice(Math.max(executable.lastIndexOf("/"), executable.lastIndexOf("\\")) + 1);
}

function sum(memories: readonly ProcessMemory[]): Memory {
  const rss = rounded(memories.reduce((sum, memory) => sum + memory.rss, 0));
  if (memories.some((memory) => memory.private === undefined)) return { rss };
  return { rss, private: rounded(memories.reduce((sum, memory) => sum + memory.private!, 0)) };
}

/** To a tenth of a MB. */
function rounded(megabytes: number): number {
  return Math.round(megabytes * 10) / 10;
}
