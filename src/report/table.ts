import { stripVTControlCharacters } from "node:util";
import { widthOf } from "./visible.ts";

/** Rows as lines with their columns aligned; cells may hold colours. The last column is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, shownWidth(cell))));
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + " ".repeat(widths[column]! - shownWidth(cell)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function shownWidth(cell: string): number {
  return widthOf(stripVTControlCharacters(cell));
}
