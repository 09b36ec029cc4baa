import { execFileSync } from "node:child_process";
import { UserError } from "../errors.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";
import type { FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";

/** What a commit or a branch changes in a repository. */
export interface Changes {
  /** Whether a finding points into a file that is changed, first or beside others. */
  isConcerned(diagnostic: Pick<Diagnostic, "locations">): boolean;
  /** Absolute paths of files that are other on the disk than in the index. Empty where the disk is what counts. */
  readonly unstaged: ReadonlySet<string>;
  /** As `fileSystem`, with what the index holds in their place. */
  asStaged(fileSystem: FileSystem): FileSystem;
}

/** What the next commit would hold. `root`: of the repository, absolute. @throws UserError where Git has no answer. */
export function stagedChanges(root: string, platform: Pick<Platform, "os">): Changes {
  const changed = namesIn(git(["diff", "--cached", "--name-only", "-z", "--no-renames"], root));
  const unstaged = filesOf(namesIn(git(["diff", "--name-only", "-z", "--no-renames"], root)), root, platform);
  const { relative, sep } = pathsOf(platform);
  const nameOf = (path: string): string => relative(root, path).replaceAll(sep, "/");
  return {
    isConcerned: pointsInto(filesOf(changed, root, platform)),
    unstaged,
    asStaged: (fileSystem) => ({
      ...fileSystem,
      read: (path) =>
        unstaged.has(path) ? git(["cat-file", "blob", `:${nameOf(path)}`], root) : fileSystem.read(path),
    }),
  };
}

/** All since `ref` forked off, and what is not committed yet. @throws UserError where Git has no answer. */
export function changesSince(ref: string, root: string, platform: Pick<Platform, "os">): Changes {
  const base = git(["merge-base", "--end-of-options", ref, "HEAD"], root).toString().trim();
  const changed = namesIn(git(["diff", "--name-only", "-z", "--no-renames", base], root));
  const untracked = namesIn(git(["ls-files", "--others", "--exclude-standard", "-z"], root));
  return {
    isConcerned: pointsInto(filesOf([...changed, ...untracked], root, platform)),
    unstaged: new Set(),
    asStaged: (fileSystem) => fileSystem,
  };
}

function pointsInto(files: ReadonlySet<string>): Changes["isConcerned"] {
  return ({ locations }) =>
    locations.some(
      ({ source: { file, realFile } }) => files.has(file) || (realFile !== undefined && files.has(realFile)),
    );
}

function filesOf(names: readonly string[], root: string, platform: Pick<Platform, "os">): ReadonlySet<string> {
  const { join } = pathsOf(platform);
  return new Set(names.map((name) => join(root, name)));
}

function namesIn(output: Buffer): readonly string[] {
  return output
    .toString()
    .split("\0")
    .filter((name) => name !== "");
}

function git(args: readonly string[], cwd: string): Buffer {
  try {
    return execFileSync("git", args, { cwd, stdio: ["ignore", "pipe", "pipe"], maxBuffer: 2 ** 28 });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: Buffer };
    if (code === "ENOENT")
      throw new UserError("there is no `git` to ask what has changed", "lint without --staged and --changed");
    const why = stderr?.toString().trim().split("\n")[0] ?? String(code);
    throw new UserError(
      `Git does not say what has changed: ${why}`,
      "--changed=REF takes a branch, a tag or a commit that is here",
    );
  }
}
