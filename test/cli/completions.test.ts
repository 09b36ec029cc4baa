import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "./program.ts";

const cwd = process.cwd();
const offered = (...words: string[]): readonly string[] =>
  run(["complete", "--", ...words], { cwd })
    .stdout.split("\n")
    .filter((line) => line !== "" && !line.startsWith(":"))
    .map((line) => line.split("\t")[0]!);

describe("completions", () => {
  it("know commands, options and their values", () => {
    expect(offered("li")).toEqual(["list"]);
    expect(offered("--pres")).toEqual(["--preset"]);
    expect(offered("--preset", "")).toEqual(["recommended", "hub", "strict", "audit"]);
  });

  it("know every rule and client", () => {
    expect(offered("explain", "http-o")).toEqual(["http-only"]);
    expect(offered("--fix-only", "sse")).toEqual(["sse-deprecated"]);
    expect(offered("--client", "claude")).toEqual(["claude-code", "claude-desktop"]);
  });

  it("come as a script that bash can read, and for three other shells", () => {
    const { stdout, status } = run(["completions", "bash"], { cwd: folderWith({}) });
    expect(status).toBe(0);
    const script = `${stdout}\ncomplete -p mcp-lint`;
    expect(spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8" }).stdout).toContain("mcp-lint");
    for (const shell of ["zsh", "fish", "powershell"])
      expect(run(["completions", shell], { cwd }).stdout).toContain("mcp-lint");
    expect(run(["completions", "sh"], { cwd })).toMatchObject({ status: 2 });
  });
});
