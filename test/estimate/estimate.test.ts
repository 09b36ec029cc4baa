import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { about, between, exactly, rangeOf, scaled, sumOf } from "../../src/estimate/amount.ts";
import { estimateOf } from "../../src/estimate/estimate.ts";
import { limitOf } from "../../src/estimate/limit.ts";
import { shellStays } from "../../src/estimate/machine.ts";
import type { EstimateSettings } from "../../src/estimate/settings.ts";
import { verdictOf, type Verdict } from "../../src/estimate/verdict.ts";
import { machineWith, strangers } from "./some-project.ts";

const machine = { os: "linux", shellStays: true } as const;

function npx(name: string, ...args: string[]): object {
  return { command: "npx", args: ["-y", name, ...args] };
}

function claude(mcpServers: object): Record<string, object> {
  return { "/home/ada/.claude.json": { mcpServers } };
}

describe("an estimate", () => {
  it("takes measured figures, and says of which version", async () => {
    const project = await machineWith(
      claude({ same: npx("@zereight/mcp-gitlab@2.1.64"), other: npx("n8n-mcp@1.0.0"), unknown: npx("@acme/x@1.0.0") }),
    );
    const { servers } = estimateOf(project, 1, { machine });
    expect(servers.map(({ name, start }) => [name, start.source.text])).toEqual([
      ["other", "measured 2026-11-21 with 2.87.0"],
      ["same", "measured 2026-11-21"],
      ["unknown", "not measured: the mean of 50 servers on Node"],
    ]);
    const [known, unknown] = [servers[1]!, servers[2]!].map(({ each: { settled } }) => settled.high / settled.low);
    expect(unknown!).toBeGreaterThan(2 * known!);
  });

  it.each<[string, EstimateSettings, number, number]>([
    ["a profile by the name of the server", { profiles: { x: { processes: 5, memory: 200 } } }, 7, 226],
    ["a profile by the name of the package", { profiles: { "@acme/x": { memory: 100 } } }, 3, 126],
    ["a factor for what nobody measured", { factors: { server: { processes: 2, memory: 10 } } }, 4, 36],
    ["a factor for the launcher", { factors: { launchers: { npx: { processes: 1, memory: 4 } } } }, 2, 46],
  ])("prefers %s of the config", async (_, settings, processes, memory) => {
    const project = await machineWith(claude({ x: npx("@acme/x@1.0.0") }));
    const [server] = estimateOf(project, 1, { settings, machine }).servers;
    expect(server!.each.processes.likely).toBe(processes);
    expect(server!.each.settled.likely).toBeCloseTo(memory, 6);
  });

  it("counts as the shell of the machine makes it", async () => {
    const project = await machineWith(claude(strangers(1)));
    const processes = (shell: { shellStays?: boolean }): unknown =>
      estimateOf(project, 1, { machine: { os: "linux", ...shell } }).now.processes;
    expect(processes({ shellStays: true })).toEqual({ low: 3, likely: 3, high: 3 });
    expect(processes({ shellStays: false })).toEqual({ low: 2, likely: 2, high: 2 });
    expect(processes({})).toEqual({ low: 2, likely: 3, high: 3 });
  });

  it("counts the interpreter of a batch file beside what it runs", async () => {
    const project = await machineWith(
      claude({ batch: { command: "C:\\tools\\server.bat" }, own: { command: "server" } }),
    );
    const { servers } = estimateOf(project, 1, { machine });
    const likely = Object.fromEntries(servers.map(({ name, each }) => [name, each.processes.likely]));
    expect(likely).toEqual({ batch: 2, own: 1 });
  });

  it("puts one child on the hub for a server that sessions share, and one for each session that needs its own", async () => {
    const project = await machineWith(
      claude({
        shared: npx("@upstash/context7-mcp@4.1.1"),
        serial: npx("@modelcontextprotocol/server-memory@2026.8.31"),
        each: npx("@playwright/mcp@0.0.83"),
      }),
    );
    const { now, hub, restingHub } = estimateOf(project, 8, { machine });
    expect(now.processes.likely).toBe(72);
    expect(hub.processes.likely).toBe(1 + 1 + 1 + 8);
    expect(restingHub.processes.likely).toBe(1);
  });

  it("leaves on stdio what cannot move, and drops a bridge to a URL", async () => {
    const files = {
      "/home/ada/.config/Claude/claude_desktop_config.json": { mcpServers: { files: npx("@acme/files@1.0.0") } },
      ...claude({ linear: npx("mcp-remote@0.1.38", "https://mcp.linear.app/mcp") }),
    };
    const { now, hub } = estimateOf(await machineWith(files), 2, { machine });
    expect(now.processes.likely).toBe(12);
    expect(hub.processes.likely).toBe(6);
  });

  it("is never less with more sessions, and its range holds what to reckon with", async () => {
    const estimate = estimateOf(await machineWith(claude({ ...strangers(3), p: npx("n8n-mcp@2.87.0") })), 2, {
      machine,
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 500 }), (few, more) => {
        const [one, other] = [estimate.at(few), estimate.at(few + more)];
        for (const way of ["now", "hub"] as const) {
          for (const of of ["processes", "settled", "fresh", "rss"] as const) {
            const { low, likely, high } = other[way][of];
            expect(likely).toBeGreaterThanOrEqual(one[way][of].likely);
            expect(low).toBeLessThanOrEqual(likely);
            expect(high).toBeGreaterThanOrEqual(likely);
          }
        }
      }),
    );
  });

  it("finds the first number of sessions with which the memory is gone", async () => {
    const estimate = estimateOf(await machineWith(claude(strangers(10))), 1, { machine });
    const { now, hub } = limitOf(estimate, 8000);
    expect(estimate.at(now!.likely).now.settled.likely).toBeGreaterThanOrEqual(8000);
    expect(estimate.at(now!.likely - 1).now.settled.likely).toBeLessThan(8000);
    expect(now!.low).toBeLessThan(now!.likely);
    expect(hub!.likely).toBeGreaterThan(10 * now!.likely);
  });
});

