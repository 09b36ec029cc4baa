import type { Client } from "../clients/client.ts";
import { expandPaths } from "../clients/paths.ts";
import type { Syntax } from "../document/document.ts";
import { UserError } from "../errors.ts";
import type { FileSystem } from "../file-system.ts";
import { listOnce } from "../file-system/list-once.ts";
import { pathsOf, type Platform } from "../platform.ts";
import { collect, shownPath, syntaxOf, type Candidate } from "./collect.ts";
import { matcherOf, type Match } from "./match.ts";
import { globbing } from "./globbing.ts";
import { endsWith, namesOf, segmentsOf } from "./pattern.ts";
import { walk, type RepoOptions } from "./repo.ts";
import { mergeReaders } from "./readers.ts";
import type { Discovery, Reader, Skipped } from "./source.ts";
import { nearest } from "./suggestion.ts";

export interface ExplicitOptions extends RepoOptions {
  /** Read the files as this client does, whatever their names; below folders, look for its files only. */
  readonly client?: Client;
  /** The name that `-` stands for. */
  readonly stdinFilename?: string;
}

/**
 * The files that the user names: paths, folders, globs, and `-` for standard input, whose bytes the caller puts at
 * `standardInputFile` of the file system.
 *
 * @throws UserError where a path leads to nothing.
 */
export async function discoverExplicit(paths: readonly string[], given: ExplicitOptions): Promise<Discovery> {
  const options = { ...given, fileSystem: listOnce(given.fileSystem) };
  const { client, fileSystem, platform } = options;
  const matcher = matcherOf(options.clients);
  const candidates: Candidate[] = [];
  const skipped: Skipped[] = [];
  for (const path of paths) {
    const file = path === "-" ? standardInputFile(options.stdinFilename, platform) : absolute(path, platform);
    const status = fileSystem.status(file);
    if (status?.kind === "directory") {
      const found = walk(file, client ? { ...options, clients: [client] } : options);
      candidates.push(...found.candidates.map((candidate) => ({ ...candidate, within: file })));
      skipped.push(...found.skipped);
    } else if (status) {
      candidates.push(candidateOf(file));
    } else {
      const files = await filesOfGlob(path, options);
      if (files.length === 0) throw missing(path, options);
      candidates.push(...files.map(candidateOf));
    }
  }
  return collect(candidates, skipped, options);

  function candidateOf(file: string): Candidate {
    const linked = fileSystem.realPath(file) !== file && { linked: true as const };
    const match = userMatch(file, options) ?? matcher.match(namesOf(file)) ?? { readers: [], why: "given by name" };
    if (!client) return { file, ...match, ...linked, named: true };
    const { mistaken: _, ...rest } = match;
    const readers = match.readers.filter((reader) => reader.client.id === client.id);
    const why = `given by name, to be read as ${client.name} does`;
    return {
      file,
      ...rest,
      readers: readers.length > 0 ? readers : readersFor(file, client),
      why,
      ...linked,
      named: true,
    };
  }
}

/** Where standard input counts as lying. */
export function standardInputFile(name: string | undefined, platform: Platform): string {
  return absolute(name ?? "<stdin>", platform);
}

function absolute(path: string, platform: Platform): string {
  return pathsOf(platform).resolve(platform.cwd, path);
}

/** A file that is one of the user's own on this machine. */
function userMatch(file: string, { clients, platform }: ExplicitOptions): Match | undefined {
  const names = namesOf(file);
  const isHere = (path: string): boolean => {
    const segments = segmentsOf(path);
    return segments.length === names.length && endsWith(names, segments);
  };
  const fitting = clients.flatMap((client) =>
    client.files
      .filter(({ os }) => os?.includes(platform.os) ?? true)
      .flatMap((config): readonly Reader[] => {
        const patterns = config.paths.filter((pattern) => mayEndIn(pattern, names.at(-1)));
        const isOne = patterns.some((pattern) => expandPaths(pattern, platform).some(isHere));
        return isOne ? [{ client, file: config }] : [];
      }),
  );
  const readers = mergeReaders(fitting);
  const [first] = readers;
  return first && { readers, why: `${first.file.scope} file of ${first.client.name}` };
}

/** Whether a path that a pattern stands for can have this name. Most cannot, and need not be expanded. */
function mayEndIn(pattern: string, name = ""): boolean {
  return pattern.endsWith(`/${name}`) || /[*}][^/]*$/.test(pattern);
}

/** What a client would make of a file that does not have the name of one of its own. */
function readersFor(file: string, client: Client): readonly Reader[] {
  const format = (syntax: Syntax): Syntax => (syntax === "jsonc" ? "json" : syntax);
  const syntax = format(syntaxOf(file));
  const found = client.files.find((config) => format(config.syntax) === syntax) ?? client.files[0];
  return found ? [{ client, file: found }] : [];
}

async function filesOfGlob(pattern: string, { fileSystem, platform }: ExplicitOptions): Promise<readonly string[]> {
  const { default: glob } = await import("fast-glob");
  const slashed = platform.os === "windows" ? pattern.replaceAll("\\", "/") : pattern;
  if (!glob.isDynamicPattern(slashed)) return [];
  const found = await glob(slashed, {
    cwd: platform.cwd,
    dot: true,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", "**/.git/**"],
    suppressErrors: true,
    fs: globbing(fileSystem),
  });
  return found.map((path) => absolute(path, platform)).sort();
}

function missing(path: string, { fileSystem, platform }: ExplicitOptions): UserError {
  const paths = pathsOf(platform);
  if (/[*?[{]/.test(path)) return new UserError(`no file matches ${path}`);
  let gone = absolute(path, platform);
  while (!fileSystem.status(paths.dirname(gone)) && paths.dirname(gone) !== gone) gone = paths.dirname(gone);
  const near = nearest(paths.basename(gone), namesIn(paths.dirname(gone), fileSystem));
  const hint = near && `did you mean ${shownPath(paths.join(paths.dirname(gone), near), platform)}?`;
  return new UserError(`there is no file or folder ${path}`, hint ?? "paths are relative to the working directory");
}

function namesIn(folder: string, fileSystem: FileSystem): readonly string[] {
  try {
    return fileSystem.list(folder).map(({ name }) => name);
  } catch {
    return [];
  }
}
