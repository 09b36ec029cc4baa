import { randomBytes } from "node:crypto";
import path from "node:path";
import { UserError } from "../errors.ts";
import { sameContent, type Phase, type Transaction } from "./change.ts";
import type { WritableDisk } from "./disk.ts";
import { attempt } from "./failure.ts";
import type { WritingHost } from "./host.ts";
import { entryFolder, nextId, pruneJournal, writeContent, writeEntry, type Entry, type FileRecord } from "./journal.ts";
import { withLock } from "./lock.ts";
import { recoverLocked, rollBack, syncFoldersOf, type Recovery } from "./recover.ts";
import { currentContent, missingFolders, targetsOf, type Target } from "./target.ts";

export type CommitResult = (
  | { readonly outcome: "committed"; /** For `mcp-lint undo`. */ readonly id: number }
  /** Nothing was written, because this file is not what the change was made for. */
  | { readonly outcome: "stale"; readonly file: string }
) & {
  /** Earlier transactions that had been cut off and were taken back first. */
  readonly recovered: readonly Recovery[];
};

/**
 * Makes all changes of a transaction or none, whatever happens in between: after a failure everything is put back at
 * once, after a crash by the next `recover`. Throws a `UserError` that says what could not be done and what was.
 */
export function commit(transaction: Transaction, host: WritingHost): CommitResult {
  return withLock(host, () => {
    const recovered = recoverLocked(host);
    const targets = targetsOf(transaction.changes, host.disk);
    const stale = targets.find(({ change, path }) => !sameContent(currentContent(path, host.disk), change.before));
    if (stale) return { outcome: "stale", file: stale.change.file, recovered };

    const changing = inOrder(targets.filter(({ change }) => !sameContent(change.before, change.after)));
    const entry = draft(transaction, changing, host);
    const overtaken = apply(entry, changing, host);
    if (overtaken !== undefined) return { outcome: "stale", file: overtaken, recovered };
    forgetOldEntries(host);
    return { outcome: "committed", id: entry.id, recovered };
  });
}

const order: readonly Phase[] = ["make", "switch", "break"];

function inOrder(targets: readonly Target[]): readonly Target[] {
  return targets.toSorted((one, other) => order.indexOf(one.change.phase) - order.indexOf(other.change.phase));
}

function draft({ title, servers = [], undoes }: Transaction, targets: readonly Target[], host: WritingHost): Entry {
  const { disk, now } = host;
  return {
    version: 1,
    id: nextId(host),
    time: now().toISOString(),
    title,
    servers,
    ...(undoes !== undefined && { undoes }),
    state: "staging",
    files: targets.map((target) => recordOf(target, disk)),
    folders: [...new Set(targets.flatMap(({ path }) => missingFolders(path, disk)))],
  };
}

function recordOf({ change, path: target, status }: Target, disk: WritableDisk): FileRecord {
  const folder = path.dirname(target);
  return {
    file: change.file,
    target,
    temporary: path.join(folder, `.mcp-lint-${randomBytes(8).toString("hex")}`),
    inPlace:
      status !== undefined &&
      change.after !== undefined &&
      // Other names would keep the old content; a file that is mounted by itself cannot be replaced.
      (status.links > 1 || attempt(`reach ${folder}`, () => disk.status(folder))?.device !== status.device),
    existed: change.before !== undefined,
    remains: change.after !== undefined,
    attributes: status
      ? { mode: status.mode, uid: status.uid, gid: status.gid }
      : { mode: change.mode ?? 0o666 & ~process.umask() },
    phase: change.phase,
  };
}

/** Returns the file that somebody changed meanwhile, in which case everything is as before. */
function apply(drafted: Entry, targets: readonly Target[], host: WritingHost): string | undefined {
  let entry = drafted;
  try {
    writeEntry(entry, host);
    const staged: Entry = { ...stage(entry, targets, host), state: "swapping" };
    writeEntry(staged, host);
    entry = staged;
    const overtaken = swap(entry, targets, host);
    if (overtaken !== undefined) {
      rollBack(entry, host, overtaken);
      return entry.files[overtaken]?.file;
    }
    syncFoldersOf(entry.files, host);
    entry = { ...entry, state: "committed" };
    writeEntry(entry, host);
    return undefined;
  } catch (error) {
    const aftermath = putBack(entry, host);
    throw error instanceof UserError ? new UserError(`${error.message}; ${aftermath}`, error.hint) : error;
  }
}

/** Returns what became of the files, in words. */
function putBack(entry: Entry, host: WritingHost): string {
  try {
    const { kept } = rollBack(entry, host);
    if (kept.length === 0) return "nothing was changed";
    return `everything is as before but what somebody else changed at the same time: ${kept.join(", ")}`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const files = entry.files.map(({ file }) => file).join(", ");
    return `and mcp-lint ${error.message}, so some of these may be changed: ${files}. The next mcp-lint --fix or mcp-lint undo puts them back; their originals are in ${entryFolder(entry.id, host)}`;
  }
}

function forgetOldEntries(host: WritingHost): void {
  try {
    pruneJournal(host);
  } catch {
    // The work is done; old entries that cannot be removed now go another time.
  }
}

/** Writes all contents: the old ones into the journal, the new ones beside their files. */
function stage(entry: Entry, targets: readonly Target[], host: WritingHost): Entry {
  const { disk } = host;
  for (const [index, { change }] of targets.entries()) {
    writeContent(entry, index, "before", change.before, host);
    writeContent(entry, index, "after", change.after, host);
  }
  for (const folder of entry.folders) attempt(`make ${folder}`, () => disk.makeFolder(folder, 0o777));
  return { ...entry, files: entry.files.map((file, index) => stageFile(file, targets[index]!, disk)) };
}

function stageFile(file: FileRecord, { change, status }: Target, disk: WritableDisk): FileRecord {
  const { after } = change;
  if (!after || file.inPlace) return file;
  return attempt(`write ${change.file}`, () => {
    disk.create(file.temporary, after, file.attributes);
    const made = disk.status(file.temporary);
    if (!status || (made?.uid === status.uid && made.gid === status.gid)) return file;
    disk.remove(file.temporary);
    return { ...file, inPlace: true };
  });
}

/** Puts the new files in place, up to the first that somebody changed since it was compared; returns its index. */
function swap(entry: Entry, targets: readonly Target[], { disk }: WritingHost): number | undefined {
  for (const [index, { change, path }] of targets.entries()) {
    const { temporary, inPlace } = entry.files[index]!;
    if (!sameContent(currentContent(path, disk), change.before)) return index;
    attempt(`write ${change.file}`, () => {
      if (!change.after) disk.remove(path);
      else if (inPlace) disk.overwrite(path, change.after);
      else disk.rename(temporary, path);
    });
  }
  return undefined;
}