describe("amounts", () => {
  it("of one cause err together, others independently", () => {
    const width = (amount: Parameters<typeof rangeOf>[0]): number => rangeOf(amount).high - rangeOf(amount).low;
    const together = sumOf(Array.from({ length: 16 }, () => about(40, 10, "same")));
    const apart = sumOf(Array.from({ length: 16 }, (_, i) => about(40, 10, `other ${i}`)));
    expect(together.mean).toBe(apart.mean);
    expect(width(together) / width(apart)).toBeGreaterThan(3.5);
    expect(width(scaled(about(40, 10, "same"), 16))).toBeCloseTo(width(together), 6);
  });

  it("between two numbers lie there, and exact ones are exact", () => {
    const { low, likely, high } = rangeOf(between(90, 110, "x"));
    expect(low).toBeCloseTo(90, 0);
    expect(likely).toBe(100);
    expect(high).toBeCloseTo(110, 0);
    expect(rangeOf(exactly(7))).toEqual({ low: 7, likely: 7, high: 7 });
    expect(rangeOf(sumOf([]))).toEqual({ low: 0, likely: 0, high: 0 });
  });
});

describe("the shell of a machine", () => {
  it.each([
    ["linux", "/usr/bin/dash", true],
    ["linux", "/usr/bin/bash", false],
    ["linux", "/bin/busybox", undefined],
    ["linux", undefined, undefined],
    ["macos", "/bin/sh", false],
    ["windows", undefined, true],
  ] as const)("of %s that is %s", (os, file, stays) => {
    expect(shellStays({ fileSystem: { realPath: () => file }, platform: { os } })).toBe(stays);
  });
});

describe("a verdict", () => {
  async function verdict(files: Record<string, object>, sessions: number, capacity?: number): Promise<Verdict> {
    return verdictOf(estimateOf(await machineWith(files), sessions, { machine }), capacity);
  }

  async function homesOf(servers: object, sessions: number): Promise<Record<string, string>> {
    const { servers: verdicts } = await verdict(claude(servers), sessions);
    return Object.fromEntries(verdicts.map(({ server, home }) => [server.name, home]));
  }

  it("of a few servers and one session is to stay", async () => {
    expect((await verdict(claude(strangers(4)), 1)).home).toBe("stdio");
  });

  it("of several sessions, or of many servers, is to move", async () => {
    expect((await verdict(claude(strangers(4)), 2)).home).toBe("hub");
    expect((await verdict(claude(strangers(15)), 1)).home).toBe("hub");
  });

  it("of a machine that is too small is to move", async () => {
    const { home, why } = await verdict(claude(strangers(9)), 4, 1000);
    expect(home).toBe("hub");
    expect(why).toContain("more memory than this machine has left");
  });

  it("of a client without HTTP is to stay", async () => {
    const desktop = { "/home/ada/.config/Claude/claude_desktop_config.json": { mcpServers: strangers(3) } };
    const { home, servers } = await verdict(desktop, 4);
    expect(home).toBe("stdio");
    expect(servers.every(({ why }) => why.includes("cannot take a URL"))).toBe(true);
  });

  it("is for each server its own", async () => {
    expect(
      await homesOf(
        {
          docs: npx("@upstash/context7-mcp@4.1.1"),
          browser: npx("@playwright/mcp@0.0.83"),
          thinking: npx("@modelcontextprotocol/server-sequential-thinking@2026.8.31"),
          shell: { command: "/opt/terminal-mcp" },
          bridge: npx("mcp-remote@0.1.38", "https://mcp.linear.app/mcp"),
        },
        4,
      ),
    ).toEqual({ docs: "hub", browser: "own-http", thinking: "hub", shell: "stdio", bridge: "url" });
  });

  it("of a single server with an HTTP mode of its own is that", async () => {
    expect(await homesOf({ docs: npx("@upstash/context7-mcp@4.1.1") }, 8)).toEqual({ docs: "own-http" });
  });

  it("says where the lines cross", async () => {
    const { servers } = await verdict(claude({ docs: npx("@upstash/context7-mcp@4.1.1") }), 8);
    const { latency } = servers[0]!;
    expect(latency.calls.likely).toBeCloseTo((latency.start.likely - latency.connect.likely) / latency.call.likely, 6);
    expect(latency.calls.low).toBeLessThan(latency.calls.likely);
    expect(latency.sessions).toBe(1);
  });
});
