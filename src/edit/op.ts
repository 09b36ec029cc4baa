import type { Path, Plain } from "../document/document.ts";

/**
 * A change in the words of the document, never in offsets: it composes, it can be checked for conflict on the tree, and
 * one vocabulary serves every syntax. `path` leads from the document's root, through the last of duplicate keys; `remove`
 * and `rename` mean all members of that name. `applied` says what each op does to the value.
 */
export type Op =
  /** Gives an existing member or item another value. Comments inside of the old one stay beside the new one. */
  | { readonly op: "set"; readonly file: string; readonly path: Path; readonly value: Plain }
  /** Takes a member or item away. Its comments stay unless `comments` is `take`: nobody loses a comment by accident. */
  | { readonly op: "remove"; readonly file: string; readonly path: Path; readonly comments?: "take" }
  /** Renames a key; value, comments and position stay. */
  | { readonly op: "rename"; readonly file: string; readonly path: Path; readonly to: string }
  /**
   * Adds a member (last step: its key) or an item (last step: its index). A member comes beside a sibling, or at the end
   * where none is named or the one named is not there.
   */
  | {
      readonly op: "insert";
      readonly file: string;
      readonly path: Path;
      readonly value: Plain;
      readonly before?: string;
      readonly after?: string;
    }
  /** Replaces a part of a string; `start` and `end` count in its decoded value. */
  | {
      readonly op: "splice";
      readonly file: string;
      readonly path: Path;
      readonly start: number;
      readonly end: number;
      readonly text: string;
    }
  /** Takes comment marks or trailing commas away: what a strict reader refuses. */
  | { readonly op: "strip"; readonly file: string; readonly what: "comment" | "trailing-comma" }
  /** Writes a comment on a line of its own, above the line on which what the path leads to begins. */
  | { readonly op: "comment"; readonly file: string; readonly path: Path; readonly text: string }
  /** Gives a comment another text, or takes it away: the first with this text that belongs to what the path leads to. */
  | {
      readonly op: "recomment";
      readonly file: string;
      readonly path: Path;
      readonly from: string;
      readonly to?: string;
    }
  /** A file that is not there yet. */
  | { readonly op: "create"; readonly file: string; readonly text: string };

/** Ops that leave the value as it is. */
export type CommentOp = Extract<Op, { op: "strip" | "comment" | "recomment" }>;

export function isAboutComments(op: Op): op is CommentOp {
  return op.op === "strip" || op.op === "comment" || op.op === "recomment";
}

/** An op on a document that is there. */
export type DocumentOp = Exclude<Op, { op: "create" }>;

/** Replaces the text between two UTF-16 offsets. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
