import type { ServerStatus } from "../status.ts";
import type { ProcessTree } from "./memory.ts";
import type { Home } from "./merge.ts";

/** What `mcp-lint hub status --json` prints. */
export interface DaemonStatus {
  readonly version: 1;
  readonly hub: {
    readonly pid: number;
    readonly program: string;
    /** ISO time. */
    readonly since: string;
    /** Its own port, with `/healthz`, `/readyz` and `/metrics`. */
    readonly port: number;
    readonly log: string;
    readonly token: boolean;
    readonly memory: ProcessTree;
  };
  readonly manifests: readonly ManifestStatus[];
  readonly servers: readonly ServerReport[];
}

/** A server with the manifest and the name it has there. */
export interface ServerReport extends ServerStatus, Home {
  readonly name: string;
  /** Its name in the hub, where servers of two manifests have the same. */
  readonly id: string;
  readonly memory: ProcessTree;
}

export interface ManifestStatus {
  /** Absolute. */
  readonly file: string;
  /** Is there such a file? */
  readonly found: boolean;
  /** Servers that are not what its user last accepted. */
  readonly held: readonly string[];
  readonly problems: readonly string[];
}
