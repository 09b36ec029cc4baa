import { describe, expect, it } from "vitest";
import { createMetrics } from "../../src/hub/metrics/metrics.ts";
import type { HubStatus, ServerStatus } from "../../src/hub/status.ts";

const calls = { total: 3, failed: 0, inFlight: 1, queued: 2 };
const server: ServerStatus = {
  name: "memory",
  state: "ready",
  url: "http://127.0.0.1:18901/mcp",
  sharing: "serial",
  children: [{ pid: 1, startedAt: 0, inFlight: 1 }],
  sessions: 4,
  calls,
  restarts: 5,
  refusedQuestions: 0,
};
const status = (): HubStatus => ({ pid: 1, startedAt: 60_000, routing: "port", servers: [server] });

const call = { event: "call", server: "memory", method: "tools/call", waited: 1, outcome: "answered" } as const;

describe("metrics", () => {
  it("time calls by tool, without those that the cache answered", async () => {
    const metrics = createMetrics(status);
    metrics.observe({ ...call, tool: "search", ms: 40 });
    metrics.observe({ ...call, tool: "search", ms: 4 });
    metrics.observe({ ...call, method: "tools/list", ms: 1, outcome: "cached" });
    metrics.observe({ event: "child-ready", server: "memory", pid: 1, ms: 700 });
    const { type, body } = await metrics.text();
    expect(type).toContain("text/plain");
    expect(body).toContain('mcp_hub_tool_call_duration_seconds_count{server="memory",tool="search"} 2');
    expect(body).toContain('mcp_hub_tool_call_duration_seconds_bucket{le="0.005",server="memory",tool="search"} 1');
    expect(body).toContain('mcp_hub_requests_total{server="memory",method="tools/list",outcome="cached"} 1');
    expect(body).not.toContain('mcp_hub_request_duration_seconds_count{server="memory",method="tools/list"}');
    expect(body).toContain('mcp_hub_server_init_duration_seconds_sum{server="memory"} 0.7');
  });

  it("say how the servers are when they are read", async () => {
    const { body } = await createMetrics(status).text();
    for (const line of [
      'mcp_hub_server_processes{server="memory"} 1',
      'mcp_hub_server_restarts{server="memory"} 5',
      'mcp_hub_server_up{server="memory"} 1',
      'mcp_hub_sessions{server="memory"} 4',
      'mcp_hub_requests_queued{server="memory"} 2',
      "process_start_time_seconds 60",
    ]) {
      expect(body).toContain(line);
    }
  });

  it("stay few, however many names a client makes up", async () => {
    const metrics = createMetrics(status);
    for (let number = 0; number < 5_000; number++) metrics.observe({ ...call, tool: `tool-${number}`, ms: 1 });
    await metrics.text();
    for (let number = 0; number < 5_000; number++) metrics.observe({ ...call, method: `method-${number}`, ms: 1 });
    const { body } = await metrics.text();
    expect(new Set(body.match(/tool="[^"]*"/g)).size).toBe(101);
    expect(new Set(body.match(/method="[^"]*"/g)).size).toBe(101);
  });

  it("write names of any shape so that Prometheus can read them", async () => {
    const metrics = createMetrics(status);
    metrics.observe({ ...call, tool: 'a"b\\c\nd', ms: 1 });
    expect((await metrics.text()).body).toContain('tool="a\\"b\\\\c\\nd"');
  });
});
