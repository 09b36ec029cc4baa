import type { Systeminformation } from "systeminformation";
import type { Process, ProcessTable } from "./process.ts";

/** What WMI tells: no arguments of other users' processes, and nothing about how memory is shared. */
export async function windowsProcesses(): Promise<ProcessTable> {
  const { processes } = await import("systeminformation");
  return windowsTable((await processes()).list);
}

type Listed = Pick<
  Systeminformation.ProcessesProcessData,
  "pid" | "parentPid" | "name" | "started" | "command" | "path" | "memRss"
>;

export function windowsTable(list: readonly Listed[]): ProcessTable {
  return {
    taken: Date.now(),
    processes: list.map(({ pid, parentPid, name, started, command, path, memRss }): Process => {
      const args = command ? splitCommandLine(command) : [];
      return {
        pid,
        parent: parentPid,
        start: started,
        since: Date.parse(started.replace(" ", "T")),
        args: args.length > 0 ? args : [name],
        exact: true,
        ...(path && { executable: path }),
        rss: memRss / 1024,
        own: command !== name,
      };
    }),
    memoryOf: ({ rss }) => ({ rss }),
    folderOf: () => undefined,
    environmentOf: () => undefined,
    inputOf: () => undefined,
  };
}

/**
 * As programs of Windows split their command line: 2n backslashes before a quote are n, one more makes the quote a
 * character, and two quotes inside of quotes are one.
 */
export function splitCommandLine(line: string): readonly string[] {
  const args: string[] = [];
  let arg: string | undefined;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (character === "\\") {
      const run = /^\\+/.exec(line.slice(at))![0].length;
      const beforeQuote = line[at + run] === '"';
      arg = (arg ?? "") + "\\".repeat(beforeQuote ? run >> 1 : run);
      at += run - 1;
      if (beforeQuote && run % 2 === 1) {
        arg += '"';
        at++;
      }
    } else if (character === '"') {
      arg ??= "";
      if (quoted && line[at + 1] === '"') {
        arg += '"';
        at++;
      } else quoted = !quoted;
    } else if (!quoted && /\s/.test(character)) {
      if (arg !== undefined) args.push(arg);
      arg = undefined;
    } else arg = (arg ?? "") + character;
  }
  return arg === undefined ? args : [...args, arg];
}
