import { tomlTreeOf } from "../document/toml-ast.ts";
import type { AST } from "toml-eslint-parser";
import type { Document, Path, Span } from "../document/document.ts";

/** A TOML text as it is written: one section for what stands before the first header, then one for each header. */
export type Layout = readonly [Section, ...Section[]];

export interface Section {
  /** With indices where it leads through arrays of tables. */
  readonly path: Path;
  readonly names: readonly Name[];
  /** The header with its brackets; absent from the first section. */
  readonly header?: Span;
  readonly isItem: boolean;
  readonly entries: readonly Entry[];
}

/** A `key = value`, or an item of an array. */
export interface Entry {
  readonly path: Path;
  /** The keys of this entry, which end its path; none for an item. */
  readonly names: readonly Name[];
  readonly span: Span;
  readonly value: Value;
}

export interface Value {
  readonly span: Span;
  /** What stands in an inline table or an array; absent from scalars. */
  readonly entries?: readonly Entry[];
}

export interface Name {
  readonly key: string;
  readonly span: Span;
}

/** An inline table or an array. */
export type List = Required<Value>;

/** Where a member or an item is written. */
export interface Place {
  /** Its own header and those below it. */
  readonly sections: readonly Section[];
  /** Its own entry, or those whose dotted keys lead through it, outside of these sections. */
  readonly entries: readonly Entry[];
  /** Set where these entries stand in brackets. */
  readonly list?: List;
}

export function layoutOf({ text }: Document): Layout {
  // Whatever is TOML 1.0 means the same in 1.1.
  const [{ body }] = tomlTreeOf(text, "1.1").body;
  const first = body.filter((part) => part.type === "TOMLKeyValue");
  const tables = body.filter((part) => part.type === "TOMLTable");
  const top: Section = { path: [], names: [], isItem: false, entries: first.map((entry) => entryOf(entry, [])) };
  return [top, ...tables.map((table) => sectionOf(table, text))];
}

/** Where the thing at a path is written, which is known to be there. */
export function placeOf(layout: Layout, path: Path): Place {
  const sections = layout.filter((section) => section.header && leadsTo(path, section.path));
  const outside = layout.filter((section) => !leadsTo(path, section.path)).flatMap(({ entries }) => entries);
  const entries = outside.filter((entry) => leadsTo(path, entry.path));
  if (sections.length + entries.length > 0 || path.length === 0) return { sections, entries };
  let list = listTowards(outside, path);
  for (;;) {
    const found = list.entries.filter((entry) => leadsTo(path, entry.path));
    if (found.length > 0) return { sections, entries: found, list };
    list = listTowards(list.entries, path);
  }
}

/** The entry that alone is the thing at this path; undefined where that is written in pieces. */
export function soleEntry({ entries: [entry] }: Place, path: Path): Entry | undefined {
  return entry?.path.length === path.length ? entry : undefined;
}

/** Whether nothing would speak of the table or array around a place, were the place not there. */
export function isAllOfParent(layout: Layout, place: Place, path: Path): boolean {
  const parent = path.slice(0, -1);
  if (parent.length === 0) return false;
  const around = placeOf(layout, parent);
  if (soleEntry(around, parent)) return false;
  return around.sections.length === place.sections.length && around.entries.length === place.entries.length;
}

/** The key a header or an entry has at a depth of its path. */
export function nameAt({ path, names }: Pick<Entry, "path" | "names">, depth: number): Name {
  const later = path.slice(depth).filter((step) => typeof step === "string").length;
  return names[names.length - later]!;
}

/** The keys of a header or an entry up to a depth of its path, as written; empty where they begin later. */
export function leadingNames({ text }: Document, piece: Pick<Entry, "path" | "names">, depth: number): string {
  const later = piece.path.slice(depth).filter((step) => typeof step === "string").length;
  const last = piece.names[piece.names.length - later - 1];
  return last ? text.slice(piece.names[0]!.span.start, last.span.end) : "";
}

/** What stands between the key and the value. */
export function separatorOf({ text }: Document, { names, value }: Entry): string {
  return text.slice(names.at(-1)!.span.end, value.span.start);
}

export function leadsTo(path: Path, other: Path): boolean {
  return path.length <= other.length && path.every((step, i) => other[i] === step);
}

export function isSamePath(path: Path, other: Path): boolean {
  return path.length === other.length && leadsTo(path, other);
}

function listTowards(entries: readonly Entry[], path: Path): List {
  return entries.find((entry) => leadsTo(entry.path, path))!.value as List;
}

function sectionOf({ key, resolvedKey, kind, body, range }: AST.TOMLTable, text: string): Section {
  const names = namesOf(key);
  const isItem = kind === "array";
  const header = { start: range[0], end: text.indexOf("]", names.at(-1)!.span.end) + (isItem ? 2 : 1) };
  const entries = body.map((entry) => entryOf(entry, resolvedKey));
  return { path: resolvedKey, names, header, isItem, entries };
}

function entryOf({ key, value, range }: AST.TOMLKeyValue, base: Path): Entry {
  const names = namesOf(key);
  const path = [...base, ...names.map(({ key }) => key)];
  return { path, names, span: spanOf(range), value: valueOf(value, path) };
}

function valueOf(node: AST.TOMLContentNode, path: Path): Value {
  const span = spanOf(node.range);
  switch (node.type) {
    case "TOMLInlineTable":
      return { span, entries: node.body.map((entry) => entryOf(entry, path)) };
    case "TOMLArray":
      return { span, entries: node.elements.map((element, i) => itemOf(element, [...path, i])) };
    default:
      return { span };
  }
}

function itemOf(node: AST.TOMLContentNode, path: Path): Entry {
  return { path, names: [], span: spanOf(node.range), value: valueOf(node, path) };
}

function namesOf({ keys }: AST.TOMLKey): Name[] {
  return keys.map((key) => ({ key: key.type === "TOMLBare" ? key.name : key.value, span: spanOf(key.range) }));
}

function spanOf([start, end]: readonly [number, number]): Span {
  return { start, end };
}
