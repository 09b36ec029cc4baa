import { pathsOf, type Platform } from "../platform.ts";
import type { FileSystem } from "../file-system.ts";
import type { Syntax } from "../document/document.ts";
import type { Match } from "./match.ts";
import { isInstalled } from "./installed.ts";
import { madeFromIn, type MadeFromOf } from "./made-from.ts";
import { mergeReaders } from "./readers.ts";
import type { Discovery, Generated, Skipped, Source } from "./source.ts";

/** Where discovery looks. */
export interface Surroundings {
  readonly fileSystem: FileSystem;
  readonly platform: Platform;
}

/** A path that may become a source. */
export interface Candidate extends Match {
  /** Absolute. */
  readonly file: string;
  /** The same with every link followed, where that is known. */
  readonly realFile?: string;
  /** The file is a link, or lies behind one inside the root: another path to it is the better one. */
  readonly linked?: true;
  /** The user named this very file. */
  readonly named?: true;
  /** The folder the user named, in which it was found. */
  readonly within?: string;
}

/** In bytes. Nobody wrote a larger one by hand, and no client reads it either. */
export const LARGEST = 64 * 1024 * 1024;

/**
 * One source for every file, however many paths lead to it and however many candidates name it; the readers of all of
 * them together. In the order of the paths.
 */
export function collect(
  candidates: readonly Candidate[],
  passedOver: readonly Skipped[],
  surroundings: Surroundings,
): Discovery {
  const { fileSystem, platform } = surroundings;
  const skipped = new Map(passedOver.map((skip) => [skip.shown, skip]));
  const byRealFile = new Map<string, Candidate & { readonly realFile: string }>();
  const direct = candidates.filter(({ linked }) => !linked);
  const linked = candidates.filter(({ linked }) => linked);
  for (const candidate of [...direct.toSorted(byFile), ...linked.toSorted(byFile)]) {
    const reason = reasonToSkip(candidate, fileSystem);
    if (reason) {
      const shown = shownPath(candidate.file, platform);
      skipped.set(shown, { shown, ...reason });
      continue;
    }
    const realFile = candidate.realFile ?? fileSystem.realPath(candidate.file) ?? candidate.file;
    const first = byRealFile.get(realFile);
    byRealFile.set(realFile, first ? merged(first, candidate) : { ...candidate, realFile });
  }
  const madeFrom = madeFromIn(surroundings);
  const sources = [...byRealFile.values()].map((candidate) => sourceOf(candidate, madeFrom, surroundings));
  return { sources: sources.toSorted(byFile), skipped: [...skipped.values()].toSorted(byShown) };
}

/** Relative to the working directory or to the home folder where it lies below, always with `/`. */
export function shownPath(file: string, platform: Platform): string {
  const { cwd, home } = platform;
  const inHome = below(home, file, platform);
  const inCwd = below(cwd, file, platform);
  // Whoever stands in the home folder or above it still wants to see which files are the user's own.
  if (inCwd !== undefined && below(cwd, home, platform) === undefined) return inCwd || ".";
  if (inHome !== undefined) return inHome === "" ? "~" : `~/${inHome}`;
  return inCwd || file.replaceAll(pathsOf(platform).sep, "/");
}

/** The path from a folder to a file in it, always with `/`; undefined where the file lies outside. Both absolute. */
export function below(folder: string, file: string, platform: Pick<Platform, "os">): string | undefined {
  const paths = pathsOf(platform);
  // Most files lie where they seem to; `relative` takes its time to be sure.
  const isInside = file.startsWith(folder) && file[folder.length] === paths.sep && paths.normalize(file) === file;
  const relative = isInside ? file.slice(folder.length + 1) : paths.relative(folder, file);
  if (relative === ".." || relative.startsWith(`..${paths.sep}`) || paths.isAbsolute(relative)) return undefined;
  return relative.replaceAll(paths.sep, "/");
}

