import type { Path } from "../document/document.ts";

/**
 * How the sessions of clients share one server. `serial`: one request at a time. `pool`: that many processes, and each
 * takes one request at a time from whoever comes. `session`: a process for each session.
 */
export type Sharing = "shared" | "serial" | "session" | { readonly pool: number };

/** What the hub starts. Strings may hold `${VAR}` and `${VAR:-default}`, taken from the environment of the hub. */
export interface Definition {
  /** A name that is looked up, or a path; `~/` is the home folder, any other relative path is below the manifest's. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where to start it, in the same spelling; the manifest's folder where absent. */
  readonly cwd?: string;
}

/** How the hub runs a server; what is absent is left to the hub. Durations in seconds, 0: no bound. */
export interface Running {
  readonly sharing?: Sharing;
  /** `eager`: with the hub, and never ended for being idle. `lazy`: with its first call. */
  readonly start?: "eager" | "lazy";
  /** How long a process is kept that nobody uses. */
  readonly idle?: number;
  /** How long a call may go without a sign of life. */
  readonly timeout?: number;
  /** How long it may take until it answers `initialize`. */
  readonly startTimeout?: number;
  /** Calls that may wait for their turn at most, and for how long. */
  readonly queue?: number;
  readonly queueTimeout?: number;
  /** Processes at most, where every session has one. */
  readonly processes?: number;
}

export const runningKeys = [
  "sharing",
  "start",
  "idle",
  "timeout",
  "startTimeout",
  "queue",
  "queueTimeout",
  "processes",
] as const satisfies readonly (keyof Running)[];

/** What a server says of how it is run, and nothing else of it. */
export function runningOf(server: Running): Running {
  return Object.fromEntries(runningKeys.flatMap((key) => (server[key] === undefined ? [] : [[key, server[key]]])));
}

/** One server of the manifest. */
export interface HubServer extends Definition, Running {
  readonly name: string;
  /** TCP port on the loopback address. */
  readonly port: number;
  /** Clients start it themselves for the time being; the port stays its own. */
  readonly ejected: boolean;
}

/** An entry of a config that was moved to the hub, and all it takes to put it back. */
export interface Origin {
  /** Name of the server in the manifest. */
  readonly server: string;
  /** As in the manifest: below its folder, with `~/`, or absolute; always with `/`. */
  readonly file: string;
  /** Of the entry; an array is told by its index. */
  readonly path: Path;
  /** Id of the client whose file it is. */
  readonly client?: string;
  /** The entry as it was written, byte for byte; a table of TOML that stood in several pieces, each piece. */
  readonly text: readonly string[];
}

/** The hub manifest, `mcp-hub.json`, as plain data. */
export interface Manifest {
  readonly servers: readonly HubServer[];
  readonly origins: readonly Origin[];
}
