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
  /** Owners before those that read it as well. Empty for an explicit file that no client is known for. */
  readonly readers: readonly Reader[];
  /** One clause: why this file was chosen. */
  readonly why: string;
  /** What the path says about where the file comes from. */
  readonly generated?: "chezmoi-template" | "nix-store" | "home-manager" | "yadm-template";
}

export interface Reader {
  readonly client: Client;
  readonly file: ConfigFile;
}

/** A config, or a folder, that was passed over, and why. */
export interface Skipped {
  readonly shown: string;
  readonly reason: "ignored" | "unreadable" | "not-a-file" | "network-mount" | "too-large";
  readonly detail?: string;
}

export interface Discovery {
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
}
