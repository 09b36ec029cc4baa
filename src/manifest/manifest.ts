import type { Path } from "../document/document.ts";

/** How the sessions of clients share one server. `pool`: that many processes, each session on one of them. */
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

/** One server of the manifest. */
export interface HubServer extends Definition {
  readonly name: string;
  /** TCP port on the loopback address. */
  readonly port: number;
  /** Absent where it is left to the hub. */
  readonly sharing?: Sharing;
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
