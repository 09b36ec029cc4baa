/** One process of this machine, as its system lists it. */
export interface Process {
  readonly pid: number;
  /** Of the process it belongs to now; 1, or one that only collects orphans, where that one ended. */
  readonly parent: number;
  /** Equal for two listings where it is the same process: a number is used again, together with this it is not. */
  readonly start: string;
  /** When it started, in ms since 1970. */
  readonly since: number;
  /** Never empty. */
  readonly args: readonly string[];
  /** The system says where one argument ends. Otherwise `args` are the pieces between blanks of what it does say. */
  readonly exact: boolean;
  /** Absolute path of the program, where it is told. */
  readonly executable?: string;
  /** MB of 1,048,576 bytes. */
  readonly rss: number;
  /** Of the user who asks. */
  readonly own: boolean;
}

/** MB of 1,048,576 bytes. */
export interface ProcessMemory {
  readonly rss: number;
  /** Pages that several processes share are divided among them; page tables included. */
  readonly pss?: number;
  /** Anonymous pages and page tables: what nobody else uses. */
  readonly private?: number;
  /** Pages of files, such as of the program itself: every process of one program maps the same. */
  readonly file?: number;
}

/** What standard input of a process is connected to. */
export type Input = "pipe" | "terminal" | "file" | "nothing";

/** The processes of a machine at one moment, and what can be asked about one of them while it lives. */
export interface ProcessTable {
  /** ms since 1970. */
  readonly taken: number;
  readonly processes: readonly Process[];
  memoryOf(process: Process): ProcessMemory;
  /** Undefined where the system does not tell, as of processes of others. The same for all below. */
  folderOf(process: Process): string | undefined;
  /** May hold secrets: to compare with, never to show. */
  environmentOf(process: Process): ReadonlyMap<string, string> | undefined;
  inputOf(process: Process): Input | undefined;
}

/** A process with all that descends from it, in the order of a walk from the top. */
export type Tree = readonly [Process, ...Process[]];
