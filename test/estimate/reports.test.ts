import { describe, expect, it } from "vitest";
import { claimOf } from "../../src/estimate/claim.ts";
import { estimateOf } from "../../src/estimate/estimate.ts";
import { limitOf } from "../../src/estimate/limit.ts";
import type { EstimateResult } from "../../src/estimate/result.ts";
import { verdictOf } from "../../src/estimate/verdict.ts";
import { describeEstimate } from "../../src/report/estimate/human.ts";
import { estimateMarkdown } from "../../src/report/estimate/markdown.ts";
import { memoryTicks, niceTop, sessionTicks } from "../../src/report/estimate/scale.ts";
import { drawSvg } from "../../src/report/estimate/svg.ts";
import { createStyle } from "../../src/report/style.ts";
import { widthOf } from "../../src/report/visible.ts";
import { machineWith, strangers } from "./some-project.ts";

const machine = { os: "linux", shellStays: true, cores: 4, totalMemory: 16_000, availableMemory: 12_000 } as const;

async function resultOf(servers: object, sessions: number): Promise<EstimateResult> {
  const project = await machineWith({ "/home/ada/.claude.json": { mcpServers: servers } });
  const estimate = estimateOf(project, sessions, { machine }, machine.cores);
  return {
    project,
    estimate,
    sessions,
    sessionsFrom: "option",
    machine,
    limit: limitOf(estimate, machine.availableMemory),
    verdict: verdictOf(estimate, machine.availableMemory),
    claim: claimOf(estimate),
    budget: [],
  };
}

const servers = {
  ...strangers(12),
  playwright: { command: "npx", args: ["-y", "@playwright/mcp@0.0.83"] },
  "with | and \u001b[31m": { command: "npx", args: ["-y", "@acme/odd@1.0.0"] },
};

describe("the report for people", () => {
  it.each(["C.UTF-8", "C"])("fits 80 columns and shows its curves without colour (%s)", async (LANG) => {
    const style = createStyle("never", {}, { env: { LANG }, os: "linux" });
    const text = describeEstimate(await resultOf(servers, 8), { style, width: 80 });
    expect(text.split("\n").filter((line) => widthOf(line) > 80)).toEqual([]);
    const [now, hub, limit] = LANG === "C" ? ["#", "=", "-"] : ["█", "▒", "┄"];
    expect(text).toContain(`${now} as configured   ${hub} on the hub`);
    expect(text).toContain(`${limit} 12 GB that this machine has left`);
    const plot = text.split("\n").filter((line) => /^ .{8}[│|]/.test(line));
    expect(plot).toHaveLength(12);
    expect(plot.join("")).toContain(now.repeat(3));
    expect(plot.at(-1)).toContain(hub.repeat(3));
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/\u001b/);
  });
});

describe("the report in Markdown", () => {
  it("has a row for each server, whatever its name", async () => {
    const text = estimateMarkdown(await resultOf(servers, 8));
    expect(text).toContain("| `with \\| and \\x1b[31m` | 8 | 24 |");
    const rows = text.split("\n").filter((line) => line.startsWith("|"));
    expect(rows.filter((row) => /not measured: the mean of 50/.test(row))).toHaveLength(13);
    expect(text).toContain("`npx -y @playwright/mcp --isolated --port PORT`");
    expect(text).toContain("**Move to the hub**: 8 sessions start the same servers over again.");
  });
});

describe("the chart as SVG", () => {
  it("has both curves, the limit, both themes, and nothing of the config", async () => {
    const svg = drawSvg(await resultOf(servers, 8));
    expect(svg).toContain(`<polyline class="line now"`);
    expect(svg).toContain(`<polyline class="line hub"`);
    expect(svg).toContain(`<line class="limit"`);
    expect(svg).toContain("prefers-color-scheme: dark");
    expect(svg).not.toMatch(/NaN|Infinity|undefined|acme/);
  });

  it("leaves a limit out that is out of sight", async () => {
    expect(drawSvg(await resultOf(strangers(1), 1))).not.toContain(`<line class="limit"`);
  });
});

describe("scales", () => {
  it.each([
    [3, 3],
    [870, 1000],
    [1000, 1024],
    [13_000, 15 * 1024],
    [70_000, 80 * 1024],
  ])("end a little above %i MB", (highest, top) => {
    expect(niceTop(highest)).toBeCloseTo(top, 6);
    const ticks = memoryTicks(top);
    expect(ticks[0]).toBe(0);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThan(8);
    expect(ticks.at(-1)!).toBeLessThanOrEqual(top * 1.0001);
  });

  it.each([8, 20, 72, 496, 3000, 120_000])("name a few of %i sessions", (most) => {
    const ticks = sessionTicks(most, 10);
    expect(ticks.length).toBeGreaterThan(3);
    expect(ticks.length).toBeLessThan(13);
    expect(ticks.every((tick) => Number.isInteger(tick) && tick <= most)).toBe(true);
  });
});
