import { execFile } from "node:child_process";
import { getuid } from "node:process";
import { promisify } from "node:util";
import type { Process, ProcessTable } from "./process.ts";

const execute = promisify(execFile);

/** One listing with the arguments, one with the paths of the programs: in one line nothing would tell them apart. */
const columns = { args: "pid=,ppid=,uid=,lstart=,rss=,args=", programs: "pid=,comm=" };

/**
 * What `ps` tells, which every user may ask. The listing of a library loses all arguments behind a colon in the first
 * words (`npm exec mcp-remote http://…`), and the second at which a process started.
 */
export async function macosProcesses(): Promise<ProcessTable> {
  const [lines, programs] = await Promise.all([listed(columns.args), listed(columns.programs)]);
  return macosTable(lines, programs, getuid?.());
}

async function listed(columns: string): Promise<string> {
  const options = { env: { ...process.env, LC_ALL: "C" }, maxBuffer: 1 << 28 };
  return (await execute("ps", ["-axww", "-o", columns], options)).stdout;
}

/** From the two listings. `user`: whose processes count as own. */
export function macosTable(lines: string, programs: string, user: number | undefined): ProcessTable {
  const paths = new Map(
    [...programs.matchAll(/^ *(\d+) (\/.*)$/gm)].map(([, pid, path]) => [Number(pid), path!.trimEnd()]),
  );
  const row = /^ *(\d+) +(\d+) +(\d+) +(\w{3} +\w{3} +\d+ +[\d:]{8} +\d{4}) +(\d+) (.*)$/gm;
  return {
    taken: Date.now(),
    processes: [...lines.matchAll(row)].map(([, pid, parent, uid, start, kilobytes, text]): Process => {
      const executable = paths.get(Number(pid));
      return {
        pid: Number(pid),
        parent: Number(parent),
        start: start!,
        since: Date.parse(start!),
        args: piecesOf(text!.trim(), executable),
        exact: false,
        ...(executable !== undefined && { executable }),
        rss: Number(kilobytes) / 1024,
        own: Number(uid) === user,
      };
    }),
    memoryOf: ({ rss }) => ({ rss }),
    folderOf: () => undefined,
    environmentOf: () => undefined,
    inputOf: () => undefined,
  };
}

/** A program in `/Applications/Visual Studio Code.app` has blanks in its own path. */
function piecesOf(text: string, executable: string | undefined): readonly string[] {
  if (executable !== undefined && executable.includes(" ") && text.startsWith(executable)) {
    return [executable, ...text.slice(executable.length).split(" ").filter(Boolean)];
  }
  return text.split(/ +/);
}
