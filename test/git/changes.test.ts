import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../cli/program.ts";

const server = (name: string, port: number): string =>
  `{ "mcpServers": { "${name}": { "url": "http://127.0.0.1:${port}/mcp" } } }\n`;
const [a, b] = [18901, 18902];

/** A repository with two bad configs in its first commit. */
function repository(): { readonly cwd: string; git(...args: string[]): void } {
  const cwd = folderWith({ "a/.mcp.json": server("old", a), "b/.mcp.json": server("old", b) });
  rmSync(path.join(cwd, ".git"), { recursive: true });
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"];
  const git = (...args: string[]): void => void execFileSync("git", [...identity, ...args], { cwd, stdio: "ignore" });
  git("init", "-b", "main");
  git("add", "-A");
  git("commit", "-m", "first");
  return { cwd, git };
}

const found = (args: readonly string[], cwd: string): readonly string[] =>
  run([...args, "--format", "unix"], { cwd })
    .stdout.split("\n")
    .flatMap((line) => /^(.*?):\d.*`(\w+)`/.exec(line)?.slice(1, 3).join(" ") ?? []);

describe("--staged", () => {
  it("says nothing of what is not about to be committed, and is content with nothing", () => {
    const { cwd } = repository();
    writeFileSync(path.join(cwd, "b/.mcp.json"), server("unstaged", b));
    expect(run(["--staged"], { cwd })).toMatchObject({ status: 0 });
    expect(run(["--staged"], { cwd: folderWith({}) })).toMatchObject({ status: 2 });
  });

  it("lints what the index holds, not what the disk holds", () => {
    const { cwd, git } = repository();
    writeFileSync(path.join(cwd, "b/.mcp.json"), server("staged", b));
    git("add", "-A");
    writeFileSync(path.join(cwd, "b/.mcp.json"), server("later", b));
    expect(found(["--staged"], cwd)).toEqual(["b/.mcp.json staged"]);
    expect(run(["--staged"], { cwd }).status).toBe(1);
  });

  it("fixes the change alone, and nothing that would take along what is not staged", () => {
    const { cwd, git } = repository();
    writeFileSync(path.join(cwd, "a/.mcp.json"), server("one", a));
    writeFileSync(path.join(cwd, "b/.mcp.json"), server("two", b));
    git("add", "-A");
    writeFileSync(path.join(cwd, "b/.mcp.json"), server("three", b));
    const { stdout } = run(["--staged", "--fix"], { cwd });
    expect(stdout).toContain("The file has changes that are not staged");
    expect(readFileSync(path.join(cwd, "a/.mcp.json"), "utf8")).toContain(`"type": "http"`);
    expect(readFileSync(path.join(cwd, "b/.mcp.json"), "utf8")).toBe(server("three", b));
  });
});

describe("--changed", () => {
  it("is about what is not committed, files that Git does not know yet included", () => {
    const { cwd } = repository();
    writeFileSync(path.join(cwd, "b/.mcp.json"), server("edited", b));
    writeFileSync(path.join(cwd, ".mcp.json"), server("added", 18903));
    expect(found(["--changed"], cwd)).toEqual([".mcp.json added", "b/.mcp.json edited"]);
  });

  it("=REF is about all since that branch forked off", () => {
    const { cwd, git } = repository();
    git("checkout", "-b", "topic");
    writeFileSync(path.join(cwd, "b/.mcp.json"), server("topic", b));
    git("commit", "-am", "second");
    git("checkout", "main");
    writeFileSync(path.join(cwd, "a/.mcp.json"), server("main", a));
    git("commit", "-am", "third");
    git("checkout", "topic");
    expect(found(["--changed=main"], cwd)).toEqual(["b/.mcp.json topic"]);
    expect(found(["--changed"], cwd)).toEqual([]);
  });

  it("of something that is no commit says so", () => {
    const { stderr, status } = run(["--changed=nowhere"], { cwd: repository().cwd });
    expect(stderr).toContain("nowhere");
    expect(stderr).toContain("a branch, a tag or a commit");
    expect(status).toBe(2);
  });
});
