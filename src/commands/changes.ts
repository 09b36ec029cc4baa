import { repositoryRoot } from "../discover/repo.ts";
import { UserError } from "../errors.ts";
import { changesSince, stagedChanges, type Changes } from "../git/changes.ts";
import type { Host } from "../run.ts";

export interface ChangeOptions {
  readonly staged?: true;
  /** A branch, tag or commit. */
  readonly changed?: string;
  readonly machine?: true;
}

/** What Git says has changed, where the user wants to hear of that alone. */
export function chosenChanges(
  { staged, changed, machine }: ChangeOptions,
  { fileSystem, platform }: Host,
): Changes | undefined {
  if (!staged && changed === undefined) return undefined;
  if (staged && changed !== undefined)
    throw new UserError("--staged and --changed exclude each other", "give one of them");
  if (machine)
    throw new UserError("--machine has no repository whose changes could be told", "leave out --staged and --changed");
  const root = repositoryRoot(platform.cwd, fileSystem);
  return staged ? stagedChanges(root, platform) : changesSince(changed!, root, platform);
}
