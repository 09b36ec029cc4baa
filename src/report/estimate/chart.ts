import type { Curve } from "../../estimate/curve.ts";
import { grouped, memoryText } from "../quantity.ts";
import type { EstimateStyle } from "./human.ts";
import { memoryTicks, niceTop, sessionTicks } from "./scale.ts";

const HEIGHT = 12;
/** Columns of a label and its axis. */
const MARGIN = 10;

/** Marks of the two curves, told apart without colour. */
const unicode = { now: "█", hub: "▒", limit: "┄", range: "░", axis: "│", corner: "└", floor: "─", tick: "┴" } as const;
const ascii = { now: "#", hub: "=", limit: "-", range: ":", axis: "|", corner: "+", floor: "-", tick: "+" } as const;

/** Memory over sessions, as lines of text. */
export function drawChart({ points, capacity }: Curve, { style, width }: EstimateStyle): string {
  const glyphs = style.glyphs.bar === "|" ? ascii : unicode;
  const columns = Math.max(20, Math.min(width, 100) - MARGIN - 2);
  const last = points.at(-1)!;
  const top = niceTop(Math.max(last.now.high, last.hub.high, (capacity ?? 0) * 1.05));
  const rowOf = (megabytes: number): number => Math.round((megabytes / top) * (HEIGHT - 1));
  const limit = capacity === undefined ? undefined : rowOf(capacity);
  const at = (column: number): Curve["points"][number] =>
    points[Math.round((column / (columns - 1)) * (points.length - 1))]!;

  const labels = new Map(memoryTicks(top).map((megabytes) => [rowOf(megabytes), memoryText(megabytes)]));
  const lines = Array.from({ length: HEIGHT }, (_, index) => {
    const row = HEIGHT - 1 - index;
    const cells = Array.from({ length: columns }, (_, column) => {
      const { now, hub } = at(column);
      if (row === rowOf(hub.likely)) return style.success(glyphs.hub);
      if (row === rowOf(now.likely)) return style.warning(glyphs.now);
      if (row >= rowOf(now.low) && row <= rowOf(now.high) && now.high > 0) return style.dim(glyphs.range);
      return row === limit ? style.error(glyphs.limit) : " ";
    });
    return `${style.dim((labels.get(row) ?? "").padStart(MARGIN - 2))} ${style.frame(glyphs.axis)}${cells.join("").trimEnd()}`;
  });
  const legend = [
    `${style.warning(glyphs.now)} as configured`,
    `${style.success(glyphs.hub)} on the hub`,
    `${style.dim(glyphs.range)} range`,
    ...(limit === undefined
      ? []
      : [`${style.error(glyphs.limit)} ${memoryText(capacity!)} that this machine has left`]),
  ];
  return [
    style.bold("Memory over sessions"),
    legend.join("   "),
    ...lines,
    " ".repeat(MARGIN - 1) + style.frame(glyphs.corner + floorOf(columns, last.sessions, glyphs)),
    style.dim(ticksOf(columns, last.sessions)),
  ].join("\n");
}

function columnOf(sessions: number, most: number, columns: number): number {
  return Math.round((sessions / most) * (columns - 1));
}

function floorOf(
  columns: number,
  most: number,
  { floor, tick }: { readonly floor: string; readonly tick: string },
): string {
  const marks = new Set(sessionTicks(most, columns / 8).map((sessions) => columnOf(sessions, most, columns)));
  return Array.from({ length: columns }, (_, column) => (marks.has(column) ? tick : floor)).join("");
}

function ticksOf(columns: number, most: number): string {
  let line = " ".repeat(MARGIN);
  for (const sessions of sessionTicks(most, columns / 8)) {
    const text = grouped(sessions);
    const start = MARGIN + columnOf(sessions, most, columns) - Math.floor(text.length / 2);
    line = line.padEnd(start) + text;
  }
  return line;
}
