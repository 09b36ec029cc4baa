import type { Client, ConfigFile } from "../clients/client.ts";
import type { Syntax } from "../document/document.ts";

/** One file to lint, and every client that reads it. */
export interface Source {
  /** Absolute. */
  readonly file: string;
  /** As people see it: relative to the working directory, or with `~/`; always with `/`. */
  readonly shown: string;
  /** Where the bytes are, when `file` is or lies behind a symbolic link. */
  readonly realFile?: string;
  /** Of the owner; decides the parser. */
  readonly syntax: Syntax;
  /** Owners before those that read it as well. Empty for a mistaken place and for an explicit file of no known client. */
  readonly readers: readonly Reader[];
  /** One clause: why this file was chosen. */
  readonly why: string;
  /** The user named this very file. */
  readonly named?: true;
  /** It belongs in the home folder and lies here without its folders: to be linked there, or to be copied by whoever reads this. */
  readonly apart?: true;
  /**
   * There to be filled in, and brought up to date, by whoever copies it: it lies in a folder of that kind, below the folder
   * that the user named.
   */
  readonly example?: true;
  /** An example that is not even to be copied: what was in use once, in a folder of backups or an archive. */
  readonly backup?: true;
  /** What the path, or what lies beside it, says about where the file comes from. */
  readonly generated?: Generated;
  /** The file of its own from which a tool makes this one, as people see it. */
  readonly madeFrom?: string;
  /** The place is one where people expect this client to look, and it does not. */
  readonly mistaken?: Mistaken;
}

export type Generated =
  | "chezmoi-template"
  | "nix-store"
  | "home-manager"
  | "yadm-template"
  | "installed-plugin"
  | SyncTool;

/** Writes the configs of many clients from one file. */
export type SyncTool = "ruler" | "rulesync" | "agentsmesh";

export interface Reader {
  readonly client: Client;
  readonly file: ConfigFile;
}

export interface InsteadOf extends Reader {
  readonly path: string;
}

export interface Mistaken {
  readonly client: Client;
  /** Where the client looks instead; one clause that reads after "because". */
  readonly note: string;
  /** The place itself, as in `MistakenPlace`. */
  readonly pattern: string;
  /** The file of the user in which the client looks. */
  readonly home: InsteadOf;
  /** Files of a project in which it looks: the first that is there, or else the last. */
  readonly instead: readonly InsteadOf[];
}

/** A config, or a folder, that was passed over, and why. */
export interface Skipped {
  readonly shown: string;
  /** `not-a-config`: named like one, but a script, a link or a cipher that only becomes one. */
  readonly reason:
    | "ignored"
    | "test-data"
    | "excluded"
    | "unreadable"
    | "not-a-file"
    | "not-a-config"
    | "network-mount"
    | "too-large";
  readonly detail?: string;
}

export interface Discovery {
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
}
