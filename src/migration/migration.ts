import type { ServerEntry } from "../model/entry.ts";
import type { Definition, Sharing } from "../manifest/manifest.ts";
import type { Op } from "../edit/op.ts";
import type { Safety } from "../fix/fix.ts";

/** A stdio entry that goes to the hub. */
export interface Move {
  readonly kind: "move";
  readonly entry: ServerEntry;
  /** Name in the manifest: the entry's own, or with a number where another definition has that name. */
  readonly server: string;
  readonly definition: Definition;
  readonly sharing: Sharing;
  readonly port: number;
  /** What the entry says afterwards: `http://127.0.0.1:18901/mcp`. */
  readonly url: string;
  /** Only asked-for fixes may change some files. */
  readonly safety: Exclude<Safety, "manual">;
  /** On the manifest first, then on the entry. */
  readonly ops: readonly [Op, ...Op[]];
}

/** A stdio entry that stays where it is. */
export interface Stay {
  readonly kind: "stay";
  readonly entry: ServerEntry;
  readonly reason: StayReason;
  /** Why, one sentence without final dot; never a value. */
  readonly why: string;
  /** The way out, as an instruction. */
  readonly wayOut: string;
}

export type StayReason =
  | "allowed"
  | "broken-manifest"
  | "broken-file"
  | "example"
  | "plugin"
  | "hosted-client"
  | "managed-file"
  | "unwritable-file"
  | "generated-file"
  | "uncertain-client"
  | "no-http"
  | "readers-disagree"
  | "no-token"
  | "prompted-value"
  | "client-variable"
  | "client-reference"
  | "variable-syntax"
  | "env-file"
  | "client-option"
  | "project-folder"
  | "relative-path"
  | "not-understood"
  | "own-process"
  | "own-program"
  | "shared-already"
  | "no-port";

/** What becomes of every stdio entry of a project; empty where there is no place for a hub manifest. */
export type Migration = ReadonlyMap<ServerEntry, Move | Stay>;
