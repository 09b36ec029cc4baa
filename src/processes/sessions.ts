import { programs, type Program } from "./programs.ts";
import type { Process } from "./process.ts";

/**
 * How many sessions of each client this user has open, by its id: a program in a terminal is one, and of an editor every window.
 * Clients inside another count as that one does. Clients that are not running are not in it.
 */
export function countSessions(processes: readonly Process[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (client: string, number: number): void => void counts.set(client, (counts.get(client) ?? 0) + number);
  const running = clientProcesses(processes.filter(({ own }) => own));
  for (const program of programs) {
    const members = [...running].filter(([, other]) => other === program).map(([process]) => process);
    const tops = members.filter(({ parent }) => !members.some(({ pid }) => pid === parent));
    const windows = members.filter(({ args }) => args.some((arg) => program.window?.test(arg)));
    const sessions = Math.max(windows.length, tops.filter((process) => !isHelper(process, program)).length);
    if (sessions === 0) continue;
    for (const client of [program.client, ...(program.hosts ?? [])]) add(client, sessions);
  }
  return counts;
}

/** Every process that belongs to a client, with that client's program. */
export function clientProcesses(processes: readonly Process[]): ReadonlyMap<Process, Program> {
  return new Map(
    processes.flatMap((process) => {
      const program = programOf(process);
      return program ? [[process, program] as const] : [];
    }),
  );
}

/** Whether a process of a client does other work than to serve somebody. */
export function isHelper({ args }: Process, { helper }: Program): boolean {
  return helper !== undefined && args.some((arg) => helper.test(arg));
}

/** The client a process is of. */
function programOf({ executable, args }: Process): Program | undefined {
  const names = [executable, args[0]].flatMap((name) => (name === undefined ? [] : [plainPath(name)]));
  const script = scriptOf(args);
  return programs.find(
    (program) =>
      (names.some((name) => program.executable?.test(name)) ||
        (script !== undefined && program.script?.test(script))) &&
      (!program.argument || args.some((arg) => program.argument?.test(arg))),
  );
}

/** What an interpreter runs. */
function scriptOf(args: readonly string[]): string | undefined {
  if (!/(?:^|\/)(?:node|bun|deno|python[\d.]*|electron)$/i.test(plainPath(args[0]!))) return undefined;
  const script = args.find((arg, at) => at > 0 && !arg.startsWith("-"));
  return script === undefined ? undefined : plainPath(script);
}

function plainPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/\.(?:exe|cmd)$/i, "");
}
