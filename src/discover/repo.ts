import type { Client } from "../clients/client.ts";
import type { DirectoryEntry, FileSystem } from "../file-system.ts";
import { listOnce } from "../file-system/list-once.ts";
import { pathsOf } from "../platform.ts";
import { collect, shownPath, type Candidate, type Surroundings } from "./collect.ts";
import { isIgnored, rulesIn, type IgnoreRules } from "./ignored.ts";
import { matcherOf } from "./match.ts";
import type { Discovery, Skipped } from "./source.ts";

export interface RepoOptions extends Surroundings {
  readonly clients: readonly Client[];
  /** Leave out what Git ignores, and test data. */
  readonly ignore: boolean;
}

/** Every config below a folder: those of a project at any depth, and user files as dotfiles repositories keep them. */
export function discoverRepo(root: string, given: RepoOptions): Discovery {
  const options = { ...given, fileSystem: listOnce(given.fileSystem) };
  const { candidates, skipped } = walk(root, options);
  return collect(candidates, skipped, options);
}

/** The nearest folder at or above `cwd` that holds a `.git`; `cwd` where there is none. */
export function repositoryRoot(cwd: string, fileSystem: FileSystem): string {
  return gitFolder(cwd, fileSystem) ?? cwd;
}

function gitFolder(cwd: string, fileSystem: FileSystem): string | undefined {
  // An absolute path tells its system: one with a drive or a share is never a path elsewhere.
  const paths = pathsOf({ os: /^(?:[A-Za-z]:|\\\\)/.test(cwd) ? "windows" : "linux" });
  for (let folder = cwd; ; folder = paths.dirname(folder)) {
    if (fileSystem.status(paths.join(folder, ".git"))) return folder;
    if (paths.dirname(folder) === folder) return undefined;
  }
}

/** Version control, installed packages and caches: never anybody's configs. */
const NEVER_WALKED = new Set([
  ".git",
  ".hg",
  ".jj",
  ".svn",
  "node_modules",
  "bower_components",
  ".pnpm-store",
  ".yarn",
  ".npm",
  ".cache",
  ".cargo",
  ".rustup",
  ".gradle",
  ".m2",
  ".venv",
  ".tox",
  ".nox",
  ".direnv",
  "__pycache__",
]);

/** Configs that tests of some other program read. Whoever means them names the folder, or takes all with `--no-ignore`. */
const TEST_DATA = /^(?:_*|test[-_])fixtures?_*$|^test[-_]?data$/i;

interface Folder {
  readonly path: string;
  /** Below the root. */
  readonly names: readonly string[];
  readonly rules: IgnoreRules | undefined;
  /** Nothing in it is linted. What Git ignores is only looked into along the folders of clients, to say what was passed over. */
  readonly aside?: "ignored" | "test-data" | undefined;
  /** Entered through a link, inside which no further one is followed. */
  readonly linked: boolean;
}

