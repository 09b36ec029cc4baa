import type { Document, Path, Plain } from "../document/document.ts";
import type { TextEdit } from "./op.ts";
import { leadingNames, leadsTo } from "./toml-layout.ts";
import type { Entry, Layout, Section } from "./toml-layout.ts";
import {
  atEnd,
  indentOn,
  isBlankLine,
  isCommentLine,
  leadOf,
  lineAt,
  lineCount,
  linesAfter,
  linesBefore,
} from "./toml-lines.ts";
import { isObject, nameBelow, printedEntry, printedKey } from "./toml-print.ts";
import type { PlainObject, TomlStyle } from "./toml-print.ts";
import { blankLines, entryIndent, gapAbove, neighbourOf } from "./toml-site.ts";
import type { Neighbour, Site } from "./toml-site.ts";

/** How a new member is written: as `key = value`, with a line `key.inner = value` for each inner one, below a header. */
export type Spelling = "entry" | "dotted" | "table";

/** Columns up to which an inline table is easy to read. */
const maxInline = 80;

/** As the neighbour named by the op is written, else as the last table beside it, else as its namesakes, else by size. */
export function spellingOf({ document, layout, op, path, place, own, style }: Site, key: string): Spelling {
  const { value } = op;
  if (Array.isArray(value)) return path.length === 0 && isListOfTables(value) ? "table" : "entry";
  if (!isObject(value)) return "entry";
  const canBeTable = own !== undefined || place.sections.length > 0;
  const beside = op.before ?? op.after;
  if (beside !== undefined && place.sections.some((section) => section.path[path.length] === beside)) return "table";
  const bySize = isShort(key, value, style) || !canBeTable ? "entry" : "table";
  const tables = (own?.entries ?? place.entries).filter((entry) => isTable(document, entry, path.length + 1));
  const { peer } = neighbourOf(op, tables);
  if (peer) return peer.path.length > path.length + 1 && Object.keys(value).length > 0 ? "dotted" : bySize;
  if (!canBeTable) return "entry";
  const isMap = own === undefined || (path.length === 1 && own.entries.length === 0);
  return path.length === 0 || isMap || hasNamesake(layout, path, key) ? "table" : bySize;
}

/** A table with a header, after the last of those beside it, and laid out like it. */
export function newTable(site: Site): TextEdit {
  const { document, op, path, place, own } = site;
  const step = op.path.at(-1)!;
  const { peer, isBefore } = tableBeside(site);
  const section = peer ?? own!;
  const model = place.sections.find((other) => other.path[path.length] === section.path[path.length]) ?? section;
  const leading = path.length === 0 ? "" : leadingNames(document, place.sections[0]!, path.length);
  const frame: Frame = {
    site,
    indent: model.header ? indentOn(document, lineAt(document, model.header.start)) : "",
    entryIndent: entryIndent(site, model),
    gap: blankLines(gapAbove(site, model)),
  };
  const name = typeof step === "string" ? nameBelow(leading, printedKey(step)) : leading;
  const values = Array.isArray(op.value) ? (op.value as readonly PlainObject[]) : [op.value as PlainObject];
  const isItem = typeof step === "number" || Array.isArray(op.value);
  const [first = [], ...others] = values.map((value) => tableLines(frame, name, value, isItem));
  const lines = [...first, ...others.flatMap((other) => [...frame.gap, ...other])];
  if (isBefore) {
    return linesBefore(document, leadOf(document, lineAt(document, section.header!.start)), [...lines, ...frame.gap]);
  }
  if (!section.header && section.entries.length === 0) return atEnd(document, lines);
  const last = lastLine(document, section);
  const isFollowed = last + 1 < lineCount(document) && !isBlankLine(document, last + 1);
  return linesAfter(document, last, [...frame.gap, ...lines, ...(isFollowed ? frame.gap : [])]);
}

/** What all lines of a new table are made with. */
interface Frame {
  readonly site: Site;
  readonly indent: string;
  readonly entryIndent: string;
  /** The blank lines between tables. */
  readonly gap: readonly string[];
}

function tableLines(frame: Frame, name: string, value: PlainObject, isItem: boolean): string[] {
  const { site, indent, entryIndent, gap } = frame;
  const { layout, path, style } = site;
  const lines = [indent + (isItem ? `[[${name}]]` : `[${name}]`)];
  const below: string[] = [];
  for (const [key, inner] of Object.entries(value)) {
    const isBelow = isObject(inner) && (hasNamesake(layout, [...path, ""], key) || !isShort(key, inner, style));
    if (isBelow) below.push(...gap, ...tableLines(frame, nameBelow(name, printedKey(key)), inner, false));
    else lines.push(entryIndent + printedEntry(printedKey(key), inner, style));
  }
  return [...lines, ...below];
}

/** The header before or after which a new one comes. In an item of a list that is its own, before its other tables. */
function tableBeside({ op, path, place, own }: Site): Neighbour<Section> {
  if (typeof path.at(-1) === "number") return { peer: own, isBefore: false };
  const inside = place.sections.filter((section) => section.path.length > path.length);
  const next = inside.find((section) => section.path[path.length] === op.path.at(-1));
  return next ? { peer: next, isBefore: true } : neighbourOf(op, inside);
}

/** The last line of a section, with the comments right below that do not lead to the next header. */
function lastLine(document: Document, { header, entries }: Section): number {
  const end = lineAt(document, entries.at(-1)?.span.end ?? header!.end);
  let line = end;
  while (isCommentLine(document, line + 1)) line++;
  return line + 1 === lineCount(document) || isBlankLine(document, line + 1) ? line : end;
}

/** Whether other tables beside the one at this path have a table of that name with a header. */
function hasNamesake(layout: Layout, path: Path, key: string): boolean {
  const around = path.slice(0, -1);
  return layout.some((section) => section.path[path.length] === key && leadsTo(around, section.path));
}

/** Whether an entry is an inline table, or a part of a table by dotted keys; `depth` is the length of that table's path. */
function isTable({ text }: Document, { path, value }: Entry, depth: number): boolean {
  return path.length > depth || text.charAt(value.span.start) === "{";
}

function isListOfTables(items: readonly Plain[]): boolean {
  return items.length > 0 && items.every(isObject);
}

function isShort(key: string, value: PlainObject, style: TomlStyle): boolean {
  return printedEntry(printedKey(key), value, style).length <= maxInline;
}
