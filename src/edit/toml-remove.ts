import type { Comment, Document } from "../document/document.ts";
import type { Refusal } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { isAllOfParent, leadingNames, leadsTo, placeOf } from "./toml-layout.ts";
import type { Layout, Place } from "./toml-layout.ts";
import { headerAsEntry, shortened, withoutPieces } from "./toml-pieces.ts";
import type { Rewriting } from "./toml-pieces.ts";

type Remove = Extract<DocumentOp, { op: "remove" }>;

/**
 * Takes all pieces of a member or an item away. Where nothing else speaks of the table or array around it, the first
 * makes place for that, empty.
 */
export function removal(document: Document, layout: Layout, op: Remove): readonly TextEdit[] | Refusal {
  const place = placeOf(layout, op.path);
  const goes = ({ owner }: Comment): boolean => op.comments === "take" && leadsTo(op.path, owner);
  if (!isAllOfParent(layout, place, op.path)) return withoutPieces(document, place, goes);
  const rewriting = emptyParent(document, layout, place, op);
  return "refused" in rewriting ? rewriting : withoutPieces(document, place, goes, rewriting);
}

function emptyParent(document: Document, layout: Layout, place: Place, { path }: Remove): Rewriting | Refusal {
  const parent = path.slice(0, -1);
  const [entry] = place.entries;
  if (entry) return shortened(document, entry, parent.length, "{}");
  const section = place.sections[0]!;
  const text =
    typeof path.at(-1) === "string"
      ? `[${leadingNames(document, section, parent.length)}]`
      : headerAsEntry(document, layout, place, parent, "[]");
  if (text === undefined) return { refused: "The last table of a list cannot be taken away from between other tables" };
  return { kept: [section.header!], edits: [{ ...section.header!, text }] };
}
