import type { Range } from "../../estimate/amount.ts";
import { curveOf, type Point } from "../../estimate/curve.ts";
import type { EstimateResult } from "../../estimate/result.ts";
import { grouped, memoryText } from "../quantity.ts";
import { memoryTicks, niceTop, sessionTicks } from "./scale.ts";

const [WIDTH, HEIGHT] = [760, 420];
/** Of the plot. */
const [LEFT, TOP, RIGHT, BOTTOM] = [72, 76, 620, 352];

/** Contrast of 4.5 and more against either background; told apart by dashes and labels as well. */
const styles = `
  .page { fill: #ffffff } .title { fill: #1f2328; font-weight: 600; font-size: 17px }
  text { fill: #59636e; font: 13px system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif }
  .grid { stroke: #d1d9e0; stroke-width: 1 } .axis { stroke: #818b98; stroke-width: 1 }
  .now { stroke: #bc4c00 } .hub { stroke: #0969da } .limit { stroke: #cf222e; stroke-dasharray: 6 5; stroke-width: 1.5 }
  .line { fill: none; stroke-width: 2.5; stroke-linejoin: round }
  .now-band { fill: #bc4c00; opacity: .15 } .hub-band { fill: #0969da; opacity: .15 }
  .now-text { fill: #bc4c00; font-weight: 600 } .hub-text { fill: #0969da; font-weight: 600 } .limit-text { fill: #cf222e }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 } .title { fill: #f0f6fc } text { fill: #9198a1 }
    .grid { stroke: #262c36 } .axis { stroke: #656c76 }
    .now { stroke: #f0883e } .hub { stroke: #58a6ff } .limit { stroke: #ff7b72 }
    .now-band { fill: #f0883e; opacity: .2 } .hub-band { fill: #58a6ff; opacity: .2 }
    .now-text { fill: #f0883e } .hub-text { fill: #58a6ff } .limit-text { fill: #ff7b72 }
  }
`;

/** The chart of memory over sessions as an SVG of its own, that follows the colours of the page it stands in. */
export function drawSvg({ estimate, limit, machine }: EstimateResult): string {
  const { points, capacity } = curveOf(estimate, limit, 60);
  const last = points.at(-1)!;
  const top = niceTop(Math.max(last.now.high, last.hub.high, (capacity ?? 0) * 1.05, 1));
  const x = (sessions: number): number => LEFT + (sessions / last.sessions) * (RIGHT - LEFT);
  const y = (megabytes: number): number => BOTTOM - (megabytes / top) * (BOTTOM - TOP);
  const line = (of: (point: Point) => number): string =>
    points.map((point) => `${tenth(x(point.sessions))},${tenth(y(of(point)))}`).join(" ");
  const band = (of: (point: Point) => Range): string =>
    `${line((point) => of(point).low)} ${line((point) => of(point).high)
      .split(" ")
      .toReversed()
      .join(" ")}`;
  const labels = apart(y(last.now.likely), y(last.hub.likely));
  const summary =
    `With ${grouped(last.sessions)} sessions, ${memoryText(last.now.likely)} as configured and ` +
    `${memoryText(last.hub.likely)} on the hub`;

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title description">`,
    `<title id="title">Memory of MCP servers over sessions</title>`,
    `<desc id="description">${summary}.</desc>`,
    `<style>${styles}</style>`,
    `<rect class="page" width="${WIDTH}" height="${HEIGHT}" rx="6"/>`,
    text(LEFT, 34, "Memory of MCP servers over sessions", "title"),
    text(LEFT, 56, `${grouped(estimate.servers.length)} servers, idle; the shaded range holds nine of ten cases`),
    ...memoryTicks(top).flatMap((megabytes) => [
      `<line class="${megabytes === 0 ? "axis" : "grid"}" x1="${LEFT}" x2="${RIGHT}" y1="${tenth(y(megabytes))}" y2="${tenth(y(megabytes))}"/>`,
      text(LEFT - 10, y(megabytes) + 4.5, megabytes === 0 ? "0" : memoryText(megabytes), "", "end"),
    ]),
    ...sessionTicks(last.sessions, 10).map((sessions) =>
      text(x(sessions), BOTTOM + 22, grouped(sessions), "", "middle"),
    ),
    text((LEFT + RIGHT) / 2, BOTTOM + 48, "sessions open at one time", "", "middle"),
    `<polygon class="now-band" points="${band(({ now }) => now)}"/>`,
    `<polygon class="hub-band" points="${band(({ hub }) => hub)}"/>`,
    ...(capacity === undefined
      ? []
      : [
          `<line class="limit" x1="${LEFT}" x2="${RIGHT}" y1="${tenth(y(capacity))}" y2="${tenth(y(capacity))}"/>`,
          text(
            LEFT + 8,
            y(capacity) - 7,
            `${memoryText(capacity)} left on this machine of ${memoryText(machine.totalMemory)}`,
            "limit-text",
          ),
        ]),
    `<polyline class="line now" points="${line(({ now }) => now.likely)}"/>`,
    `<polyline class="line hub" points="${line(({ hub }) => hub.likely)}"/>`,
    ...endLabel("as configured", last.now, labels[0], "now-text"),
    ...endLabel("on the hub", last.hub, labels[1], "hub-text"),
    "</svg>",
  ].join("\n");
}

function endLabel(name: string, { likely }: Range, at: number, style: string): readonly string[] {
  return [text(RIGHT + 10, at - 2, name, style), text(RIGHT + 10, at + 15, memoryText(likely), style)];
}

/** Room for two lines of text each. */
function apart(now: number, hub: number): readonly [number, number] {
  const gap = 38;
  return Math.abs(hub - now) >= gap ? [now, hub] : now <= hub ? [hub - gap, hub] : [now, now - gap];
}

/** `text` is ours or a number: nothing of a config stands in a chart. */
function text(x: number, y: number, content: string, style = "", anchor = "start"): string {
  const [kind, side] = [style && ` class="${style}"`, anchor === "start" ? "" : ` text-anchor="${anchor}"`];
  return `<text x="${tenth(x)}" y="${tenth(y)}"${kind}${side}>${content}</text>`;
}

function tenth(number: number): number {
  return Math.round(number * 10) / 10;
}
