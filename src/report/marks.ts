import type { PlacedMark } from "./line.ts";
import { widthOf } from "./visible.ts";

type Paint = (text: string) => string;

export interface MarkPaint {
  readonly primary: Paint;
  readonly secondary: Paint;
}

/**
 * The rows under a line of source. The last mark has its words beside it, the others below themselves:
 *
 *     ---      ^^^ here
 *     |
 *     and there
 */
export function rowsUnder(marks: readonly PlacedMark[], width: number, paint: MarkPaint): readonly string[] {
  const paintOf = ({ primary }: PlacedMark): Paint => (primary ? paint.primary : paint.secondary);
  const last = marks.reduce((a, b) => (b.to > a.to ? b : a));
  const beside = last.text !== "" && last.to + 1 + widthOf(last.text) <= width ? last : undefined;
  const below = marks
    .filter((mark) => mark.text !== "" && mark !== beside)
    .sort((a, b) => b.from - a.from || Number(a.primary) - Number(b.primary));

  const pieces = underlines(marks, paint);
  if (beside) pieces.push({ at: beside.to + 1, text: beside.text, paint: paintOf(beside) });
  const rows = [rowOf(pieces)];
  if (below.length > 0) rows.push(rowOf(connectors(below)));
  for (const [index, mark] of below.entries()) {
    const waiting = connectors(below.slice(index + 1).filter(({ from }) => from < mark.from));
    // Words that reach over the edge move to the left, as far as the bars of others allow.
    const free = waiting.length === 0 ? 0 : waiting.at(-1)!.at + 2;
    const at = Math.max(Math.min(mark.from, width - widthOf(mark.text)), Math.min(free, mark.from));
    rows.push(rowOf([...waiting, { at, text: mark.text, paint: paintOf(mark) }]));
  }
  return rows;

  function connectors(hanging: readonly PlacedMark[]): Piece[] {
    const byColumn = new Map(hanging.map((mark) => [mark.from, mark]));
    return Array.from(byColumn.values(), (mark) => ({ at: mark.from, text: "|", paint: paintOf(mark) })).reverse();
  }
}

/** Something at a column of a row. */
interface Piece {
  readonly at: number;
  readonly text: string;
  readonly paint: Paint;
}

/** Runs of `^` and `-`; where two marks overlap the primary one is seen. */
function underlines(marks: readonly PlacedMark[], paint: MarkPaint): Piece[] {
  if (marks.length === 1) {
    const { from, to, primary } = marks[0]!;
    return [
      { at: from, text: (primary ? "^" : "-").repeat(to - from), paint: primary ? paint.primary : paint.secondary },
    ];
  }
  let row = "";
  for (const { from, to, primary } of marks.toSorted((a, b) => Number(a.primary) - Number(b.primary))) {
    row = row.slice(0, from).padEnd(from) + (primary ? "^" : "-").repeat(to - from) + row.slice(to);
  }
  return Array.from(row.matchAll(/\^+|-+/g), ({ 0: text, index }) => ({
    at: index,
    text,
    paint: text.startsWith("^") ? paint.primary : paint.secondary,
  }));
}

/** Of pieces from left to right. */
function rowOf(pieces: readonly Piece[]): string {
  let row = "";
  let column = 0;
  for (const { at, text, paint } of pieces) {
    row += " ".repeat(Math.max(0, at - column)) + paint(text);
    column = at + widthOf(text);
  }
  return row;
}
