import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { documentedRules } from "../../rules/documented.ts";

const root = path.resolve(import.meta.dirname, "../..");
const files = readdirSync(path.join(root, "rules")).filter((file) => !/^(?:index|documented)\.ts$/.test(file));
const textOf = (file: string): string => readFileSync(path.join(root, "rules", file), "utf8");

describe("the rules", () => {
  it("are all registered, each under the name of its file", () => {
    expect(documentedRules.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
    execFileSync(process.execPath, ["scripts/generate-indexes.js", "--check"], { cwd: root });
  });

  // Configs, comments and baselines name them: an id that goes breaks them, and is taken out here on purpose alone.
  it("keep their ids and presets", async () => {
    const rows = documentedRules.map(({ id, presets }) => `${id}: ${Object.keys(presets).join(", ") || "off"}`);
    await expect(`${rows.join("\n")}\n`).toMatchFileSnapshot("ids.txt");
  });

  it("say all of themselves: what a rule of a user may leave out, ours may not", () => {
    for (const file of files) {
      for (const key of ["category", "severity", "confidence", "presets", "since", "docs"])
        expect([file, textOf(file)]).toEqual([file, expect.stringMatching(new RegExp(`^  ${key}: `, "m"))]);
    }
  });

  it("are short: half of them under 80 lines", () => {
    const lengths = files.map((file) => textOf(file).split("\n").length).sort((a, b) => a - b);
    expect(lengths[lengths.length >> 1]).toBeLessThan(80);
  });
});
