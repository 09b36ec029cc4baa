import type { Plain } from "../document/document.ts";
import type { TextEdit } from "./op.ts";
import { leadingNames, leadsTo, placeOf, soleEntry } from "./toml-layout.ts";
import type { Entry, Section } from "./toml-layout.ts";
import { atEnd, indentOn, isBlankLine, isCommentLine, leadOf, lineAt, lineCount, linesAfter, linesBefore } from "./toml-lines.ts";
import { isObject, printedEntry, printedKey } from "./toml-print.ts";
import type { PlainObject } from "./toml-print.ts";
import { blankLines, entryIndent, gapAbove, neighbourOf } from "./toml-site.ts";
import type { Site } from "./toml-site.ts";

/** How a new member is written: `key = value`, a line `key.inner = value` for each inner one, or below a header. */
export type Spelling = "entry" | "dotted" | "table";

/** Longer inline tables are none that people write. */
const maxInline = 80;

/** As the neighbour named by the op is written, else another table beside it, else its namesakes; else by size. */
export function spellingOf(site: Site, key: string): Spelling {
  const { layout, op, path, place, own } = site;
  const { value } = op;
  const canBeTable = own !== undefined || place.sections.length > 0;
  if (Array.isArray(value)) return path.length === 0 && isListOfTables(value) ? "table" : "entry";
  if (!isObject(value)) return "entry";
  const named = place.sections.some(section => section.path[path.length] === (op.before ?? op.after))
  ...
}
