import path from "node:path";
import { sameContent } from "./change.ts";
import { UserError } from "../errors.ts";
import { attempt } from "./failure.ts";
import type { WritingHost } from "./host.ts";
import {
  entryFolder,
  readContent,
  readEntries,
  removeEntry,
  sweepJournal,
  writeEntry,
  type Entry,
  type FileRecord,
} from "./journal.ts";
import { withLock } from "./lock.ts";
import { currentContent } from "./target.ts";

/** A transaction that did not come to its end and was taken back. */
export interface Recovery {
  readonly id: number;
  readonly title: string;
  /** Files that have their old content again. */
  readonly restored: readonly string[];
  /** Files that somebody changed in the meantime; they stay as they are, `mcp-lint undo` has their originals. */
  readonly kept: readonly string[];
}

/**
 * Takes back what a killed process left half done. Call it before files are read for a fix.
 * Throws a `UserError` where another process is changing files, or a file cannot be restored.
 */
export function recover(host: WritingHost): readonly Recovery[] {
  const { disk, stateFolder } = host;
  if (!attempt(`read ${stateFolder}`, () => disk.status(stateFolder))) return [];
  return withLock(host, () => recoverLocked(host));
}

/** As `recover`, for who has the lock. */
export function recoverLocked(host: WritingHost): readonly Recovery[] {
  sweepJournal(host);
  return readEntries(host)
    .filter(({ state }) => state === "staging" || state === "swapping")
    .map((entry) => {
      try {
        return rollBack(entry, host);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        throw new UserError(
          `"${entry.title}" of ${entry.time} was cut off and cannot be taken back: ${error.message}`,
          `mend that and try again; to leave all its files as they are, remove ${entryFolder(entry.id, host)}`,
        );
      }
    });
}

/**
 * Gives every file its old content and removes what was made beside them. Done twice it is as if done once.
 * `swapped` is how many files were replaced, where that is known.
 */
export function rollBack(entry: Entry, host: WritingHost, swapped: number = entry.files.length): Recovery {
  const { disk } = host;
  const { id, title, state, files, folders } = entry;
  // First, because this also makes room on a full disk.
  for (const { temporary } of files) attempt(`remove ${temporary}`, () => disk.remove(temporary));
  // The mark may be on the medium though writing it failed; no file may change back under it.
  if (state === "committed") writeEntry({ ...entry, state: "swapping" }, host);

  const replaced = state === "staging" ? [] : [...files.slice(0, swapped).entries()].reverse();
  const restored: FileRecord[] = [];
  const kept: FileRecord[] = [];
  for (const [index, file] of replaced) {
    const outcome = restore(entry, index, host);
    if (outcome === "restored") restored.push(file);
    if (outcome === "kept") kept.push(file);
  }
  syncFoldersOf(restored, host);
  for (const folder of folders.toReversed()) attempt(`remove ${folder}`, () => disk.removeEmptyFolder(folder));

  if (kept.length > 0) writeEntry({ ...entry, state: "interrupted" }, host);
  else removeEntry(id, host);
  return { id, title, restored: restored.map(({ file }) => file), kept: kept.map(({ file }) => file) };
}

type Outcome = "untouched" | "restored" | "kept";

function restore(entry: Entry, index: number, host: WritingHost): Outcome {
  const { disk } = host;
  const { target, temporary, inPlace, attributes } = entry.files[index]!;
  const before = readContent(entry, index, "before", host);
  const after = readContent(entry, index, "after", host);
  const current = currentContent(target, disk);

  if (sameContent(current, before)) return "untouched";
  const isOurs = sameContent(current, after) || (inPlace && (isStartOf(current, after) || isStartOf(current, before)));
  if (!isOurs) return "kept";

  attempt(`restore ${target}`, () => {
    if (!before) disk.remove(target);
    else if (inPlace) disk.overwrite(target, before);
    else {
      disk.create(temporary, before, attributes);
      disk.rename(temporary, target);
    }
  });
  return "restored";
}

/** Whether a process that died may have left `current` when it was overwriting a file with `whole`. */
function isStartOf(current: Uint8Array | undefined, whole: Uint8Array | undefined): boolean {
  return current !== undefined && sameContent(current, whole?.subarray(0, current.length));
}

/** Puts the new names of the files on the medium. */
export function syncFoldersOf(files: readonly FileRecord[], { disk }: WritingHost): void {
  for (const folder of new Set(files.map(({ target }) => path.dirname(target)))) {
    attempt(`write to ${folder}`, () => disk.syncFolder(folder));
  }
}
