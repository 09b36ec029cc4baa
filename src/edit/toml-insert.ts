import type { Document, Plain } from "../document/document.ts";
import type { Refusal } from "./lower.ts";
import type { TextEdit } from "./op.ts";
import { isSamePath, leadingNames, leadsTo, placeOf, soleEntry } from "./toml-layout.ts";
import type { Entry, Layout, List, Section } from "./toml-layout.ts";
import { atEnd, indentOn, leadOf, lineAt, linesAfter, linesBefore, rawLine } from "./toml-lines.ts";
import { intoList } from "./toml-list.ts";
import {
  alignedSeparator,
  isObject,
  nameBelow,
  printedKey,
  printedMember,
  printedValue,
  styleBefore,
  unwritable,
} from "./toml-print.ts";
import { blankLines, entryIndent, gapAbove, neighbourOf } from "./toml-site.ts";
import type { Insert, Site } from "./toml-site.ts";
import { newTable, spellingOf } from "./toml-tables.ts";

/** Adds a member or an item in the way its neighbours are written. */
export function insertion(document: Document, layout: Layout, op: Insert): readonly TextEdit[] | Refusal {
  const step = op.path.at(-1)!;
  const why = unwritable(op.value) ?? (typeof step === "string" ? unwritable(step) : undefined);
  if (why !== undefined) return { refused: why };
  const site = siteOf(document, layout, op);
  const sole = soleEntry(site.place, site.path);
  const list = sole ? (sole.value as List) : site.place.list;
  if (typeof step === "string") return list ? memberIntoList(site, list, step) : memberIntoTable(site, step);
  if (list) return intoList(document, list, step, printedValue(op.value, site.style), site.style);
  return isObject(op.value) ? [newTable(site)] : { refused: "This list is written as tables and takes nothing else" };
}

function siteOf(document: Document, layout: Layout, op: Insert): Site {
  const path = op.path.slice(0, -1);
  const place = placeOf(layout, path);
  const own = layout.find((section) => isSamePath(section.path, path));
  const section = own ?? place.sections.at(-1);
  const near = place.entries.at(-1)?.span ?? section?.entries.at(-1)?.span ?? section?.header;
  return { document, layout, op, path, place, own, style: styleBefore(document, layout, near?.end ?? 0) };
}

function memberIntoList({ document, op, path, place, style }: Site, list: List, key: string): TextEdit[] {
  // Dotted keys in brackets make one table of several entries.
  const peers = list === place.list ? place.entries : list.entries;
  const { peer, isBefore } = neighbourOf(op, peers);
  const leading = peer ? leadingNames(document, peer, path.length) : "";
  const element = printedMember(nameBelow(leading, printedKey(key)), op.value, style);
  const index = peer ? list.entries.indexOf(peer) + (isBefore ? 0 : 1) : 0;
  return intoList(document, list, index, element, style);
}

function memberIntoTable(site: Site, key: string): TextEdit[] {
  const { layout, op, path, place, own } = site;
  const spelling = spellingOf(site, key);
  if (spelling === "table") return [newTable(site)];
  const added = spelling === "dotted" ? dotted(key, op.value) : [[printedKey(key), op.value] as const];
  if (own) return [own.entries.length > 0 ? beside(site, own, own.entries, added) : intoEmpty(site, own, added)];
  const { peer } = neighbourOf(op, place.entries);
  if (!peer) return [belowNewHeader(site, added)];
  const section = layout.find(({ entries }) => entries.includes(peer))!;
  const peers = section.entries.filter((entry) => leadsTo(path, entry.path));
  return [beside(site, section, peers, added)];
}

/** Names as they are written, without those of the table they come into. */
type Added = readonly (readonly [name: string, value: Plain])[];

function dotted(key: string, value: Plain): Added {
  return Object.entries(value as object).map(([inner, value]) => [
    nameBelow(printedKey(key), printedKey(inner)),
    value,
  ]);
}

/** `peers` are the entries in this section that are members of the table. */
function beside(site: Site, section: Section, peers: readonly Entry[], added: Added): TextEdit {
  const { document, op, path } = site;
  const { peer, isBefore } = neighbourOf(op, peers);
  const { start, end } = peer!.span;
  const line = lineAt(document, start);
  const leading = leadingNames(document, peer!, path.length);
  const lines = printedLines(site, section, added, indentOn(document, line), leading);
  return isBefore
    ? linesBefore(document, leadOf(document, line), lines)
    : linesAfter(document, lineAt(document, end), lines);
}

function intoEmpty(site: Site, section: Section, added: Added): TextEdit {
  const { document, layout } = site;
  const lines = printedLines(site, section, added, entryIndent(site, section));
  if (section.header) return linesAfter(document, lineAt(document, section.header.start), lines);
  const next = layout[1]?.header;
  if (!next) return atEnd(document, lines);
  let line = leadOf(document, lineAt(document, next.start));
  // A directive at the top is about the whole file.
  if (line === 0) while (rawLine(document, line).startsWith("#:")) line++;
  return linesBefore(document, line, [...lines, ""]);
}

/** For a table of which nothing but tables inside of it are written. */
function belowNewHeader(site: Site, added: Added): TextEdit {
  const { document, path, place } = site;
  const section = place.sections[0]!;
  const line = lineAt(document, section.header!.start);
  const header = `${indentOn(document, line)}[${leadingNames(document, section, path.length)}]`;
  const lines = printedLines(site, section, added, entryIndent(site, section));
  return linesBefore(document, leadOf(document, line), [header, ...lines, ...blankLines(gapAbove(site, section))]);
}

function printedLines(
  { document, style }: Site,
  section: Section,
  added: Added,
  indent: string,
  leading = "",
): string[] {
  return added.map(([short, value]) => {
    const name = nameBelow(leading, short);
    const separator = alignedSeparator(document, section, name, style.separator);
    return indent + name + separator + printedValue(value, style);
  });
}
