import type { Client } from "../clients/client.ts";
import { expandPaths, isProjectPattern } from "../clients/paths.ts";
import { pathsOf } from "../platform.ts";
import { collect, shownPath, type Candidate, type Surroundings } from "./collect.ts";
import { findPaths } from "./find.ts";
import { whyMistaken } from "./match.ts";
import { mistakenAt, mistakenPlaces } from "./mistaken.ts";
import { fits, segmentsOf } from "./pattern.ts";
import { knownProjects, type KnownProject } from "./projects.ts";
import type { Discovery, Reader, Skipped } from "./source.ts";

export interface MachineOptions extends Surroundings {
  readonly clients: readonly Client[];
  /** Projects beside those that clients remember. */
  readonly projects?: readonly KnownProject[];
}

/**
 * Every config that a client reads for this user: its own files, wherever variables have moved them, and those of the
 * projects that the state of some client names.
 */
export async function discoverMachine(options: MachineOptions): Promise<Discovery> {
  const { fileSystem, platform } = options;
  const paths = pathsOf(platform);
  const skipped: Skipped[] = [];
  const remembered = await knownProjects(options);
  const isNew = ({ folder }: KnownProject): boolean => !remembered.some((known) => known.folder === folder);
  const projects = [...remembered, ...(options.projects ?? []).filter(isNew)];
  const readers = readersOn(options);
  const ofUser = readers.filter(({ pattern }) => !isProjectPattern(pattern)).flatMap(userFiles);
  const ofProjects = readers
    .filter(({ pattern }) => isProjectPattern(pattern))
    .map(({ pattern, reader }) => ({ pattern, reader, first: segmentsOf(pattern)[0]! }));
  const candidates = [...ofUser, ...projects.flatMap(({ folder, namedBy }) => projectFiles(folder, namedBy))];
  return collect([...candidates, ...mistakenFiles()], skipped, options);

  function userFiles({ pattern, reader }: PatternReader): readonly Candidate[] {
    const { name } = reader.client;
    const mover = /^\$\{(\w+)/.exec(pattern)?.[1];
    const moved = mover !== undefined && platform.env[mover] ? `, moved by ${mover}` : "";
    const why = `${reader.file.scope} file of ${name}${moved}`;
    return expandPaths(pattern, platform)
      .flatMap(find)
      .map((file) => ({ file, readers: [reader], why }));
  }

  function projectFiles(folder: string, namedBy: string): readonly Candidate[] {
    const names = namesIn(folder);
    return ofProjects
      .filter(({ first }) => names.some((name) => fits(name, first)))
      .flatMap(({ pattern, reader }) => {
        const why = `${reader.file.scope} file of ${reader.client.name}, in a project that ${namedBy} names`;
        return find(paths.join(folder, pattern)).map((file) => ({ file, readers: [reader], why }));
      });
  }

  function mistakenFiles(): readonly Candidate[] {
    return mistakenPlaces.flatMap((place) => {
      const mistaken = mistakenAt(place, options.clients);
      if (!mistaken) return [];
      const folders = [platform.home, ...projects.map(({ folder }) => folder)];
      const files = folders.flatMap((folder) => find(paths.join(folder, place.pattern)));
      return files.map((file) => ({ file, readers: [], why: whyMistaken(mistaken), mistaken }));
    });
  }

  function find(pattern: string): readonly string[] {
    return findPaths(pattern, options, unreadable);
  }

  function namesIn(folder: string): readonly string[] {
    try {
      return fileSystem.list(folder).map(({ name }) => name);
    } catch (error) {
      unreadable(folder, (error as NodeJS.ErrnoException).code ?? "");
      return [];
    }
  }

  function unreadable(folder: string, code: string): void {
    skipped.push({ shown: shownPath(folder, platform), reason: "unreadable", detail: code });
  }
}

interface PatternReader {
  readonly pattern: string;
  readonly reader: Reader;
}

function readersOn({ clients, platform }: MachineOptions): readonly PatternReader[] {
  return clients.flatMap((client) =>
    client.files
      .filter(({ os }) => os?.includes(platform.os) ?? true)
      .flatMap((file) => file.paths.map((pattern) => ({ pattern, reader: { client, file } }))),
  );
}