function reasonToSkip(candidate: Candidate, fileSystem: FileSystem): Omit<Skipped, "shown"> | undefined {
  if (candidate.opaque !== undefined) return { reason: "not-a-config", detail: candidate.opaque };
  const status = fileSystem.status(candidate.file);
  if (!status)
    return candidate.linked ? { reason: "not-a-file", detail: "a link to nothing" } : { reason: "unreadable" };
  if (status.kind !== "file") return { reason: "not-a-file" };
  if (status.size > LARGEST) return { reason: "too-large", detail: `${status.size} bytes` };
  try {
    fileSystem.read(candidate.file);
    return undefined;
  } catch (error) {
    return { reason: "unreadable", detail: (error as NodeJS.ErrnoException).code ?? "" };
  }
}

/** The reason is that of the owner; a mistaken place stays one only while nobody reads the file. */
function merged<First extends Candidate>(first: First, second: Candidate): First {
  const { mistaken, ...rest } = first;
  const readers = mergeReaders([...first.readers, ...second.readers]);
  const why = readers[0] !== undefined && readers[0] === second.readers[0] ? second.why : first.why;
  const named = first.named ?? second.named;
  return {
    ...(rest as First),
    readers,
    why,
    ...(named && { named }),
    ...(readers.length === 0 && mistaken && { mistaken }),
  };
}

function sourceOf(
  candidate: Candidate & { readonly realFile: string },
  madeFrom: MadeFromOf,
  surroundings: Surroundings,
): Source {
  const { file, realFile, readers, why, mistaken, named, apart, within } = candidate;
  const { platform } = surroundings;
  const kept = candidate.generated ?? madeBy(realFile, surroundings);
  const made = kept ? undefined : madeFrom({ file, readers });
  const generated = kept ?? made?.tool;
  const shown = shownPath(file, platform);
  return {
    file,
    shown,
    ...(realFile !== file && { realFile }),
    syntax: readers[0]?.file.syntax ?? syntaxOf(file),
    readers,
    why,
    ...(named && { named }),
    ...(apart && { apart }),
    ...natureOf(within === undefined ? shown : (below(within, file, platform) ?? shown)),
    ...(generated && { generated }),
    ...(made && { madeFrom: shownPath(made.file, platform) }),
    ...(mistaken && { mistaken }),
  };
}

const examples =
  /(?:^|\/)(?:docs?|examples?|fixtures?|samples?|templates?|(?:[\w-]+[-_])?(?:agents?|ides?|clients?)[-_]configs?|\.te?mp|test-[^/]+|[^/]+-test(?:-[^/]+)?)\//i;
const backups = /(?:^|\/)(?:archives?|backups?)\//i;

/** Not what lies in the home folder: that is in use. */
function natureOf(path: string): Pick<Source, "example" | "backup"> {
  if (path.startsWith("~/")) return {};
  if (backups.test(path)) return { example: true, backup: true };
  return examples.test(path) ? { example: true } : {};
}

function madeBy(realFile: string, surroundings: Surroundings): Generated | undefined {
  if (isInstalled(realFile, surroundings)) return "installed-plugin";
  if (!realFile.startsWith("/nix/store/")) return undefined;
  return realFile.includes("-home-manager-files/") ? "home-manager" : "nix-store";
}

const SYNTAXES: Readonly<Record<string, Syntax>> = {
  json: "json",
  json5: "json5",
  toml: "toml",
  yaml: "yaml",
  yml: "yaml",
  md: "markdown",
};

/** What a name says of a file that no client is known for. JSON with comments takes most of what has no telling name. */
export function syntaxOf(file: string): Syntax {
  const extension = /\.(\w+)(?:\.(?:tmpl|template|example|sample))?$/.exec(file)?.[1] ?? "";
  return SYNTAXES[extension.toLowerCase()] ?? "jsonc";
}

function byShown(a: Skipped, b: Skipped): number {
  return a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0;
}

function byFile(a: { readonly file: string }, b: { readonly file: string }): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}
