import { describe, expect, it } from "vitest";
import { claimedFactors, claimedHubFactors, claimOf } from "../../src/estimate/claim.ts";
import { estimateOf } from "../../src/estimate/estimate.ts";
import { machineWith, strangers } from "./some-project.ts";

const machine = { os: "linux", shellStays: true } as const;

describe("50 servers and 8 sessions", async () => {
  const project = await machineWith({ "/home/ada/.claude.json": { mcpServers: strangers(50) } });

  it("are 3,624 processes and 127 GB with the article's factors", () => {
    const { now } = estimateOf(project, 8, { settings: claimedFactors, machine });
    expect(now.processes.likely).toBeCloseTo(3624, 6);
    expect(now.settled.likely).toBeCloseTo(3624 * 35, 6);
    expect(Math.round(now.settled.likely / 1000)).toBe(127);
  });

  it("are 55 processes and 2.1 GB on its hub", () => {
    const { hub } = estimateOf(project, 8, { settings: claimedHubFactors, machine });
    expect(hub.processes.likely).toBe(55);
    expect(hub.settled.likely / 1000).toBeCloseTo(2.1, 6);
  });

  it("are told beside ours with the article's formula", () => {
    const claim = claimOf(estimateOf(project, 8, { machine }));
    expect(claim.processes).toBe(3624);
    expect(claim.memory).toBeCloseTo(126_840, 6);
  });

  it("are 1,200 processes and some 27 GB with measured factors", () => {
    const { now, hub } = estimateOf(project, 8, { machine });
    expect(now.processes).toEqual({ low: 1200, likely: 1200, high: 1200 });
    expect(now.settled.likely / 1000).toBeGreaterThan(26);
    expect(now.settled.likely / 1000).toBeLessThan(28);
    expect(now.fresh.likely / 1000).toBeGreaterThan(42);
    expect(now.fresh.likely / 1000).toBeLessThan(45);
    expect(hub.processes.likely).toBe(51);
    expect(hub.settled.likely / 1000).toBeGreaterThan(2);
    expect(hub.settled.likely / 1000).toBeLessThan(2.6);
  });
});
