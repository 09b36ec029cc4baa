import type { DocumentOp } from "../edit/op.ts";
import { isBroken } from "../model/broken.ts";
import type { Word } from "../model/launch.ts";

/**
 * Writes something else in the place of a word, or of a piece of it (offsets in its value). Undefined where a shell has
 * taken quotes away, so that nobody knows which characters the piece is, and in a file with mistakes.
 */
export function replacedIn(
  { document, path, value, start, end }: Word,
  text: string,
  piece: { readonly start: number; readonly end: number } = { start: 0, end: value.length },
): DocumentOp | undefined {
  if (end - start !== value.length || isBroken(document)) return undefined;
  return { op: "splice", file: document.file, path, start: start + piece.start, end: start + piece.end, text };
}
