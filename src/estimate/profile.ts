import type { Launcher, Package } from "../model/launch.ts";

/** Memory in MB of 1,048,576 bytes, summed over processes. */
export interface Memory {
  /**
   * What the processes have for themselves: anonymous pages and page tables. It is gone once for every start. Absent where
   * the system does not tell it.
   */
  readonly private?: number;
  /** Resident set sizes, as a task manager shows them: pages that processes share count once for each. */
  readonly rss: number;
}

/** Processes that run, and their memory. */
export interface Footprint {
  readonly processes: number;
  /** After a minute without work; absent where nobody waited that long. */
  readonly settled?: Memory;
  /** A few seconds after the start. */
  readonly fresh?: Memory;
}

/** What one server was seen to cost. Plain JSON; never an argument, a variable or a path. */
export interface Profile {
  readonly registry?: Package["registry"];
  /** Of the package without version, or of the program where it is none. */
  readonly name: string;
  /** Exact, as installed. */
  readonly version?: string;
  /** Of the entry that was started; it then counts for this very entry before all others. */
  readonly identity?: string;
  /** The server and its helpers, while idle, without launcher and wrappers. */
  readonly server: Footprint;
  /** What stood around it; absent where it was started directly. */
  readonly around?: Footprint & { readonly launcher: Launcher };
  /**
   * MB of file-backed pages by program: `node`, or the name of another executable. Every process of that program on this
   * machine maps the same, so they are gone once.
   */
  readonly shared?: Readonly<Record<string, number>>;
  /** Milliseconds from the start to the answer to `initialize`, with what stood around it and without. */
  readonly ready?: { readonly launched?: number; readonly direct?: number };
  readonly tools?: number;
  /** Of JSON of name, description and input schema of all tools. */
  readonly schemaBytes?: number;
  readonly tokens?: number;
  readonly measured: Measurement;
}

/** Where the numbers of a profile come from. */
export interface Measurement {
  /** ISO date, `2026-11-21`. */
  readonly date: string;
  /** `shipped`: comes with mcp-lint. `local`: by `mcp-lint measure` on this machine. */
  readonly by: "shipped" | "local";
  /** How, in a few words: `smaps_rollup, after 3 s and 60 s`. */
  readonly method: string;
  /** `linux/x64`. */
  readonly platform: string;
  /** Version of what ran the server: `node 20.20.2`. */
  readonly runtime?: string;
}
