import type { FileSystem } from "../file-system.ts";
import { isHub } from "../manifest/client.ts";
import type { Project, Reading, ServerEntry } from "../model/entry.ts";
import type { Launch } from "../model/launch.ts";
import { starts } from "../model/started.ts";
import { oncePer } from "../once-per.ts";
import type { Platform } from "../platform.ts";
import { chooseEntry } from "./choice.ts";
import { commandLineOf } from "./command-line.ts";
import { familyOf, isAbandoned, type Family } from "./family.ts";
import { isShellOf, isStartOf, serverNamed } from "./match.ts";
import type { Process, ProcessTable, Tree } from "./process.ts";
import type { Program } from "./programs.ts";
import { clientProcesses, isHelper } from "./sessions.ts";

/** What runs on a machine, as far as MCP is concerned. */
export interface Picture {
  readonly table: ProcessTable;
  /** Oldest first. */
  readonly sessions: readonly Session[];
  /** All of them, with those of the sessions. */
  readonly servers: readonly RunningServer[];
}

/** One running client, or one window of an editor. */
export interface Session {
  readonly program: Program;
  /** Which its servers descend from: of a program that starts itself anew, the innermost. */
  readonly process: Process;
  /** Its working directory, where it is told. */
  readonly folder?: string;
  readonly servers: readonly RunningServer[];
}

/** A server that runs. */
export interface RunningServer {
  /** Of the entry; of the package or program where no config has it. */
  readonly name: string;
  /** The entry that it is a start of. */
  readonly entry?: ServerEntry;
  /** As the entry has it, or as the first process of the tree shows it. */
  readonly launch: Launch;
  /** By which client, where the entry and the session tell. */
  readonly reading?: Reading;
  readonly tree: Tree;
  /** Those of the tree that only wait for another one. */
  readonly launchers: readonly Process[];
  /**
   * `session`: a client has it. `orphan`: whoever started it is gone. `other`: something has it that is no known client, or
   * it was started to run alone.
   */
  readonly origin: "session" | "orphan" | "other";
  /** The process of the client that has it. */
  readonly client?: Process;
}

/** Who reads, and where. */
export interface Surroundings {
  readonly fileSystem: Pick<FileSystem, "realPath">;
  readonly platform: Pick<Platform, "os" | "home">;
}

/** Finds the servers among the processes of this user, and says whose they are. */
export function attribute(table: ProcessTable, project: Project, surroundings: Surroundings): Picture {
  const family = familyOf(table.processes);
  const programs = clientProcesses(table.processes.filter(({ own }) => own));
  const servers = serversIn(table, family, programs, project, surroundings);
  return { table, servers, sessions: sessionsIn(table, family, programs, servers) };
}

type Programs = ReadonlyMap<Process, Program>;

