import path from "node:path";
import { UserError } from "../errors.ts";
import type { Phase } from "./change.ts";
import type { NewFileAttributes } from "./disk.ts";
import { attempt } from "./failure.ts";
import type { WritingHost } from "./host.ts";

/**
 * `staging`: no file was touched yet. `swapping`: some files may be new. `committed`: all are. `interrupted`: it was
 * rolled back but for files that somebody changed in the meantime; their originals are still here.
 */
export type State = "staging" | "swapping" | "committed" | "interrupted";

export interface FileRecord {
  /** As it was found; perhaps a link. */
  readonly file: string;
  /** What is replaced: the file with all links followed. */
  readonly target: string;
  /** A sibling of the target that becomes it. */
  readonly temporary: string;
  /** The target is overwritten instead, because another file in its place would lose its owner or other names. */
  readonly inPlace: boolean;
  readonly existed: boolean;
  readonly remains: boolean;
  readonly attributes: NewFileAttributes;
  readonly phase: Phase;
}

/** One transaction as the journal has it. The contents lie beside it: they hold secrets and are never printed. */
export interface Entry {
  readonly version: 1;
  readonly id: number;
  /** ISO time. */
  readonly time: string;
  readonly title: string;
  readonly servers: readonly string[];
  readonly undoes?: number;
  readonly state: State;
  /** In the order in which they are replaced. */
  readonly files: readonly FileRecord[];
  /** Folders made for new files, outer ones first. */
  readonly folders: readonly string[];
}

/** How many settled transactions are kept for `mcp-lint undo`. */
const kept = 50;

const recordName = "record.json";

export function entryFolder(id: number, { stateFolder }: Pick<WritingHost, "stateFolder">): string {
  return path.join(journalFolder(stateFolder), String(id));
}

/** All entries, the oldest first. Throws a `UserError` for one that cannot be read. */
export function readEntries(host: WritingHost): readonly Entry[] {
  return idsIn(host).flatMap((id) => {
    const file = path.join(entryFolder(id, host), recordName);
    const bytes = attempt(`read ${file}`, () => host.disk.read(file));
    return bytes ? [parse(bytes, file)] : [];
  });
}

function parse(bytes: Uint8Array, file: string): Entry {
  try {
    const entry = JSON.parse(new TextDecoder().decode(bytes)) as Entry;
    if (entry.version === 1) return entry;
  } catch {
    // Told below, as is one of a later version.
  }
  throw new UserError(
    `cannot understand ${file}, a journal of changed files`,
    "a newer mcp-lint may have written it; if there is none, remove its folder",
  );
}

/** A number for the next entry, above all that are there. */
export function nextId(host: WritingHost): number {
  return Math.max(0, ...idsIn(host)) + 1;
}

/** Puts an entry into the journal, whole or not at all. */
export function writeEntry(entry: Entry, host: WritingHost): void {
  const { disk, stateFolder } = host;
  const folder = entryFolder(entry.id, host);
  const record = path.join(folder, recordName);
  const next = `${record}.next`;
  attempt(`write to the journal ${folder}`, () => {
    disk.makeFolder(folder, 0o700);
    disk.remove(next);
    disk.create(next, new TextEncoder().encode(JSON.stringify(entry, undefined, 2)), { mode: 0o600 });
    disk.rename(next, record);
    for (const each of [folder, journalFolder(stateFolder), stateFolder]) disk.syncFolder(each);
  });
}

/** The content of an entry's file before or after the transaction; undefined where there was no file. */
export function readContent(
  entry: Entry,
  index: number,
  side: "before" | "after",
  host: WritingHost,
): Uint8Array | undefined {
  const { existed, remains } = entry.files[index]!;
  if (!(side === "before" ? existed : remains)) return undefined;
  const file = contentFile(entry, index, side, host);
  const bytes = attempt(`read ${file}`, () => host.disk.read(file));
  if (!bytes) throw new UserError(`the journal has lost ${file}`, "restore the files from another backup");
  return bytes;
}

export function writeContent(
  entry: Entry,
  index: number,
  side: "before" | "after",
  bytes: Uint8Array | undefined,
  host: WritingHost,
): void {
  if (!bytes) return;
  const file = contentFile(entry, index, side, host);
  attempt(`write to the journal ${entryFolder(entry.id, host)}`, () => host.disk.create(file, bytes, { mode: 0o600 }));
}

function contentFile({ id }: Entry, index: number, side: "before" | "after", host: WritingHost): string {
  return path.join(entryFolder(id, host), `${index}.${side}`);
}

/** The record goes first: a folder without one counts as nothing and is swept away later. */
export function removeEntry(id: number, host: WritingHost): void {
  const { disk } = host;
  const folder = entryFolder(id, host);
  attempt(`remove the journal ${folder}`, () => {
    disk.remove(path.join(folder, recordName));
    for (const name of disk.list(folder) ?? []) disk.remove(path.join(folder, name));
    disk.removeEmptyFolder(folder);
  });
}

/** Removes what processes left that died before they had written a record, or while they removed one. */
export function sweepJournal(host: WritingHost): void {
  for (const id of idsIn(host)) {
    const folder = entryFolder(id, host);
    const names = attempt(`read ${folder}`, () => host.disk.list(folder)) ?? [];
    if (!names.includes(recordName)) removeEntry(id, host);
    else attempt(`write to the journal ${folder}`, () => host.disk.remove(path.join(folder, `${recordName}.next`)));
  }
}

/** Forgets the oldest settled entries. */
export function pruneJournal(host: WritingHost): void {
  const settled = readEntries(host).filter(({ state }) => state === "committed" || state === "interrupted");
  for (const { id } of settled.slice(0, -kept)) removeEntry(id, host);
}

function idsIn({ disk, stateFolder }: WritingHost): readonly number[] {
  const folder = journalFolder(stateFolder);
  const names = attempt(`read the journal ${folder}`, () => disk.list(folder)) ?? [];
  return names
    .filter((name) => /^[1-9]\d{0,14}$/.test(name))
    .map(Number)
    .sort((one, other) => one - other);
}

function journalFolder(stateFolder: string): string {
  return path.join(stateFolder, "transactions");
}
