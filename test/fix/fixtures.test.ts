import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { memoryFileSystem, type MemoryFile } from "../../src/file-system/memory.ts";
import type { FixResult } from "../../src/fix/outcome.ts";
import { bytesOf } from "../../src/fix/overlay.ts";
import type { Choice } from "../../src/fix/passes.ts";
import { fix } from "../../src/run.ts";
import { defaultSettings } from "../../src/settings.ts";
import { filesBelow } from "../rule-tester.ts";

type Files = Readonly<Record<string, MemoryFile>>;

const fixtures = path.resolve(import.meta.dirname, "../../fixtures/rules");

function fixed(files: Files, safety: Choice["safety"]): Promise<FixResult> {
  const platform = { os: "linux", home: "/home/ada", cwd: "/project", env: {} } as const;
  const host = { fileSystem: memoryFileSystem({ ...files, "/project/.git/": "" }, "linux"), platform };
  return fix({ paths: [], ignore: true }, { ...defaultSettings, preset: "strict" }, { safety, rules: [] }, host);
}

function after(files: Files, { changes }: FixResult): Files {
  return { ...files, ...Object.fromEntries(changes.map((change) => [change.file, bytesOf(change.after)])) };
}

const cases = readdirSync(fixtures).flatMap((rule) =>
  readdirSync(path.join(fixtures, rule), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("valid"))
    .map(({ name }) => `${rule}/${name}`),
);

describe("every fixture", () => {
  it("fixed twice is as fixed once, has nothing left of what was claimed, and finds no fault of ours", async () => {
    let claimed = 0;
    for (const name of cases) {
      const { "expected.txt": _, "settings.json": __, ...found } = filesBelow(path.join(fixtures, name));
      const files = Object.fromEntries(Object.entries(found).map(([file, content]) => [`/project/${file}`, content]));
      const all = await expectSettled(name, files, "all");
      claimed += all.fixed.length;
      // Otherwise `safe` does the same.
      if (all.fixed.some(({ fix }) => fix.safety === "unsafe")) await expectSettled(name, files, "safe");
    }
    expect(claimed).toBeGreaterThan(100);
    // Hundreds of runs, more with every rule.
  }, 300_000);
});

async function expectSettled(name: string, files: Files, safety: Choice["safety"]): Promise<FixResult> {
  const once = await fixed(files, safety);
  const twice = await fixed(after(files, once), safety);
  const left = new Set(twice.before.diagnostics.map(({ fingerprint }) => fingerprint));
  expect({
    name,
    changedAgain: twice.changes.map(({ file }) => file),
    claimedInVain: once.fixed.filter(({ fingerprint }) => left.has(fingerprint)).map(({ rule }) => rule),
    failed: once.skipped.filter(({ kind }) => kind === "failed").map(({ why }) => why),
    stopped: once.stopped,
  }).toEqual({ name, changedAgain: [], claimedInVain: [], failed: [], stopped: undefined });
  return once;
}
