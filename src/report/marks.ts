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
    const free = waiting.length === 0 ? 0 : waiting[0]!.at + 2;
    const at = Math.max(Math.min(mark.from, width - widthOf(mark.text)), Math.min(free, mark.from));
    rows.push(rowOf([...waiting, { at, text: mark.text, paint: paintOf(mark) }]));
  }
  return rows;

  function connectors(hanging: readonly PlacedMark[]): Piece[] {
    const byColumn = new Map(hanging.map((mark) => [mark.from, mark]));
    return [...byColumn.values()].map((mark) => ({ at: mark.from, text: "|", paint: paintOf(mark) }));
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
  const [first, ...others] = marks;
  if (first && others.length === 0) {
    const [sign, color] = first.primary ? (["^", paint.primary] as const) : (["-", paint.secondary] as const);
    return [{ at: first.from, text: sign.repeat(first.to - first.from), paint: color }];
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

function rowOf(pieces: readonly Piece[]): string {
  let row = "";
  let column = 0;
  const inOrder = pieces.length === 1 ? pieces : pieces.toSorted((a, b) => a.at - b.at);
  for (const { at, text, paint } of inOrder) {
    row += " ".repeat(Math.max(0, at - column)) + paint(text);
    column = at + widthOf(text);
  }
  return row;
}
