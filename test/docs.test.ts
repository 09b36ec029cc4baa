import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { rules } from "../rules/index.ts";
import { rulePage } from "../src/report/rule-page.ts";

const folder = path.resolve(import.meta.dirname, "../docs/rules");

it("the page of each rule is fresh (node scripts/generate-rule-pages.js)", () => {
  for (const rule of rules) expect(readFileSync(path.join(folder, `${rule.id}.md`), "utf8")).toBe(rulePage(rule));
});

it("no page is left of a rule that is gone", () => {
  expect(readdirSync(folder).sort()).toEqual(["README.md", ...rules.map(({ id }) => `${id}.md`)].sort());
});
