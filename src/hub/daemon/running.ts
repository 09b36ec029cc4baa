import { rmSync } from "node:fs";
import type { Holder } from "../../transaction/holder.ts";
import { readJson, writePrivate } from "./private-file.ts";
import type { HubFiles } from "./place.ts";

/** The hub that runs, and how to talk to it. */
export interface Running {
  readonly process: Holder;
  readonly version: string;
  /** ISO time. */
  readonly since: string;
  /** Its own port, on 127.0.0.1. */
  readonly port: number;
  /** Whoever knows it may stop the hub: only its user can read the file. */
  readonly secret: string;
  /** Where it listens, where that is not 127.0.0.1. */
  readonly host?: string;
}

export function announce(running: Running, { running: file }: HubFiles): void {
  writePrivate(file, `${JSON.stringify(running)}\n`);
}

export function withdraw({ running: file }: HubFiles): void {
  rmSync(file, { force: true });
}

/** What the last hub said of itself; it may have been killed since. */
export function announced({ running: file }: HubFiles): Running | undefined {
  const found = readJson(file) as Partial<Running> | null | undefined;
  const isWhole =
    Number.isInteger(found?.port) && typeof found?.secret === "string" && Number.isInteger(found.process?.pid);
  return isWhole ? (found as Running) : undefined;
}
