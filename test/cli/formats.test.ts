import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fixCommandOf } from "../../src/commands/fix-command.ts";
import { folderWith, run } from "./program.ts";

const config = `{ "mcpServers": { "hub": { "url": "http://127.0.0.1:18901/mcp" } } }\n`;

describe("--format", () => {
  it("writes several reports at once, each to its file", () => {
    const cwd = folderWith({ ".mcp.json": config });
    const args = ["--format", "human", "--format", "sarif=out.sarif", "--format", "junit=out.xml"];
    const { stdout, status } = run(args, { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain("error[url-without-type]");
    expect(JSON.parse(readFileSync(path.join(cwd, "out.sarif"), "utf8")).version).toBe("2.1.0");
    expect(readFileSync(path.join(cwd, "out.xml"), "utf8")).toContain("url-without-type");
  });

  it("refuses two on standard output, an unknown one and one without its file", () => {
    const cwd = folderWith({ ".mcp.json": config });
    const two = run(["--format", "json", "--format", "sarif"], { cwd });
    expect(two.stderr).toContain("--format json --format sarif=FILE");
    expect(two.status).toBe(2);
    expect(run(["--format", "sarf"], { cwd }).stderr).toContain("Allowed choices are human, json, agent");
    expect(run(["--format", "sarif="], { cwd }).stderr).toContain("Name a file");
  });

  it("finds the same whatever the format", () => {
    const cwd = path.resolve(import.meta.dirname, "../../fixtures/projects/dotfiles/before");
    const json = JSON.parse(run([".", "--format", "json"], { cwd }).stdout);
    const { stdout } = run(["."], { cwd });
    const { errors, warnings, notes } = json.summary;
    expect(stdout).toContain(`${errors} errors, ${warnings} warnings, ${notes} notes in`);
  });

  it("adds to the summary of a job on GitHub, with paths from the root of its workspace", () => {
    const cwd = folderWith({ "team/.mcp.json": config, "summary.md": "before\n" });
    const env = { GITHUB_STEP_SUMMARY: path.join(cwd, "summary.md"), GITHUB_WORKSPACE: cwd };
    const { stdout } = run(["--format", "github", "."], { cwd: path.join(cwd, "team"), env });
    expect(stdout).toContain("file=team/.mcp.json,line=1,endLine=1,col=35,endColumn=63::");
    const summary = readFileSync(path.join(cwd, "summary.md"), "utf8");
    expect(summary).toMatch(/^before\n### mcp-lint: 1 error/);
  });
});

describe("a coding agent that runs mcp-lint", () => {
  const env = { CLAUDECODE: "1" };

  it("gets a line a finding and, last, the command that does put it right", () => {
    const cwd = folderWith({ ".mcp.json": config });
    const lines = run([".mcp.json"], { cwd, env }).stdout.trimEnd().split("\n");
    expect(lines[0]).toBe(
      ".mcp.json:1:35 error url-without-type: `hub` has a URL and no type: Claude Code skips it [--fix]",
    );
    expect(lines.at(-1)).toBe("fix 1: mcp-lint .mcp.json --fix");
    const command = lines.at(-1)!.replace("fix 1: mcp-lint ", "").split(" ");
    expect(run(command, { cwd, env }).stdout).toContain("fixed url-without-type `hub`: ");
    expect(run([".mcp.json"], { cwd, env })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("no problems in 1 file"),
    });
  });

  it("gets what it asks for instead", () => {
    const cwd = folderWith({ ".mcp.json": config });
    expect(run(["--format", "human"], { cwd, env }).stdout).toContain("--> .mcp.json:1:35");
  });
});

describe("the command that fixes", () => {
  it.each([
    [[], "mcp-lint --fix"],
    [["--machine", "--format", "json", "--preset", "hub", "-q"], "mcp-lint --machine --preset hub --fix"],
    [["--format=sarif=a b", "--fail-on=note", "a b.json"], "mcp-lint 'a b.json' --fix"],
    [["--fix=all", "--color", "never", "it's"], "mcp-lint 'it'\\''s' --fix"],
  ])("of %j", (args, command) => expect(fixCommandOf(args, {})).toBe(command));

  it("is one that a person without an installation can run", () => {
    expect(fixCommandOf([], { npm_command: "exec" })).toBe("npx @mcp-lint/cli --fix");
  });
});

it("a report that cannot be written is said, with no stack", () => {
  const cwd = folderWith({ ".mcp.json": config });
  writeFileSync(path.join(cwd, "file"), "");
  const { stderr, status } = run(["--format", "json=file/report.json"], { cwd });
  expect(stderr).toContain("cannot write file/report.json");
  expect(status).toBe(2);
  expect(existsSync(path.join(cwd, "file/report.json"))).toBe(false);
});
