import { describe, expect, it } from "vitest";
import { estimateOf } from "../../src/estimate/estimate.ts";
import { machineWith } from "./some-project.ts";

const machine = { os: "linux", shellStays: true } as const;

/*
 * Really started on 21 November 2026 and measured after a minute: sums of PSS and page tables in MB, taken in other runs
 * than the profiles.
 */
const light = ["server-filesystem", "server-memory", "server-sequential-thinking", "server-everything"].map(
  (name) => `@modelcontextprotocol/${name}@2026.8.31`,
);
const five = [...light, "@upstash/context7-mcp@4.1.1"];

function entries(form: "npx" | "node"): object {
  return Object.fromEntries(
    five.map((name) => [
      name,
      form === "npx"
        ? { command: "npx", args: ["-y", name] }
        : { command: "node", args: [`/srv/node_modules/${name.replace(/@[^@]*$/, "")}/dist/index.js`] },
    ]),
  );
}

describe("five servers in eight sessions", () => {
  it.each([
    ["node", 40, 878],
    ["npx", 120, 2000],
  ] as const)("through %s are %i processes and %i MB", async (form, processes, memory) => {
    const project = await machineWith({ "/home/ada/.cursor/mcp.json": { mcpServers: entries(form) } });
    const { now } = estimateOf(project, 8, { machine });
    expect(now.processes).toEqual({ low: processes, likely: processes, high: processes });
    expect(Math.abs(now.settled.likely / memory - 1)).toBeLessThan(0.1);
    expect(now.settled.low).toBeLessThan(memory);
    expect(now.settled.high).toBeGreaterThan(memory);
  });
});
