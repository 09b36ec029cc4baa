import type { Document, Path } from "../document/document.ts";
import type { DocumentOp } from "./op.ts";
import type { Entry, Layout, Place, Section } from "./toml-layout.ts";
import { blanksAbove, indentOn, leadOf, lineAt } from "./toml-lines.ts";
import type { TomlStyle } from "./toml-print.ts";

export type Insert = Extract<DocumentOp, { op: "insert" }>;

/** What an insertion is made with. */
export interface Site {
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

export interface Neighbour<T> {
  readonly peer: T | undefined;
  /** Whether the new one comes before it, not after. */
  readonly isBefore: boolean;
}

/** Of the pieces inside of a table the one named by the op, else the last. */
export function neighbourOf<T extends Entry | Section>(
  { path, before, after }: Insert,
  peers: readonly T[],
): Neighbour<T> {
  const depth = path.length - 1;
  const named = peers.filter((peer) => peer.path[depth] === (before ?? after));
  if (named.length === 0) return { peer: peers.at(-1), isBefore: false };
  return before === undefined ? { peer: named.at(-1), isBefore: false } : { peer: named[0], isBefore: true };
}

/** How entries are indented in a section: as they are, or else as they are in the first other one that has any. */
export function entryIndent({ document, layout }: Site, section: Section): string {
  const indentOf = (span: { readonly start: number }): string => indentOn(document, lineAt(document, span.start));
  const [first] = section.entries;
  if (first) return indentOf(first.span);
  const own = section.header ? indentOf(section.header) : "";
  const sample = layout.find(({ header, entries }) => header && entries.length > 0);
  if (!sample) return own;
  const outer = indentOf(sample.header!);
  const inner = indentOf(sample.entries[0]!.span);
  return inner.startsWith(outer) ? own + inner.slice(outer.length) : own;
}

/** The number of blank lines above a header and its comments; of one at the start of the file, that of the next. */
export function gapAbove({ document, layout }: Site, section: Section): number {
  for (const { header } of layout.slice(layout.indexOf(section))) {
    if (!header) continue;
    const line = leadOf(document, lineAt(document, header.start));
    const blanks = blanksAbove(document, line);
    if (line > blanks) return blanks;
  }
  return 1;
}

export function blankLines(count: number): string[] {
  return Array.from({ length: count }, () => "");
}
