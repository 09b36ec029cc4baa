import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { holdsSecret, mergedText, rawDiff, shownDiff } from "../../src/report/diff.ts";
import { createRedactor } from "../../src/report/redact.ts";
import { jsonOf, plain } from "./sample.ts";

function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mcp-lint-diff-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  spawnSync("git", ["init", "-q"], { cwd: folder });
  return folder;
}

function gitApply(cwd: string, patch: string): string {
  return spawnSync("git", ["apply", "-"], { cwd, input: patch, encoding: "utf8" }).stderr;
}

const line = fc.constantFrom(
  "{",
  "}",
  `  "a": 1,`,
  `  "b": "ü",`,
  "",
  "\t",
  "a\rb",
  "\\ No newline at end of file",
  "--- a/x",
);
const eol = fc.constantFrom("\n", "\r\n");
const text = fc
  .tuple(
    fc.constantFrom("", "\uFEFF"),
    fc.array(fc.tuple(line, eol), { minLength: 1, maxLength: 12 }),
    fc.constantFrom("", "end"),
  )
  .map(([bom, lines, end]) => bom + lines.map((each) => each.join("")).join("") + end);

describe("a raw diff", () => {
  it("applied by Git gives the new file to the byte", () => {
    const folder = tempFolder();
    // Many files in one patch: a process for each text would take minutes.
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 8, maxLength: 40 }), (versions) => {
        const patch = versions.map(([before, after], i) => {
          writeFileSync(path.join(folder, `${i}.json`), before);
          return before === after ? "" : rawDiff({ name: `${i}.json`, before: jsonOf(before), after: jsonOf(after) });
        });
        if (patch.join("") !== "") expect(gitApply(folder, patch.join(""))).not.toMatch(/^error/m);
        for (const [i, [, after]] of versions.entries()) {
          expect(readFileSync(path.join(folder, `${i}.json`), "utf8")).toBe(after);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("makes a new file, whatever its name", () => {
    const folder = tempFolder();
    for (const name of ["mcp-hub.json", 'a b/ü "c".json', "tab\there.json"]) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      expect(gitApply(folder, rawDiff({ name, before: undefined, after: jsonOf("{}\n") }))).toBe("");
      const changed = rawDiff({ name, before: jsonOf("{}\n"), after: jsonOf(`{"a":1}`) });
      expect(gitApply(folder, changed)).toBe("");
      expect(readFileSync(path.join(folder, name), "utf8")).toBe(`{"a":1}`);
    }
  });

  it("of a file that is new all through is found in good time", () => {
    const folder = tempFolder();
    const [before, after] = ["x", "y"].map(
      (word) => `${Array.from({ length: 20_000 }, (_, i) => `${word}${i}`).join("\n")}\n`,
    );
    writeFileSync(path.join(folder, "a"), before!);
    const start = performance.now();
    const patch = rawDiff({ name: "a", before: jsonOf(before!), after: jsonOf(after!) });
    expect(performance.now() - start).toBeLessThan(5000);
    expect(gitApply(folder, patch)).toBe("");
    expect(readFileSync(path.join(folder, "a"), "utf8")).toBe(after);
  });
});

describe("a shown diff", () => {
  const token = `ghp_${"a1B2c3D4e5F6".repeat(3)}`;
  const before = jsonOf(
    `{\n  "env": { "GITHUB_TOKEN": "${token}" },\r\n  "command": "x\u001b[31m",\n  "PASSWORD": "hunter"\n}`,
  );
  const after = jsonOf(before.text.replace(`"x`, `"y`));
  const redactor = createRedactor([before, after]);

  it("masks secrets beside and in what changes, and shows nothing that a terminal obeys", () => {
    expect(shownDiff({ name: ".mcp.json", before, after }, redactor, plain)).toBe(
      [
        "--- a/.mcp.json",
        "+++ b/.mcp.json",
        "@@ -1,5 +1,5 @@",
        " {",
        `   "env": { "GITHUB_TOKEN": "[redacted]" },`,
        `-  "command": "x\\x1b[31m",`,
        `+  "command": "y\\x1b[31m",`,
        `   "PASSWORD": "[redacted]"`,
        " }",
        "\\ No newline at end of file",
      ].join("\n"),
    );
  });

  it("is told from a patch that would show a secret", () => {
    expect(holdsSecret({ name: "a", before, after }, redactor)).toBe(true);
    const far = (end: string): string =>
      `{\n${'  "a": 1,\n'.repeat(20)}  "GITHUB_TOKEN": "${token}",\n${'  "a": 1,\n'.repeat(20)}${end}`;
    const [one, other] = [jsonOf(far("}")), jsonOf(far("}\n"))];
    expect(holdsSecret({ name: "a", before: one, after: other }, createRedactor([one, other]))).toBe(false);
  });
});

describe("a three-way merge", () => {
  it("keeps what was changed elsewhere, and gives up on the same lines", () => {
    const base = "a\nb\nc\nd\ne\nf\ng\nh\n";
    expect(mergedText(base, base.replace("b", "B"), base.replace("h", "H"))).toBe("a\nB\nc\nd\ne\nf\ng\nH\n");
    expect(mergedText(base, base.replace("b", "B"), base.replace("b", "X"))).toBeUndefined();
  });
});
