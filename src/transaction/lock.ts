import path from "node:path";
import { UserError } from "../errors.ts";
import { attempt } from "./failure.ts";
import type { Holder } from "./holder.ts";
import type { WritingHost } from "./host.ts";

interface Note extends Holder {
  /** ISO time. */
  readonly since: string;
}

/** Milliseconds after which a lock that says nothing was left by a process that died while taking it. */
const longestTaking = 10_000;

/** Runs an action while no other process changes files. Throws a `UserError` that names the one that does. */
export function withLock<T>(host: WritingHost, action: () => T): T {
  take(host);
  try {
    return action();
  } finally {
    release(host);
  }
}

function take(host: WritingHost): void {
  const { disk, stateFolder, processes, now } = host;
  const lock = lockIn(stateFolder);
  const note: Note = { ...processes.self, since: now().toISOString() };
  const bytes = new TextEncoder().encode(JSON.stringify(note));
  attempt(`write to ${stateFolder}, where mcp-lint keeps its journal`, () => {
    disk.makeFolder(stateFolder, 0o700);
    if (!created(host, bytes)) {
      takeAwayStale(host);
      if (!created(host, bytes)) throw heldBy(noteIn(disk.read(lock)), lock);
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

function takeAwayStale(host: WritingHost): void {
  const { disk, stateFolder } = host;
  const lock = lockIn(stateFolder);
  const found = disk.read(lock);
  if (!found) return;
  if (!isStale(found, host)) throw heldBy(noteIn(found), lock);
  disk.rename(lock, takenAway(lock));
  // Another process may have been faster: then this was its fresh lock, and it gets it back.
  const moved = disk.read(takenAway(lock));
  if (!moved || Buffer.compare(moved, found) === 0) return;
  disk.rename(takenAway(lock), lock);
  throw heldBy(noteIn(moved), lock);
}

function isStale(bytes: Uint8Array, { disk, stateFolder, processes, now }: WritingHost): boolean {
  const note = noteIn(bytes);
  if (note) return !processes.isRunning(note);
  const status = disk.status(lockIn(stateFolder));
  return status !== undefined && now().getTime() - status.modified > longestTaking;
}

function noteIn(bytes: Uint8Array | undefined): Note | undefined {
  try {
    const note = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Note> | null;
    return Number.isInteger(note?.pid) && typeof note?.host === "string" ? (note as Note) : undefined;
  } catch {
    return undefined;
  }
}

function heldBy(note: Note | undefined, lock: string): UserError {
  return new UserError(
    note
      ? `another mcp-lint is changing files: process ${note.pid} on ${note.host}, since ${note.since}`
      : "another mcp-lint is about to change files",
    `wait for it to end; if no mcp-lint is running, remove ${lock}`,
  );
}

function release({ disk, stateFolder }: WritingHost): void {
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
