import type { Document, Path, Span } from "../document/document.ts";

/** One word of a command line, wherever it stands: in `command`, in `args`, or inside a string that a shell splits. */
export interface Word {
  readonly value: string;
  readonly document: Document;
  /** Of the string it stands in. */
  readonly path: Path;
  /** Of the word itself, without quotes. */
  readonly span: Span;
  /** Of that string, quotes included. */
  readonly scalar: Span;
  /** Where the word begins and ends in the value of that string. Longer than `value` where a shell takes quotes away. */
  readonly start: number;
  readonly end: number;
}

export const launchers = [
  "npx",
  "npm-exec",
  "bunx",
  "pnpm-dlx",
  "yarn-dlx",
  "uvx",
  "uv-tool-run",
  "uv-run",
  "pipx-run",
  "docker",
  "podman",
  "node",
  "python",
  "deno",
  "bun",
  "dnx",
  "executable",
] as const;

export type Launcher = (typeof launchers)[number];

/** What starting an entry really runs: wrappers taken off, the launcher named, its package split into parts. */
export interface Launch {
  /** All of the command line. A string that a shell splits gives its words, or itself where it is more than one command. */
  readonly words: readonly Word[];
  /** Outermost first: `cmd /c`, `sh -c`, `env A=b`, `wsl`, `mise exec --`, `sudo`. */
  readonly wrappers: readonly { readonly kind: WrapperKind; readonly word: Word }[];
  readonly launcher: Launcher;
  /** The word that names the launcher or executable. */
  readonly program: Word;
  /** Words between the launcher and the server's own, without the package: also the program named beside `--package`. */
  readonly flags: readonly Word[];
  readonly package?: Package;
  /** What the server itself is given. */
  readonly serverArgs: readonly Word[];
  readonly bridge?: Bridge;
}

export type WrapperKind = "cmd" | "shell" | "env" | "wsl" | "mise" | "sudo" | "dotenv" | "nice";

export interface Package {
  /** `path`: a file or folder of this machine, also the script of an interpreter. */
  readonly registry: "npm" | "pypi" | "oci" | "nuget" | "jsr" | "git" | "url" | "path";
  /** Without version, tag or extras. */
  readonly name: string;
  /** As written, with version. */
  readonly word: Word;
  /**
   * `exact`: one version for ever (a digest, a full version, a commit). `placeholder`: only known at start. The tag of an
   * image and the branch or tag of a repository are `tag`, however they are spelled: both can be moved.
   */
  readonly pin: "none" | "tag" | "range" | "exact" | "placeholder";
  /** As written, without the separator. */
  readonly version?: string;
  /** Of the version alone, which may stand in a word of its own (`--version 1.2.3`); absent with it. */
  readonly versionSpan?: Span;
}

/** A local process that only carries messages between stdio and a URL, or the reverse. */
export interface Bridge {
  readonly kind: "mcp-remote" | "supergateway" | "mcp-proxy" | "docker-gateway" | "smithery" | "other";
  /** What is behind: a URL, or a command (or containers) that the bridge starts itself. */
  readonly direction: "to-url" | "to-command";
  /** Absent where it is not on the command line. */
  readonly url?: Word;
}