/** The files below a folder that may be configs, and what was not looked into. */
export function walk(root: string, options: RepoOptions): { candidates: Candidate[]; skipped: Skipped[] } {
  const { clients, fileSystem, platform } = options;
  const paths = pathsOf(platform);
  const matcher = matcherOf(clients);
  const realRoot = fileSystem.realPath(root) ?? root;
  const device = fileSystem.status(root)?.device;
  const candidates: Candidate[] = [];
  const skipped: Skipped[] = [];
  const links: Folder[] = [];
  const followed = new Set<string>();
  const rules = options.ignore ? rulesAbove(root, options) : undefined;
  const folders: Folder[] = [{ path: root, names: [], rules, linked: false }];

  for (let folder = folders.pop(); folder; folder = folders.pop() ?? links.pop()) {
    const status = fileSystem.status(folder.path);
    if (status && status.device !== device) {
      skip(folder.path, "network-mount");
      continue;
    }
    const entries = entriesOf(folder);
    if (entries.some(({ name }) => name === "pyvenv.cfg")) continue;
    const rules =
      options.ignore && entries.some(({ name, kind }) => name === ".gitignore" && kind === "file")
        ? rulesIn(folder.path, folder.rules, options)
        : folder.rules;
    // Names from a listing need no tidying up.
    const start = folder.path.endsWith(paths.sep) ? folder.path : folder.path + paths.sep;
    for (const { name, kind } of entries) {
      const at = { ...folder, path: start + name, names: [...folder.names, name], rules };
      if (kind === "directory") enter(at);
      else if (!visit(at, kind) && kind === "link" && !folder.linked) follow(at);
    }
  }
  return { candidates, skipped };

  function entriesOf(folder: Folder): readonly DirectoryEntry[] {
    try {
      return fileSystem.list(folder.path);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR") skip(folder.path, "unreadable", code);
      return [];
    }
  }

  function enter(folder: Folder): void {
    const name = folder.names.at(-1)!;
    if (NEVER_WALKED.has(name)) return;
    const wasIgnored = folder.aside === "ignored";
    const ignored = wasIgnored || isIgnored(folder.path, "folder", folder.rules, platform);
    if (ignored && !(wasIgnored ? matcher.isOnTheWay(name) : matcher.isConfigFolder(name))) return;
    const isTestData = options.ignore && TEST_DATA.test(name);
    const aside = ignored ? "ignored" : isTestData ? "test-data" : folder.aside;
    (folder.linked ? links : folders).push({ ...folder, aside });
  }

  /** Whether the name is that of a config. */
  function visit({ path, names, rules, aside: around, linked }: Folder, kind: string): boolean {
    const match = matcher.match(names);
    if (!match) return false;
    const aside = around ?? (isIgnored(path, "file", rules, platform) ? "ignored" : undefined);
    if (aside) skip(path, aside);
    else if (kind === "link" || linked) candidates.push({ file: path, ...match, linked: true });
    // The walk came here from the root by no link, so there is none to follow.
    else candidates.push({ file: path, ...match, realFile: realRoot === root ? path : paths.join(realRoot, ...names) });
    return true;
  }

  /**
   * What a linked folder inside the root holds is found under its own name as well; only where the link has the name of a
   * client's folder do more clients read it.
   */
  function follow(at: Folder): void {
    const name = at.names.at(-1)!;
    if (!matcher.isConfigFolder(name)) return;
    const real = fileSystem.realPath(at.path);
    if (real === undefined || !isBelow(real, realRoot) || isBelow(paths.join(realRoot, ...at.names), real)) return;
    const visit = `${name}\0${real}`;
    if (followed.has(visit) || fileSystem.status(real)?.kind !== "directory") return;
    followed.add(visit);
    enter({ ...at, linked: true });
  }

  function isBelow(path: string, folder: string): boolean {
    return path === folder || path.startsWith(folder.endsWith(paths.sep) ? folder : folder + paths.sep);
  }

  function skip(path: string, reason: Skipped["reason"], detail?: string): void {
    skipped.push({ shown: shownPath(path, platform), reason, ...(detail && { detail }) });
  }
}

/** The rules that hold in `root` from the top of its repository; none where they would leave out all of it. */
function rulesAbove(root: string, surroundings: Surroundings): IgnoreRules | undefined {
  const { fileSystem, platform } = surroundings;
  const paths = pathsOf(platform);
  const top = gitFolder(root, fileSystem);
  if (top === undefined) return undefined;
  let rules = rulesIn(top, undefined, surroundings, paths.join(".git", "info", "exclude"));
  let folder = top;
  for (const name of paths.relative(top, root).split(paths.sep).filter(Boolean)) {
    rules = rulesIn(folder, rules, surroundings);
    folder = paths.join(folder, name);
    if (isIgnored(folder, "folder", rules, platform)) return undefined;
  }
  return rules;
}
