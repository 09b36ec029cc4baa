import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { violationsOf } from "../report/json-schema.ts";
import { folderWith, run, type Run } from "./program.ts";

const schema = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../../schema/estimate-v1.schema.json"), "utf8"),
) as object & Record<string, unknown>;

function stdio(name: string): object {
  return { command: "npx", args: ["-y", name] };
}

const servers = {
  memory: stdio("@modelcontextprotocol/server-memory@2026.8.31"),
  github: {
    ...stdio("@modelcontextprotocol/server-github@2025.4.8"),
    env: { GITHUB_TOKEN: `ghp_${createHash("sha256").update("nobody").digest("hex").slice(0, 36)}` },
  },
  context7: stdio("@upstash/context7-mcp"),
};

function repository(files: Record<string, unknown> = { ".mcp.json": { mcpServers: servers } }): string {
  return folderWith(Object.fromEntries(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])));
}

function estimate(args: readonly string[], cwd: string = repository()): Run {
  return run(["estimate", "--color", "never", ...args], { cwd, env: { LANG: "C.UTF-8" } });
}

interface Report {
  readonly [key: string]: any;
}

function json(args: readonly string[], cwd?: string): Report {
  const { stdout, stderr } = estimate(["--json", ...args], cwd);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Report;
}

describe("mcp-lint estimate", () => {
  it("says what sessions cost, what the hub would save and what to do, in 80 columns", () => {
    const { status, stdout } = run(["estimate", "--sessions", "8"], {
      cwd: repository(),
      env: { LANG: "C.UTF-8", COLUMNS: "80" },
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^3 servers of 1 client, 8 sessions of each client\./);
    expect(stdout).toMatch(/^as configured +\d+.* GB/m);
    expect(stdout).toMatch(/^on the hub +\d+ .* MB/m);
    expect(stdout).toMatch(/^Claude Code +8 +3 /m);
    expect(stdout).toMatch(/^context7 .* measured \(4\.1\.1\)$/m);
    expect(stdout).toContain("Verdict: hub. 8 sessions start the same servers over again.");
    expect(stdout).not.toContain("ghp_");
  });

  it("prints JSON as its schema says", () => {
    const report = json(["--sessions", "8", "--budget", "processes=10,ram=64GB"]);
    expect(violationsOf(report, schema)).toEqual([]);
    expect(report["sessions"]).toEqual({ total: 8, from: "option", clients: { "claude-code": 8 } });
    expect(report["now"].processes.high).toBe(72);
    expect(report["hub"].processes).toEqual({ low: 4, likely: 4, high: 4 });
    expect(report["restingHub"].processes.likely).toBe(1);
    expect(report["budget"]).toMatchObject([
      { of: "processes", allowed: 10, over: true },
      { of: "ram", allowed: 65536, over: false },
    ]);
    expect(report["servers"].map(({ name }: Report) => name)).toEqual(["context7", "memory", "github"]);
    expect(report["servers"][0]).toMatchObject({
      program: "@upstash/context7-mcp",
      source: { kind: "shipped", text: "measured 2026-11-21 with 4.1.1" },
      home: "hub",
      ownHttp: { command: "npx -y @upstash/context7-mcp --transport http --port PORT", path: "/mcp" },
    });
    expect(JSON.stringify(report)).not.toContain("ghp_");
  });

  it("writes the chart beside the report", () => {
    const cwd = repository();
    const { status, stdout } = estimate(["--sessions", "8", "--markdown", "--svg", "chart.svg"], cwd);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^## What the MCP servers cost/);
    expect(readFileSync(path.join(cwd, "chart.svg"), "utf8")).toMatch(/^<svg [^]*<\/svg>\n$/);
  });

  it("counts sessions by client, and those that are open", () => {
    const cwd = repository({
      ".mcp.json": { mcpServers: servers },
      ".cursor/mcp.json": { mcpServers: { one: stdio("@acme/one@1.0.0") } },
    });
    const { sessions, clients } = json(["--sessions", "claude-code=4,cursor=2"], cwd);
    expect(sessions.clients).toEqual({ "claude-code": 4, cursor: 2 });
    expect(clients.map(({ id, started }: Report) => [id, started]).sort()).toEqual([
      ["claude-code", 3],
      ["cursor", 1],
    ]);
    expect(["machine", "default"]).toContain(json(["--sessions", "auto"], cwd)["sessions"].from);
  });

  it.each([
    [["--budget", "processes=1000"], 0, "within budget"],
    [["--budget", "processes=8"], 1, "over budget"],
    [["--budget", "ram=100MB"], 1, "over budget"],
    [["--budget", "ram=1GB"], 0, "within budget"],
  ])("ends as the budget wants: %j", (args, expected, says) => {
    const { status, stdout } = estimate(args);
    expect(status).toBe(expected);
    expect(stdout).toContain(says);
  });

  it.each([
    [["--sessions", "many"], "Write a number"],
    [["--sessions", "cursr=2"], "did you mean `cursor`?"],
    [["--budget", "ram=lots"], "Write processes=200"],
    [["--json", "--markdown"], "cannot be used with"],
    [["--svg", "nowhere/chart.svg"], "cannot write nowhere/chart.svg: ENOENT"],
  ])("refuses %j with a way out", (args, says) => {
    const { status, stderr } = estimate(args);
    expect(status).toBe(2);
    expect(stderr).toContain(says);
  });

  it("has nothing to say where nothing is started, and 3 where there is no config", () => {
    const quiet = repository({ ".mcp.json": { mcpServers: { a: { type: "http", url: "https://example.com/mcp" } } } });
    expect(estimate([], quiet)).toMatchObject({ status: 0, stdout: expect.stringContaining("nothing to pay for") });
    expect(violationsOf(json([], quiet), schema)).toEqual([]);
    expect(estimate([], repository({})).status).toBe(3);
  });

  it("prefers what was measured on this machine", () => {
    const cwd = repository();
    const profile = {
      name: "@upstash/context7-mcp",
      server: { processes: 2, settled: { private: 300, rss: 400 }, fresh: { private: 320, rss: 420 } },
      measured: { date: "2026-11-27", by: "local", method: "by hand", platform: "linux/x64" },
    };
    const state = folderWith({ "mcp-lint/profiles.json": JSON.stringify({ version: 1, profiles: [profile] }) });
    const { stdout } = run(["estimate", "--json"], { cwd, env: { XDG_STATE_HOME: state } });
    const [dearest] = (JSON.parse(stdout) as Report)["servers"] as Report[];
    expect(dearest).toMatchObject({ name: "context7", source: { kind: "local" } });
    expect(dearest!["each"].settled.likely).toBeGreaterThan(300);
  });

  it("sees what the hub already runs", () => {
    const manifest = { servers: { memory: { port: 18901, ...servers.memory, sharing: "serial" } } };
    const cwd = repository({
      "mcp-hub.json": manifest,
      ".mcp.json": { mcpServers: { memory: { type: "http", url: "http://127.0.0.1:18901/mcp" } } },
    });
    const { now, withoutHub, verdict } = json(["--sessions", "8"], cwd);
    expect(now.processes.likely).toBe(2);
    expect(withoutHub.processes.high).toBe(24);
    expect(verdict.home).toBe("hub");
  });
});
