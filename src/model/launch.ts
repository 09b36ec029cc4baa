import type { Document, Path, Span } from "../document/document.ts";

/** One word of a command line, wherever it stands: in `command`, in `args`, or inside a string that a shell splits. */
export interface Word {
  readonly value: string;
  readonly document: Document;
  /** Of the string it stands in. */
  readonly path: Path;
  /** Of the word itself, without quotes. */
  readonly span: Span;
}

export type Launcher =
  | "npx"
  | "npm-exec"
  | "bunx"
  | "pnpm-dlx"
  | "yarn-dlx"
  | "uvx"
  | "uv-tool-run"
  | "uv-run"
  | "pipx-run"
  | "docker"
  | "podman"
  | "node"
  | "python"
  | "deno"
  | "bun"
  | "dnx"
  | "executable";

/** What starting an entry really runs: wrappers taken off, the launcher named, its package split into parts. */
export interface Launch {
  readonly words: readonly Word[];
  /** Outermost first: `cmd /c`, `sh -c`, `env A=b`, `wsl`, `mise exec --`, `sudo`. */
  readonly wrappers: readonly { readonly kind: WrapperKind; readonly word: Word }[];
  readonly launcher: Launcher;
  /** The word that names the launcher or executable. */
  readonly program: Word;
  /** Words between launcher and package. */
  readonly flags: readonly Word[];
  readonly package?: Package;
  /** What the server itself is given. */
  readonly serverArgs: readonly Word[];
  readonly bridge?: Bridge;
}

export type WrapperKind = "cmd" | "shell" | "env" | "wsl" | "mise" | "sudo" | "dotenv" | "nice";

export interface Package {
  readonly registry: "npm" | "pypi" | "oci" | "nuget" | "jsr" | "git" | "url" | "path";
  /** Without version, tag or extras. */
  readonly name: string;
  /** As written, with version. */
  readonly word: Word;
  /** `exact`: one version for ever (a digest, a full version, a commit). `placeholder`: only known at start. */
  readonly pin: "none" | "tag" | "range" | "exact" | "placeholder";
  /** As written, without the separator. */
  readonly version?: string;
  /** Of the version alone; absent with it. */
  readonly versionSpan?: Span;
}

/** A local process that only carries messages between stdio and a URL, or the reverse. */
export interface Bridge {
  readonly kind: "mcp-remote" | "supergateway" | "mcp-proxy" | "docker-gateway" | "smithery" | "other";
  /** `to-url`: stdio for the client, a URL behind. `to-command`: serves a command over HTTP. */
  readonly direction: "to-url" | "to-command";
  readonly url?: Word;
}