function serversIn(
  table: ProcessTable,
  family: Family,
  programs: Programs,
  project: Project,
  surroundings: Surroundings,
): readonly RunningServer[] {
  const isStarted = (reading: Reading): boolean =>
    starts(reading) || (isHub(reading.client) && reading.transport === "stdio");
  const entries = project.entries.filter(({ launch, readings }) => launch && readings.some(isStarted));
  const lineOf = oncePer(commandLineOf);
  const startedFrom = oncePer((process: Process): readonly ServerEntry[] => {
    const place = { ...surroundings, folder: table.folderOf(process) };
    return entries.filter((entry) => isStartOf(entry, lineOf(process), place));
  });
  const isConnected = (process: Process): boolean => ["pipe", undefined].includes(table.inputOf(process));
  /** In no config, and yet a server by its name and by who has it. */
  const isUnlisted = (process: Process): boolean => {
    const parent = family.parentOf(process);
    const isHad = (parent && programs.has(parent)) || isAbandoned(process, family);
    return (
      isHad &&
      !programs.has(process) &&
      serverNamed(lineOf(process), surroundings) !== undefined &&
      isConnected(process)
    );
  };
  const isServer = oncePer(
    (process: Process) => process.own && (startedFrom(process).length > 0 || isUnlisted(process)),
  );
  const isTop = (process: Process): boolean =>
    isServer(process) &&
    !(isStartedAnew(process, family, programs) && isServer(family.parentOf(process)!)) &&
    !nearestAbove(
      process,
      family,
      (above) => isServer(above) || programs.has(above),
      (above) => !programs.has(above),
    );

  const tops = new Set(table.processes.filter(isTop));
  return [...tops].map((top) => {
    const highest = withShells(top);
    const client = nearestAbove(highest, family, (above) => programs.has(above));
    const isOthers = (process: Process): boolean =>
      tops.has(process) || (programs.has(process) && programs.get(process) !== programs.get(top));
    const tree = family.treeOf(highest, (process) => process !== top && isOthers(process));
    const session = client && { program: programs.get(client)!, process: client };
    const starter = starterOf(top);
    const choice = chooseEntry(startedFrom(starter), starter, session, table);
    const isOrphan = isAbandoned(highest, family) && isConnected(highest);
    return {
      name: choice?.entry.name.value ?? serverNamed(lineOf(top), surroundings)!,
      ...choice,
      launch: choice?.entry.launch ?? lineOf(top).launch,
      tree,
      launchers: tree.filter((process) => lineOf(process).launches && family.childrenOf(process).length > 0),
      origin: client ? "session" : isOrphan ? "orphan" : "other",
      ...(client && { client }),
    };
  });

  /** The process that an entry is about: below a shell that is left of a launcher, which may be a server by its name alone. */
  function starterOf(top: Process): Process {
    let process = top;
    while (startedFrom(process).length === 0) {
      const [child, ...others] = family.childrenOf(process);
      if (!child || others.length > 0 || !lineOf(process).launches) return top;
      process = child;
    }
    return process;
  }

  /** With the shells above it that wait for nothing else: they are left where only the launcher was ended. */
  function withShells(top: Process): Process {
    const parent = family.parentOf(top);
    if (!parent?.own || programs.has(parent) || family.childrenOf(parent).length > 1) return top;
    return isShellOf(lineOf(parent), lineOf(top)) ? parent : top;
  }
}

/** The nearest ancestor with a property, if it has the second one too. */
function nearestAbove(
  process: Process,
  { parentOf }: Family,
  stops: (process: Process) => boolean,
  counts: (process: Process) => boolean = stops,
): Process | undefined {
  let above = parentOf(process);
  while (above && !stops(above)) above = parentOf(above);
  return above && counts(above) ? above : undefined;
}

/** Whether a process of a client is one that the same client has started: the program anew, or a part of it. */
function isStartedAnew(process: Process, { parentOf }: Family, programs: Programs): boolean {
  const [parent, program] = [parentOf(process), programs.get(process)];
  return parent !== undefined && program !== undefined && programs.get(parent) === program;
}

function sessionsIn(
  table: ProcessTable,
  family: Family,
  programs: Programs,
  servers: readonly RunningServer[],
): readonly Session[] {
  const having = new Set(servers.flatMap(({ client }) => client ?? []));
  const started = new Set(servers.flatMap(({ tree }) => tree));
  const others = [...programs].filter(([process, program]) => {
    if (isStartedAnew(process, family, programs) || started.has(process) || isHelper(process, program)) return false;
    return !family.treeOf(process, (child) => programs.get(child) !== program).some((member) => having.has(member));
  });
  const sessions = [...having, ...others.map(([process]) => process)].map((process): Session => {
    const folder = table.folderOf(process);
    return {
      program: programs.get(process)!,
      process,
      ...(folder !== undefined && { folder }),
      servers: servers.filter(({ client }) => client === process),
    };
  });
  return sessions.toSorted((a, b) => a.process.since - b.process.since);
}
