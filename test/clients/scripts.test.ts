import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Client } from "../../src/clients/client.ts";
import { complaintsAbout } from "./complaints.ts";

const root = path.resolve(import.meta.dirname, "../..");

function run(folder: string, script: string, ...args: readonly string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, "scripts", script), ...args], {
    encoding: "utf8",
  });
  return { code: status, output: stdout + stderr };
}

it("the indexes of the repository are fresh", () => {
  expect(run(root, "generate-indexes.js", "--check")).toEqual({ code: 0, output: "" });
});

describe("in a copy of the repository", () => {
  let copy: string;
  const inCopy = (file: string): string => path.join(copy, file);

  beforeAll(() => {
    copy = mkdtempSync(path.join(tmpdir(), "mcp-lint-clients-"));
    for (const part of ["package.json", "tsconfig.json", "scripts", "src", "rules"]) {
      cpSync(path.join(root, part), inCopy(part), { recursive: true });
    }
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it("a stale index is noticed and put right", () => {
    appendFileSync(inCopy("src/clients/index.ts"), "// by hand\n");
    const stale = run(copy, "generate-indexes.js", "--check");
    expect(stale.code).toBe(1);
    expect(stale.output).toContain("src/clients/index.ts is stale");
    expect(run(copy, "generate-indexes.js").code).toBe(0);
    expect(run(copy, "generate-indexes.js", "--check").code).toBe(0);
  });

  it("a new client is sound, registered and accepted by the compiler", async () => {
    expect(run(copy, "new-client.js", "9-lives").code).toBe(0);
    expect(run(copy, "generate-indexes.js", "--check").code).toBe(0);
    expect(readFileSync(inCopy("src/clients/index.ts"), "utf8")).toContain('import client9Lives from "./9-lives.ts";');

    const file = inCopy("src/clients/9-lives.ts");
    const { default: client } = (await import(file)) as { default: Client };
    expect(client.id).toBe("9-lives");
    expect(complaintsAbout(client)).toEqual([]);
    expect(compilerErrors(file)).toEqual([]);
  });

  it("a client that exists is left alone", () => {
    const before = readFileSync(inCopy("src/clients/zed.ts"), "utf8");
    const second = run(copy, "new-client.js", "zed");
    expect(second).toEqual({ code: 2, output: "src/clients/zed.ts exists already\n" });
    expect(readFileSync(inCopy("src/clients/zed.ts"), "utf8")).toBe(before);
  });

  it.each([[], ["Zed Two"], ["../escape"]])("%j is no id", (...args) => {
    const { code, output } = run(copy, "new-client.js", ...args.flat());
    expect(code).toBe(2);
    expect(output).toContain("usage:");
  });
});

/** What the compiler says about one file, with the project's own options. */
function compilerErrors(file: string): readonly string[] {
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), (name) => readFileSync(name, "utf8"));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  const program = ts.createProgram([file], { ...options, types: [] });
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
}
