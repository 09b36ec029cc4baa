import type { Document, Path, Plain } from "../document/document.ts";
import type { Refusal } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { isSamePath, leadingNames, leadsTo, placeOf, separatorOf, soleEntry } from "./toml-layout.ts";
import type { Entry, Layout, List, Place, Section } from "./toml-layout.ts";
import {
  blanksAbove,
  indentOn,
  isBlankLine,
  isCommentLine,
  leadOf,
  lineAt,
  lineCount,
  linesAfter,
  linesBefore,
  rawLine,
} from "./toml-lines.ts";
import { intoList } from "./toml-list.ts";
import { alignedSeparator, isObject, printedEntry, printedKey, printedValue, styleBefore, unwritable } from "./toml-print.ts";
import type { TomlStyle } from "./toml-print.ts";
import { printedTables, spellingFor } from "./toml-tables.ts";

type Insert = Extract<DocumentOp, { op: "insert" }>;

/** What an insertion is made with. */
interface Site {
  readonly document: Document;
  readonly layout: Layout;
  readonly op: Insert;
  /** Of the table or array that takes the new one. */
  readonly path: Path;
  readonly place: Place;
  /** The section of its own header; for the root, the first. */
  readonly own: Section | undefined;
  readonly style: TomlStyle;
}

/** Adds a member or an item in the way its neighbours are written. */
export function insertion(document: Document, layout: Layout, op: Insert): readonly TextEdit[] | Refusal {
  const why = unwritable(op.value) ?? unwritable(op.path.at(-1)!);
  if (why !== undefined) return { refused: why };
  const path = op.path.slice(0, -1);
  const place = placeOf(layout, path);
  const own = layout.find((section) => isSamePath(section.path, path));
  ...
}
