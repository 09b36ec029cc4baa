import type { Document, Path } from "../document/document.ts";
import type { Refusal } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { isSamePath, leadingNames, placeOf, soleEntry } from "./toml-layout.ts";
import type { Entry, Layout, Section } from "./toml-layout.ts";
import { merged } from "./text-edits.ts";
import { indentOn, lineAt, linesAfter } from "./toml-lines.ts";
import { headerAsEntry, liftedComments, shortened, withoutPieces } from "./toml-pieces.ts";
import type { Rewriting } from "./toml-pieces.ts";
import {
  isObject,
  printedEntry,
  printedInPlace,
  printedKey,
  printedValue,
  styleBefore,
  unwritable,
} from "./toml-print.ts";
import type { PlainObject, TomlStyle } from "./toml-print.ts";

type Set = Extract<DocumentOp, { op: "set" }>;

/** Replaces a value; of one that is written in pieces, all of them. A table with a header keeps it. */
export function replacement(document: Document, layout: Layout, op: Set): readonly TextEdit[] | Refusal {
  const { path, value } = op;
  const why = path.length === 0 ? "A TOML file is not written anew as a whole" : unwritable(value);
  if (why !== undefined) return { refused: why };
  const place = placeOf(layout, path);
  const sole = soleEntry(place, path);
  if (sole) return replacedValue(document, layout, sole, op);
  const rewriting = rewritten(document, layout, op);
  return "refused" in rewriting ? rewriting : withoutPieces(document, place, () => false, rewriting);
}

function replacedValue(document: Document, layout: Layout, entry: Entry, { value }: Set): TextEdit[] | Refusal {
  const lifted = liftedComments(document, entry);
  if ("refused" in lifted) return lifted;
  const { span } = entry.value;
  const text = printedInPlace(document, entry.value, value, styleBefore(document, layout, span.end));
  return merged([...lifted, { ...span, text }]);
}

/** The first piece as the whole. */
function rewritten(document: Document, layout: Layout, { path, value }: Set): Rewriting | Refusal {
  const place = placeOf(layout, path);
  const [entry] = place.entries;
  const own = place.sections.find((section) => isSamePath(section.path, path));
  const section = own ?? place.sections[0]!;
  const style = styleBefore(document, layout, (entry?.span ?? section.header!).end);
  if (entry) return shortened(document, entry, path.length, printedValue(value, style));
  if (isObject(value)) return refilled(document, section, path, value, style);
  const header = place.sections[0]!.header!;
  const text =
    typeof path.at(-1) === "string"
      ? headerAsEntry(document, layout, place, path, printedValue(value, style))
      : undefined;
  if (text === undefined) return { refused: "Only a table can stand here in place of the old one" };
  return { kept: [header], edits: [{ ...header, text }] };
}

/** Other members below the same header. It becomes that of the table, if it is one of a table inside of it. */
function refilled(
  document: Document,
  section: Section,
  path: Path,
  value: PlainObject,
  style: TomlStyle,
): Rewriting | Refusal {
  const header = section.header!;
  const isOwn = isSamePath(section.path, path);
  const edits = isOwn ? [] : [{ ...header, text: `[${leadingNames(document, section, path.length)}]` }];
  const members = Object.entries(value).map(([key, inner]) => printedEntry(printedKey(key), inner, style));
  if (members.length === 0) return { kept: [header], edits };
  const last = section.entries.at(-1);
  const line = lineAt(document, (last?.span ?? header).start);
  const indent = indentOn(document, line);
  if (!last) {
    const lines = members.map((member) => indent + member);
    return { kept: [header], edits: [...edits, linesAfter(document, line, lines)] };
  }
  const lifted = liftedComments(document, last);
  if ("refused" in lifted) return lifted;
  const text = members.join(document.style.eol + indent);
  return { kept: [header, last.span], edits: [...edits, ...lifted, { ...last.span, text }] };
}
