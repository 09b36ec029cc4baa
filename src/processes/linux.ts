import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { getuid } from "node:process";
import type { Input, Process, ProcessMemory, ProcessTable } from "./process.ts";

/** USER_HZ: what the kernel tells programs is in these, whatever its own clock is. */
const ticksPerSecond = 100;

/** The processes under a mounted proc file system. */
export function linuxProcesses(root = "/proc"): ProcessTable {
  const boot = 1000 * Number(/^btime (\d+)$/m.exec(textOf(`${root}/stat`) ?? "")?.[1] ?? 0);
  const folder = ({ pid }: Process): string => `${root}/${pid}`;
  return {
    taken: Date.now(),
    processes: readdirSync(root).flatMap((name) => (/^\d+$/.test(name) ? processIn(`${root}/${name}`, boot) : [])),
    memoryOf: (process) => memoryIn(folder(process)) ?? { rss: process.rss },
    folderOf: (process) => linkOf(`${folder(process)}/cwd`),
    environmentOf: (process) => (process.own ? environmentIn(folder(process)) : undefined),
    inputOf: (process) => inputOf(linkOf(`${folder(process)}/fd/0`)),
  };
}

/** Empty for one that has ended, waited for or not, and for one that is a part of the kernel. */
function processIn(folder: string, boot: number): readonly [] | readonly [Process] {
  const [stat, status, line] = [textOf(`${folder}/stat`), textOf(`${folder}/status`), textOf(`${folder}/cmdline`)];
  if (!stat || !status || !line) return [];
  // The second field is the program's name in brackets, which may hold blanks and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields[19]!;
  const executable = linkOf(`${folder}/exe`)?.replace(/ \(deleted\)$/, "");
  return [
    {
      pid: Number.parseInt(stat, 10),
      parent: Number(fields[1]),
      start: ticks,
      since: boot + (1000 * Number(ticks)) / ticksPerSecond,
      args: argumentsIn(line),
      exact: true,
      ...(executable !== undefined && { executable }),
      rss: megabytes(status, "VmRSS") ?? 0,
      own: Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]) === getuid?.(),
    },
  ];
}

/** Each ends with a NUL. A program that writes its title there makes one of them, and NULs of the rest of the room. */
function argumentsIn(line: string): readonly string[] {
  const title = line.replace(/\0+$/, "");
  return title.includes("\0") ? line.replace(/\0$/, "").split("\0") : [title];
}

function memoryIn(folder: string): ProcessMemory | undefined {
  const sums = textOf(`${folder}/smaps_rollup`);
  const [rss, pss, anonymous] = sums ? ["Rss", "Pss", "Anonymous"].map((name) => megabytes(sums, name)) : [];
  if (rss === undefined) return undefined;
  const tables = megabytes(textOf(`${folder}/status`) ?? "", "VmPTE") ?? 0;
  if (pss === undefined || anonymous === undefined) return { rss };
  return { rss, pss: pss + tables, private: anonymous + tables, file: rss - anonymous };
}

/** `Pss:    123 kB` */
function megabytes(text: string, name: string): number | undefined {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(text);
  return found ? Number(found[1]) / 1024 : undefined;
}

function environmentIn(folder: string): ReadonlyMap<string, string> | undefined {
  const text = textOf(`${folder}/environ`);
  if (text === undefined) return undefined;
  const variables = text.split("\0").map((variable) => [variable, variable.indexOf("=")] as const);
  return new Map(variables.flatMap(([text, at]) => (at > 0 ? [[text.slice(0, at), text.slice(at + 1)]] : [])));
}

function inputOf(target: string | undefined): Input | undefined {
  if (target === undefined) return undefined;
  if (/^(?:pipe|socket):/.test(target)) return "pipe";
  if (/^\/dev\/(?:pts\/|tty|console)/.test(target)) return "terminal";
  return target === "/dev/null" ? "nothing" : "file";
}

/** Undefined where it is gone, or somebody else's. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function linkOf(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
