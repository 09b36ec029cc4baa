import { sharingOf } from "../../data/sharing.ts";
import type { HubServer, Sharing } from "../../manifest/manifest.ts";
import type { QueueSettings } from "./pool.ts";

/** How one server is run. Durations in milliseconds; 0: no bound. */
export interface Settings {
  readonly sharing: Sharing;
  /** Started with the hub, and never ended for being idle. */
  readonly eager: boolean;
  readonly timing: { readonly start: number; readonly call: number; readonly idle: number };
  readonly queue: QueueSettings;
  /** Of a server that has a process for each session: how many at most. */
  readonly processes: number;
}

/** In seconds. A process of one session holds what its user does, and may have to wait for the user to come back. */
const idleShared = 600;
const idleOfSession = 1800;

/** What the manifest says, and what counts where it says nothing. */
export function settingsOf(server: HubServer): Settings {
  const sharing = server.sharing ?? knownSharing(server);
  const { idle = sharing === "session" ? idleOfSession : idleShared } = server;
  // A first start may download; a call may wait for a human.
  const { startTimeout = 120, timeout = 900, queue = 100, queueTimeout = 120, processes = 32 } = server;
  return {
    sharing,
    eager: server.start === "eager",
    timing: { start: startTimeout * 1000, call: timeout * 1000, idle: idle * 1000 },
    queue: { length: queue, wait: queueTimeout * 1000 },
    processes,
  };
}

function knownSharing({ command, args }: HubServer): Sharing {
  return sharingOf([command, ...args].flatMap((word) => nameIn(word) ?? [])).sharing;
}

/** The name of a package, an image or a program; what a path is called by its user says nothing. */
function nameIn(word: string): string | undefined {
  const installed = /.*[\\/]node_modules[\\/](.+)$/s.exec(word)?.[1];
  if (installed !== undefined) return installed;
  if (/^(?:-|\$)/.test(word)) return undefined;
  return /^(?:[./~]|[A-Za-z]:[\\/])/.test(word) ? /[^\\/]*$/.exec(word)?.[0] : word;
}
