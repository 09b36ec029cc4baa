import type { Document } from "../document/document.ts";
import type { Parser } from "../document/parse.ts";
import { isEditable } from "../model/broken.ts";
import type { Lower } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { flawOf } from "./proof.ts";
import { composed, spliced } from "./text-edits.ts";
import { misfit, valueOf } from "./value.ts";

export type Edited =
  | {
      readonly document: Document;
      /** From the text before the first op to the one after the last; disjoint, in the order of their start. */
      readonly edits: readonly TextEdit[];
    }
  | Failure;

export interface Failure {
  readonly failed: DocumentOp;
  /** One sentence for people, without final dot and without values. */
  readonly why: string;
  /** `refused`: the document does not allow it. `unproved`: the edit did something else than it should, which is our bug. */
  readonly kind: "refused" | "unproved";
}

/** Applies the ops one after the other; each is written, read again and proved before the next. */
export function applyOps(document: Document, ops: readonly DocumentOp[], parse: Parser, lower: Lower): Edited {
  let current = document;
  let edits: readonly TextEdit[] = [];
  for (const op of ops) {
    const why = unreadable(current) ?? misfit(valueOf(current), op);
    if (why !== undefined) return { failed: op, why, kind: "refused" };
    const lowered = lower(current, op);
    if ("refused" in lowered) return { failed: op, why: lowered.refused, kind: "refused" };
    const text = spliced(current.text, lowered);
    const next = parse(current.file, current.style.bom ? `\uFEFF${text}` : text);
    const flaw = flawOf(current, op, lowered, next);
    if (flaw !== undefined) return { failed: op, why: flaw, kind: "unproved" };
    edits = composed(edits, lowered);
    current = next;
  }
  return { document: current, edits };
}

function unreadable(document: Document): string | undefined {
  return isEditable(document) ? undefined : "The file has mistakes that must be corrected by hand first";
}
