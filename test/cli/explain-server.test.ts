import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, run, type Run } from "./program.ts";

const playwright = { command: "npx", args: ["-y", "@playwright/mcp@0.0.83", "--token=sk-live-0123456789abcdefghij"] };

function explain(args: readonly string[], cwd: string): Run {
  return run(["explain", ...args], { cwd, env: { LANG: "C.UTF-8" } });
}

describe("mcp-lint explain SERVER", () => {
  it("says what a server costs and where it best runs, and shows no argument", () => {
    const cwd = folderWith({ ".mcp.json": JSON.stringify({ mcpServers: { playwright } }) });
    const { status, stdout } = explain(["playwright", "--sessions", "8"], cwd);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}runs +@playwright\/mcp through npx$/m);
    expect(stdout).toMatch(/^ {2}costs +(?:2 to )?3 processes and 8\d MB/m);
    expect(stdout).toMatch(/^ {2}with a page +open, 11 processes/m);
    expect(stdout).toContain("npx -y @playwright/mcp --isolated --port PORT");
    expect(stdout).toMatch(/^stdio +Does each session need it to itself\? Yes:/m);
    expect(stdout).toContain("Verdict: use its own HTTP mode.");
    expect(stdout).not.toContain("sk-live");
  });

  it("finds a server of this user where the repository has none of that name", () => {
    const cwd = folderWith({ ".mcp.json": "{}" });
    mkdirSync(path.join(cwd, "home"));
    writeFileSync(path.join(cwd, "home/.claude.json"), JSON.stringify({ mcpServers: { mine: playwright } }));
    expect(explain(["mine"], cwd).stdout).toContain("for          Claude Code: 1 session");
  });

  it("says of a server with a URL that it costs nothing, and of one switched off", () => {
    const cwd = folderWith({
      ".mcp.json": `{ "mcpServers": { "far": { "type": "http", "url": "https://example.com/mcp" } } }`,
      "opencode.json": `{ "mcp": { "off": { "type": "local", "command": ["a"], "enabled": false } } }`,
    });
    expect(explain(["far"], cwd).stdout).toContain("is reached over HTTP by Claude Code");
    expect(explain(["off"], cwd).stdout).toContain("it costs nothing");
  });

  it("takes a file for a file, and suggests what is near", () => {
    const cwd = folderWith({ ".mcp.json": JSON.stringify({ mcpServers: { playwright } }) });
    expect(explain([".mcp.json"], cwd).stdout).toContain("project file of Claude Code");
    expect(explain(["playwrigth"], cwd)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("did you mean the server `playwright`?"),
    });
  });
});
