import path from "node:path";
import { stateFolderOf } from "../../transaction/host.ts";
import type { Platform } from "../../platform.ts";

/** Where the hub of a user keeps what it needs between runs, and what tells others that it runs. Absolute paths. */
export interface HubFiles {
  /** Readable by its user alone. */
  readonly folder: string;
  /** Which process is the hub, and how to talk to it; there while it listens. */
  readonly running: string;
  /** Manifests of repositories that it also serves. */
  readonly manifests: string;
  readonly log: string;
  /** What clients have to know where a manifest asks for it. */
  readonly token: string;
}

export function hubFilesOf(platform: Platform): HubFiles {
  const folder = path.join(stateFolderOf(platform), "hub");
  const file = (name: string): string => path.join(folder, name);
  return {
    folder,
    running: file("running.json"),
    manifests: file("manifests.json"),
    log: file("hub.log"),
    token: file("token"),
  };
}
