import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { documentedRules } from "../rules/documented.ts";
import { clients } from "../src/clients/index.ts";
import { publishedSchema } from "../src/config/schema.ts";
import { demonstrationOf } from "../src/report/demonstration.ts";
import { rulePage } from "../src/report/rule-page.ts";
import { run } from "./cli/program.ts";

const folder = path.resolve(import.meta.dirname, "../docs/rules");

it("the page of each rule is fresh (node scripts/generate-rule-pages.js)", async () => {
  for (const rule of documentedRules) {
    const page = readFileSync(path.join(folder, `${rule.id}.md`), "utf8");
    expect(page).toBe(rulePage(rule, await demonstrationOf(rule)));
  }
}, 120_000);

it("each page shows a finding, and no page a finding of another rule", async () => {
  for (const rule of documentedRules) {
    const { report } = await demonstrationOf(rule);
    const named = [...report.matchAll(/^(?:error|warning|note)\[([\w-]+)\]:/gm)].map(([, id]) => id);
    expect(named.length, rule.id).toBeGreaterThan(0);
    expect(new Set(named)).toEqual(new Set([rule.id]));
  }
}, 120_000);

it("the schema of the config is fresh (npm run build && node scripts/generate-config-schema.js)", () => {
  const file = path.resolve(import.meta.dirname, "../schema/mcp-lint.schema.json");
  const schema = publishedSchema({ rules: documentedRules, clients: clients.map(({ id }) => id) });
  expect(readFileSync(file, "utf8")).toBe(`${JSON.stringify(schema, undefined, 2)}\n`);
});

it("no page is left of a rule that is gone", () => {
  expect(readdirSync(folder).sort()).toEqual(["README.md", ...documentedRules.map(({ id }) => `${id}.md`)].sort());
});

it("the README shows what the program really says", () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, "../README.md"), "utf8");
  const [, shown = ""] = /```console\n\$ mcp-lint\n([^]*?)```/.exec(readme) ?? [];
  const cwd = path.resolve(import.meta.dirname, "../fixtures/projects/dotfiles/before");
  const said = run(["."], { cwd, env: { LANG: "C.UTF-8" } }).stdout.split("\n");
  const lines = shown.split("\n").filter((line) => line !== "" && line !== "…");
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(said).toContain(line);
});
