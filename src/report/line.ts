import type { Span } from "../document/document.ts";
import { mask } from "./redact.ts";
import { graphemesOf, isPlain, visible, widthOf } from "./visible.ts";

/** One line of a file. Offsets are those of the file's text. */
export interface SourceLine {
  readonly text: string;
  /** Without the line end. */
  readonly span: Span;
  /** Masked parts of the text that touch the line; in order. */
  readonly masks: readonly Span[];
}

/** What to mark on the line: a label, or the first or last line of one. */
export interface Mark {
  readonly span: Span;
  readonly text: string;
  readonly primary: boolean;
}

/** A mark at the columns where it is shown, half-open. */
export interface PlacedMark extends Omit<Mark, "span"> {
  readonly from: number;
  readonly to: number;
}

/** A line, or the part of it around some marks, as it is shown. */
export interface LineView {
  readonly shown: string;
  readonly marks: readonly PlacedMark[];
}

const TAB = 4;
/** A longer line is never looked at as a whole. */
const LONGEST = 2000;

/** The line in `width` columns: once where all of it fits, else once for every group of marks that stand close. */
export function viewsOf(
  line: SourceLine,
  marks: readonly Mark[],
  width: number,
  ellipsis: string,
): readonly LineView[] {
  const sorted = marks.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const masked = line.masks.reduce((sum, { start, end }) => sum + end - start, 0);
  if (line.span.end - line.span.start - masked <= LONGEST) {
    const plain = plainView(line, sorted);
    if (plain && plain.shown.length <= width) return [plain];
    const cells = [...cellsOf(line, line.span.start)];
    if (columnsOf(cells) <= width) return [viewOf(cells, "", "", sorted)];
  }
  return groupsOf(sorted, width / 2).map((group) => windowAround(line, group, width, ellipsis));
}

/** The whole line, where every character of it is shown as it is and takes one column. */
function plainView({ text, span, masks }: SourceLine, marks: readonly Mark[]): LineView | undefined {
  const shown = text.slice(span.start, span.end);
  if (masks.length > 0 || !isPlain(shown)) return undefined;
  const columnOf = (offset: number): number => Math.max(0, Math.min(offset - span.start, shown.length));
  const placed = marks.map(({ span: { start, end }, text, primary }): PlacedMark => {
    const from = columnOf(start);
    return { text, primary, from, to: Math.max(columnOf(end), from + 1) };
  });
  return { shown, marks: placed };
}

/** What is shown for a piece of the text: a character, a tab, a mask. */
interface Cell extends Span {
  readonly text: string;
  readonly width: number;
}

/** The cells of the line from an offset on; made one by one, as most of a long line is never shown. */
function* cellsOf({ text, span, masks }: SourceLine, from: number): Generator<Cell> {
  let column = 0;
  let at = from;
  for (const { start, end } of [...masks, { start: span.end, end: span.end }]) {
    while (at < start) {
      let stop = Math.min(start, at + LONGEST);
      if (stop < start && /[\udc00-\udfff]/.test(text[stop] ?? "")) stop++;
      const piece = text.slice(at, stop);
      const isVisible = visible(piece) === piece;
      for (const grapheme of graphemesOf(piece)) {
        const shown = isVisible
          ? grapheme.text
          : grapheme.text === "\t"
            ? " ".repeat(TAB - (column % TAB))
            : visible(grapheme.text);
        const width = shown === grapheme.text ? grapheme.width : widthOf(shown);
        yield { start: at, end: at + grapheme.text.length, text: shown, width };
        at += grapheme.text.length;
        column += width;
      }
    }
    if (end <= at) continue;
    yield { start: Math.max(start, from), end: Math.min(end, span.end), text: mask, width: mask.length };
    at = end;
    column += mask.length;
  }
}

function windowAround(line: SourceLine, marks: readonly Mark[], width: number, ellipsis: string): LineView {
  const [start, end] = [marks[0]!.span.start, Math.max(...marks.map(({ span }) => span.end))];
  const cells: Cell[] = [];
  let [before, marked, after] = [0, 0, 0];
  for (const cell of cellsOf(line, startOfContext(line, start - width))) {
    if (cell.end <= start) before += cell.width;
    else if (cell.start < end) marked += cell.width;
    else after += cell.width;
    cells.push(cell);
    if (marked + after > width) break;
  }

  const room = width - 2 * widthOf(ellipsis);
  const spare = Math.max(0, room - marked);
  const words = marks.at(-1)!.text;
  const besideMarks = words === "" ? 0 : 1 + widthOf(words);
  const context = Math.min(before, Math.max(Math.floor(spare / 2), spare - after), Math.max(0, spare - besideMarks));
  let skip = 0;
  for (let column = 0; column < before - context; skip++) column += cells[skip]!.width;
  const kept: Cell[] = [];
  let used = 0;
  for (const cell of cells.slice(skip)) {
    if (used + cell.width > room && kept.length > 0) break;
    kept.push(cell);
    used += cell.width;
  }
  const cutLeft = (kept[0]?.start ?? start) > line.span.start;
  const cutRight = (kept.at(-1)?.end ?? line.span.end) < line.span.end;
  return viewOf(kept, cutLeft ? ellipsis : "", cutRight ? ellipsis : "", marks);
}

/** Not before the line, not within a character. */
function startOfContext({ text, span }: SourceLine, wanted: number): number {
  const start = Math.max(span.start, wanted);
  return start > span.start && /[\udc00-\udfff]/.test(text[start] ?? "") ? start + 1 : start;
}

function viewOf(cells: readonly Cell[], head: string, tail: string, marks: readonly Mark[]): LineView {
  const first = widthOf(head);
  const last = first + columnsOf(cells);
  const placed = marks.map(({ span: { start, end }, text, primary }): PlacedMark => {
    let [from, to] = [last, first];
    let column = first;
    for (const cell of cells) {
      if (cell.end > start && column < from) from = column;
      column += cell.width;
      if (cell.start < end) to = column;
    }
    return { text, primary, from, to: Math.max(to, from + 1) };
  });
  return { shown: head + cells.map(({ text }) => text).join("") + tail, marks: placed };
}

function columnsOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

/** Cuts sorted marks into groups that span at most `length` characters, or hold one mark. */
function groupsOf(marks: readonly Mark[], length: number): readonly (readonly Mark[])[] {
  const groups: Mark[][] = [];
  for (const mark of marks) {
    const group = groups.at(-1);
    if (group && mark.span.end - group[0]!.span.start <= length) group.push(mark);
    else groups.push([mark]);
  }
  return groups;
}
