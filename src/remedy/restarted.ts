import type { Dialect } from "../clients/client.ts";
import type { Fix } from "../fix/fix.ts";
import type { Project, Reading, ServerEntry } from "../model/entry.ts";
import { find } from "../model/keys.ts";
import { entryFix, type Remedy } from "./entry-fix.ts";
import { removeFrom, setOn } from "./entry-ops.ts";

/** Writes the command in the form its clients start. `words`: of the command, where they stand in one string. */
export function restarted(
  entry: ServerEntry,
  project: Project,
  concerned: readonly Reading[],
  words: readonly string[] = [entry.command!.value],
): Fix | undefined {
  const [program, ...given] = words;
  if (program === undefined) return undefined;
  const args = [...given, ...entry.args.map(({ value }) => value)];
  const remedies = concerned.flatMap(({ dialect }) => remedyFor(entry, dialect, program, args) ?? []);
  return entryFix(entry, project, concerned, remedies);
}

function remedyFor(
  entry: ServerEntry,
  { stdio }: Dialect,
  program: string,
  args: readonly string[],
): Remedy | undefined {
  if (!stdio) return undefined;
  if (stdio.commandForm === "array") {
    const left = find(entry.node, "args") ? [removeFrom(entry, "args")] : [];
    const ops = [setOn(entry, stdio.command, [program, ...args]), ...left];
    return { title: "write program and arguments as one list", ops };
  }
  const added = stdio.args !== undefined && args.length > 0 ? [setOn(entry, stdio.args, args)] : [];
  if (args.length > 0 && added.length === 0) return undefined;
  return { title: "write the arguments apart", ops: [setOn(entry, stdio.command, program), ...added] };
}
