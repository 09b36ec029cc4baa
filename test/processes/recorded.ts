import { readFileSync } from "node:fs";
import path from "node:path";
import type { Input, Process, ProcessTable } from "../../src/processes/process.ts";

/** A process as a recording holds it. */
export interface Recorded extends Process {
  readonly folder?: string;
  readonly input?: Input;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a machine showed once, with the paths of its user made up. */
export function recorded(name: string): ProcessTable {
  const file = path.join(import.meta.dirname, "recorded", `${name}.json`);
  const { taken, processes } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly taken: number;
    readonly processes: readonly Recorded[];
  };
  return tableOf(processes, taken);
}

export function tableOf(processes: readonly Recorded[], taken = 0): ProcessTable {
  const find = ({ pid }: Process): Recorded | undefined => processes.find((process) => process.pid === pid);
  return {
    taken,
    processes,
    memoryOf: ({ rss }) => ({ rss }),
    folderOf: (process) => find(process)?.folder,
    environmentOf: (process) => {
      const { environment } = find(process) ?? {};
      return environment && new Map(Object.entries(environment));
    },
    inputOf: (process) => find(process)?.input,
  };
}
