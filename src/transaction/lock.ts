import path from "node:path";
import { UserError } from "../errors.ts";
import { attempt } from "./failure.ts";
import type { Holder } from "./holder.ts";
import type { WritingHost } from "./host.ts";

export interface LockNote extends Holder {
  /** ISO time. */
  readonly since: string;
}

/** Milliseconds after which a lock that says nothing was left by a process that died while taking it. */
const longestTaking = 10_000;

/** The error for a lock that another process has; without a note where that is only just taking it. */
export type HeldError = (note: LockNote | undefined, lock: string) => UserError;

/** Runs an action while no other process changes files. Throws a `UserError` that names the one that does. */
export function withLock<T>(host: WritingHost, action: () => T): T {
  takeLock(host, changingFiles);
  try {
    return action();
  } finally {
    releaseLock(host);
  }
}

/** Takes the lock of the state folder, from a process that ended without giving it back, too. Throws `held`. */
export function takeLock(host: WritingHost, held: HeldError): void {
  const { disk, stateFolder, processes, now } = host;
  const lock = lockIn(stateFolder);
  const note: LockNote = { ...processes.self, since: now().toISOString() };
  const bytes = new TextEncoder().encode(JSON.stringify(note));
  attempt(`write to ${stateFolder}, where mcp-lint keeps its state`, () => {
    disk.makeFolder(stateFolder, 0o700);
    if (!created(host, bytes)) {
      takeAwayStale(host, held);
      if (!created(host, bytes)) throw held(noteIn(disk.read(lock)), lock);
    }
    disk.remove(takenAway(lock));
  });
}

function created({ disk, stateFolder }: WritingHost, bytes: Uint8Array): boolean {
  try {
    disk.create(lockIn(stateFolder), bytes, { mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function takeAwayStale(host: WritingHost, held: HeldError): void {
  const { disk, stateFolder } = host;
  const lock = lockIn(stateFolder);
  const found = disk.read(lock);
  if (!found) return;
  if (!isStale(found, host)) throw held(noteIn(found), lock);
  disk.rename(lock, takenAway(lock));
  // Another process may have been faster: then this was its fresh lock, and it gets it back.
  const moved = disk.read(takenAway(lock));
  if (!moved || Buffer.compare(moved, found) === 0) return;
  disk.rename(takenAway(lock), lock);
  throw held(noteIn(moved), lock);
}

function isStale(bytes: Uint8Array, { disk, stateFolder, processes, now }: WritingHost): boolean {
  const note = noteIn(bytes);
  if (note) return !processes.isRunning(note);
  const status = disk.status(lockIn(stateFolder));
  return status !== undefined && now().getTime() - status.modified > longestTaking;
}

function noteIn(bytes: Uint8Array | undefined): LockNote | undefined {
  try {
    const note = JSON.parse(new TextDecoder().decode(bytes)) as Partial<LockNote> | null;
    return Number.isInteger(note?.pid) && typeof note?.host === "string" ? (note as LockNote) : undefined;
  } catch {
    return undefined;
  }
}

function changingFiles(note: LockNote | undefined, lock: string): UserError {
  return new UserError(
    note
      ? `another mcp-lint is changing files: process ${note.pid} on ${note.host}, since ${note.since}`
      : "another mcp-lint is about to change files",
    `wait for it to end; if no mcp-lint is running, remove ${lock}`,
  );
}

export function releaseLock({ disk, stateFolder }: Pick<WritingHost, "disk" | "stateFolder">): void {
  try {
    disk.remove(lockIn(stateFolder));
  } catch {
    // It is stale as soon as this process has ended: no reason to call its work failed.
  }
}

function lockIn(stateFolder: string): string {
  return path.join(stateFolder, "lock");
}

function takenAway(lock: string): string {
  return `${lock}.stale`;
}
