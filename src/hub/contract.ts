import type { IncomingMessage, ServerResponse } from "node:http";
import type { HubServer, Manifest } from "../manifest/manifest.ts";
import type { HubEvent } from "./event.ts";
import type { HubStatus } from "./status.ts";

/** What a hub needs besides its manifest. `R`: what is started, see `child/child.ts`. */
export interface HubOptions<R> {
  /** `port`: one for each server, as the manifest says. `path`: all on `port`. */
  readonly routing: "port" | "path";
  /** The hub's own port: `/mcp/<server>` and the routes of `handle`. With `routing: "port"` it may be left out. */
  readonly port?: number;
  /** Where to listen; 127.0.0.1 where absent. Any other address needs a token. */
  readonly host?: string;
  /** Clients have to send it as a bearer token. */
  readonly token?: string;
  /** Accept connections of other users of this machine. The token is then all that keeps them out. */
  readonly anyUser?: boolean;
  /** What starting a server really runs. It may take its time, and throw an error with a message for people. */
  readonly launch: (server: HubServer) => Promise<R>;
  /** Absolute path. Holds the cache and the key that signs session ids; made with mode 0700 where it is not there. */
  readonly stateFolder: string;
  readonly log: (event: HubEvent) => void;
  /**
   * Serves other paths of the hub's own port, such as `/healthz`; says whether it did. Called after all security checks
   * but the token, which is left to it: `authorized` says whether the right one came.
   */
  readonly handle?: (request: IncomingMessage, response: ServerResponse, authorized: boolean) => boolean;
}

export interface Hub {
  status(): HubStatus;
  /** Only what changed is stopped or started. */
  reload(manifest: Manifest): Promise<ReloadResult>;
  /** Ends every process and connection. */
  close(): Promise<void>;
  /** Of the hub's own port; undefined where it has none. */
  readonly port: number | undefined;
}

/** Names of servers. `changed`: their processes were ended, the next call starts the new definition. */
export interface ReloadResult {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}
