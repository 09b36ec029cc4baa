import { groupBy } from "../model/group.ts";
import type { RunningServer } from "./attribute.ts";
import type { Process, ProcessMemory, ProcessTable } from "./process.ts";

/** Processes, and what they take. */
export interface Figures {
  readonly processes: number;
  readonly memory: ProcessMemory;
}

/** What one server takes, and how much of it is for launching it alone. */
export interface ServerFigures extends Figures {
  readonly launchers: Figures;
}

export function figuresOf({ tree, launchers }: RunningServer, { memoryOf }: ProcessTable): ServerFigures {
  const memory = new Map(tree.map((process) => [process, memoryOf(process)]));
  const sumOver = (processes: readonly Process[]): Figures => ({
    processes: processes.length,
    memory: sumOfMemory(processes.map((process) => memory.get(process)!)),
  });
  return { ...sumOver(tree), launchers: sumOver(launchers) };
}

export function sumOf(figures: readonly Figures[]): Figures {
  return {
    processes: figures.reduce((sum, { processes }) => sum + processes, 0),
    memory: sumOfMemory(figures.map(({ memory }) => memory)),
  };
}

/** What one does not tell is not told of the sum. */
function sumOfMemory(memories: readonly ProcessMemory[]): ProcessMemory {
  const sum = (of: (memory: ProcessMemory) => number | undefined): number | undefined =>
    memories.reduce<number | undefined>((sum, memory) => {
      const size = of(memory);
      return sum === undefined || size === undefined ? undefined : sum + size;
    }, 0);
  const [pss, own] = [sum(({ pss }) => pss), sum((memory) => memory.private)];
  return {
    rss: sum(({ rss }) => rss)!,
    ...(pss !== undefined && { pss }),
    ...(own !== undefined && { private: own }),
  };
}

/** Servers of one identity, where more than one runs. */
export type Duplicates = readonly [RunningServer, RunningServer, ...RunningServer[]];

export function duplicatesAmong(servers: readonly RunningServer[]): readonly Duplicates[] {
  const groups = groupBy(servers, ({ entry }) => entry?.identity);
  return [...groups].flatMap(([identity, group]) =>
    identity !== undefined && group.length > 1 ? [group as unknown as Duplicates] : [],
  );
}
