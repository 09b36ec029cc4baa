import { keyPath, type Key } from "../clients/client.ts";
import { nodeAt, type Path, type Plain } from "../document/document.ts";
import type { DocumentOp } from "../edit/op.ts";
import type { ServerEntry } from "../model/entry.ts";

/** A change within one entry: its path leads from the entry. `inDocument` makes it one of the document. */
export type EntryOp = Extract<DocumentOp, { readonly path: Path }>;

/** Gives a key of the entry a value, whether it stands there or not; a new one comes before `before`. */
export function setOn({ document, node }: ServerEntry, key: Key, value: Plain, before?: Key): EntryOp {
  const { file } = document;
  const path = keyPath(key);
  if (nodeAt(node, path)) return { op: "set", file, path, value };
  const missing = path.findIndex((_, index) => !nodeAt(node, path.slice(0, index + 1)));
  const nested = path.slice(missing + 1).reduceRight<Plain>((inner, step) => ({ [step]: inner }), value);
  const sibling = before === undefined ? undefined : keyPath(before)[missing];
  const at = path.slice(0, missing + 1);
  return { op: "insert", file, path: at, value: nested, ...(sibling !== undefined && { before: sibling }) };
}

export function renameOn({ document }: ServerEntry, key: Key, to: string): EntryOp {
  return { op: "rename", file: document.file, path: keyPath(key), to };
}

export function removeFrom({ document }: ServerEntry, key: Key | Path): EntryOp {
  return { op: "remove", file: document.file, path: typeof key === "string" ? [key] : key };
}

/** The same changes with paths from the root of the document. */
export function inDocument({ path }: ServerEntry, ops: readonly EntryOp[]): readonly DocumentOp[] {
  return ops.map((op) => ({ ...op, path: [...path, ...op.path] }));
}
