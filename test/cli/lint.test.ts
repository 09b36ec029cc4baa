import { rmSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "./program.ts";

const clean = `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }\n`;
const broken = `{ "mcpServers": { "memory": { "url": "http://127.0.0.1:18901/mcp" } } }\n`;
const stdio = `{ "mcpServers": { "memory": { "command": "mcp-memory" } } }\n`;

describe("exit status", () => {
  it("is 0 where nothing is wrong", () => {
    const { status, stdout } = run([], { cwd: folderWith({ ".mcp.json": clean }) });
    expect(stdout).toContain("No problems found");
    expect(status).toBe(0);
  });

  it("is 1 with an error", () => {
    const { status, stdout } = run([], { cwd: folderWith({ ".mcp.json": broken }) });
    expect(stdout).toContain("error[url-without-type]");
    expect(stdout).toContain("--> .mcp.json:1:38");
    expect(status).toBe(1);
  });

  it("is 0 with notes, 1 with --fail-on note", () => {
    const cwd = folderWith({ ".mcp.json": stdio });
    expect(run([], { cwd }).status).toBe(0);
    expect(run(["--fail-on", "note"], { cwd }).status).toBe(1);
  });

  it("is 1 above --max-warnings", () => {
    const cwd = folderWith({ ".mcp.json": stdio });
    expect(run(["--sessions", "2", "--max-warnings", "1"], { cwd }).status).toBe(0);
    expect(run(["--sessions", "2", "--max-warnings", "0"], { cwd }).status).toBe(1);
  });

  it("is 2 with bad arguments, and says what would be right", () => {
    const cwd = folderWith({ ".mcp.json": clean });
    const cases = [
      { args: ["--preset", "huge"], says: "Allowed choices are recommended, hub, strict, audit" },
      { args: ["--client", "cursr", ".mcp.json"], says: "did you mean `cursor`?" },
      { args: ["--ports", "9-1"], says: "Write FROM-TO, such as 18901-18926" },
      { args: [".mcp.jso"], says: "did you mean" },
      { args: ["lits"], says: "did you mean `list`?" },
      { args: ["explain", "http-onyl"], says: "did you mean the rule `http-only`?" },
      { args: ["--machine", ".mcp.json"], says: "--machine takes no paths" },
    ];
    for (const { args, says } of cases) {
      const { status, stderr, stdout } = run(args, { cwd });
      expect(stderr).toContain(says);
      expect(stdout).toBe("");
      expect(status).toBe(2);
    }
  });

  it("is 3 where there is nothing to lint", () => {
    expect(run([], { cwd: folderWith({ "README.md": "" }) }).status).toBe(3);
  });

  it("is 2 in a home folder that is no repository: walking it would take an evening", () => {
    const home = folderWith({ ".cursor/mcp.json": clean });
    rmSync(path.join(home, ".git"), { recursive: true });
    const { status, stderr } = run([], { cwd: home, env: { HOME: home } });
    expect(stderr).toContain("mcp-lint --machine");
    expect(status).toBe(2);
  });
});

describe("which files", () => {
  it("reads standard input under the name it stands for", () => {
    const cwd = folderWith({});
    const { status, stdout } = run(["-", "--stdin-filename", ".mcp.json"], { cwd, input: broken });
    expect(stdout).toContain("--> .mcp.json:1:38");
    expect(status).toBe(1);
  });

  it("leaves out what Git ignores, says so, and reads it with --no-ignore", () => {
    const cwd = folderWith({ ".gitignore": ".cursor/\n", ".cursor/mcp.json": stdio, ".mcp.json": clean });
    expect(run([], { cwd }).stdout).toContain("1 left out by .gitignore (--no-ignore lints them): .cursor/mcp.json");
    expect(run(["--no-ignore"], { cwd }).stdout).toContain(".cursor/mcp.json:1:");
  });

  it("lints every config of the machine", () => {
    const cwd = folderWith({
      "home/.codex/config.toml": `[mcp_servers.memory]\nurl = "http://127.0.0.1:18901/mcp"\nargs = []\n`,
      "home/.claude.json": `{ "projects": { "/nowhere": { "mcpServers": { "a": { "command": "a" } } } } }`,
    });
    const { stdout, status } = run(["--machine", "--format", "json"], { cwd });
    const report = JSON.parse(stdout) as { files: { path: string }[]; findings: { rule: string; severity: string }[] };
    expect(report.files.map((file) => file.path).sort()).toEqual(["~/.claude.json", "~/.codex/config.toml"]);
    const found = report.findings.map(({ rule }) => rule);
    expect(found).toContain("dual-transport");
    // Nobody but the machine itself knows which programs there are.
    expect(found).toContain("missing-command");
    expect(status).toBe(1);
  });

  it("leaves out test data, says so, and reads it with --no-ignore or by name", () => {
    const cwd = folderWith({ "test/fixtures/.cursor/mcp.json": "{", ".mcp.json": stdio });
    expect(run([], { cwd }).stdout).toContain(
      "1 among test data (--no-ignore lints them): test/fixtures/.cursor/mcp.json",
    );
    expect(run(["--no-ignore"], { cwd }).stdout).toContain("test/fixtures/.cursor/mcp.json:1:");
    expect(run(["test/fixtures"], { cwd }).stdout).toContain("test/fixtures/.cursor/mcp.json:1:");
  });

  it("says with --list-files which file, which clients, which scope and why", () => {
    const { stdout } = run(["--list-files"], { cwd: folderWith({ ".cursor/mcp.json": stdio }) });
    expect(stdout).toBe(
      ".cursor/mcp.json  cursor (project)  project file of Cursor\n  also read by visual-studio, grok-build, mcphub-nvim\n",
    );
  });

  it("reads a file as the client says that --client names", () => {
    const cwd = folderWith({ "servers.json": `{ "servers": { "a": { "command": "a" } } }` });
    const { stdout } = run(["explain", "servers.json", "--client", "vscode"], { cwd });
    expect(stdout).toContain("Visual Studio Code");
    expect(stdout).toContain("a  stdio");
  });
});

describe("output", () => {
  it("has colours only where asked for, or at a terminal", () => {
    const cwd = folderWith({ ".mcp.json": broken });
    expect(run([], { cwd }).stdout).not.toContain("\u001b[");
    expect(run(["--color", "always"], { cwd }).stdout).toContain("\u001b[");
    expect(run([], { cwd, env: { FORCE_COLOR: "1" } }).stdout).toContain("\u001b[");
    expect(run([], { cwd, env: { FORCE_COLOR: "1", NO_COLOR: "1" } }).stdout).not.toContain("\u001b[");
  });

  it("says nothing with --quiet where there is no error", () => {
    expect(run(["--quiet"], { cwd: folderWith({ ".mcp.json": stdio }) }).stdout).toBe("");
  });

  it("always ends with what the configs cost", () => {
    const { stdout } = run([], { cwd: folderWith({ ".mcp.json": stdio }) });
    expect(stdout).toMatch(/\n1 server in 1 file, 1 over stdio: .*\n$/);
  });

  it("writes nothing and starts nothing", () => {
    const cwd = folderWith({ ".mcp.json": `{ "mcpServers": { "a": { "command": "touch", "args": ["started"] } } }` });
    run([], { cwd });
    expect(run(["--list-files", "--no-ignore"], { cwd }).stdout).not.toContain("started");
  });
});

describe("commands", () => {
  const cwd = (): string =>
    folderWith({
      ".mcp.json": stdio,
      ".cursor/mcp.json": `{ "mcpServers": { "memory": { "command": "mcp-memory", "args": ["--all"] } } }`,
    });

  it("list tells which definition each client uses, and what differs", () => {
    const { stdout, status } = run(["list"], { cwd: cwd() });
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      "server  client       scope    transport  definition  file",
      "memory  cursor       project  stdio      mcp-memory  .cursor/mcp.json",
      "        claude-code  project  stdio      mcp-memory  .mcp.json",
    ]);
    expect(stdout).toContain("differs memory: arguments");
    expect(status).toBe(0);
  });

  it("list --json is for machines", () => {
    const rows = JSON.parse(run(["list", "--json"], { cwd: cwd() }).stdout) as {
      name: string;
      differences: string[];
    }[];
    expect(rows).toMatchObject([{ name: "memory", differences: ["arguments"] }]);
  });

  it("explain RULE shows why and what to do", () => {
    const { stdout } = run(["explain", "http-only"], { cwd: cwd() });
    expect(stdout).toContain("A stdio server belongs to the session that started it");
    expect(stdout).toContain("What to do");
  });

  it("explain FILE shows how each client reads it", () => {
    const { stdout } = run(["explain", ".mcp.json"], { cwd: folderWith({ ".mcp.json": broken }) });
    expect(stdout).toContain("memory  skips it: a URL needs a type");
    expect(stdout).toContain("looks under `servers` and finds no server");
  });

  it("rules and clients list all", () => {
    expect(run(["rules"], { cwd: cwd() }).stdout).toContain("http-only");
    const clients = JSON.parse(run(["clients", "--json"], { cwd: cwd() }).stdout) as { id: string }[];
    expect(clients.length).toBeGreaterThan(80);
  });
});
