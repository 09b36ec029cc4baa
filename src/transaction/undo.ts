import { UserError } from "../errors.ts";
import { sameContent, type FileChange, type Phase, type Transaction } from "./change.ts";
import type { WritingHost } from "./host.ts";
import { readContent, readEntries, type Entry } from "./journal.ts";
import { currentContent } from "./target.ts";

export interface PastTransaction {
  readonly id: number;
  /** ISO time. */
  readonly time: string;
  readonly title: string;
  readonly servers: readonly string[];
  readonly files: readonly string[];
  /** The transaction that this one took back. */
  readonly undoes?: number;
  /** Taken back by a later one that still counts. */
  readonly undone: boolean;
}

export interface EditedFile {
  readonly file: string;
  /** Before the transaction; undefined: no file, here as below. */
  readonly original: Uint8Array | undefined;
  readonly written: Uint8Array | undefined;
  readonly current: Uint8Array | undefined;
}

export type UndoPlan =
  | { readonly outcome: "ready"; readonly transaction: Transaction }
  /** Somebody edited these files since: nothing may be restored blindly. */
  | { readonly outcome: "edited"; readonly id: number; readonly files: readonly [EditedFile, ...EditedFile[]] };

/** What can be undone, the newest first. */
export function listTransactions(host: WritingHost): readonly PastTransaction[] {
  const past: PastTransaction[] = [];
  const undone = new Set<number>();
  for (const { id, time, title, servers, files, undoes } of settledEntries(host).toReversed()) {
    // Whoever undid this one came later and is known by now; an undo that was itself undone does not count.
    if (undoes !== undefined && !undone.has(id)) undone.add(undoes);
    past.push({
      id,
      time,
      title,
      servers,
      files: files.map(({ file }) => file),
      ...(undoes !== undefined && { undoes }),
      undone: undone.has(id),
    });
  }
  return past;
}

/**
 * How to take a transaction back, by default the last one that is not undone yet. Writes nothing: commit the result.
 * Throws a `UserError` where there is no such transaction.
 */
export function planUndo(host: WritingHost, id?: number): UndoPlan {
  const past = listTransactions(host);
  const chosen =
    id === undefined
      ? past.find((each) => !each.undone && each.undoes === undefined)
      : past.find((each) => each.id === id);
  if (!chosen) {
    if (id === undefined) throw new UserError("there is nothing to undo");
    throw new UserError(`there is no transaction ${id}`, "mcp-lint undo --list shows all");
  }
  if (chosen.undone) throw new UserError(`transaction ${chosen.id} is undone already`);
  const entry = settledEntries(host).find((each) => each.id === chosen.id)!;

  const files = entry.files.map((record, index) => ({
    record,
    original: readContent(entry, index, "before", host),
    written: readContent(entry, index, "after", host),
    current: currentContent(record.file, host.disk),
  }));
  const [first, ...others] = files
    .filter(({ original, written, current }) => !sameContent(current, written) && !sameContent(current, original))
    .map(({ record: { file }, original, written, current }): EditedFile => ({ file, original, written, current }));
  if (first) return { outcome: "edited", id: entry.id, files: [first, ...others] };

  const changes = files.map(({ record: { file, attributes, phase }, original, current }): FileChange => {
    return { file, before: current, after: original, mode: attributes.mode, phase: mirrored[phase] };
  });
  const { id: undoes, title, servers } = entry;
  return { outcome: "ready", transaction: { title: `Undo: ${title}`, changes, servers, undoes } };
}

const mirrored: Readonly<Record<Phase, Phase>> = { make: "break", switch: "switch", break: "make" };

function settledEntries(host: WritingHost): readonly Entry[] {
  return readEntries(host).filter(({ state }) => state === "committed" || state === "interrupted");
}
