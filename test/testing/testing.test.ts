import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loaded } from "../config/loaded.ts";
import { folderWith, run } from "../cli/program.ts";
import { defineRule } from "../../src/index.ts";
import type { OwnRule } from "../../src/rule.ts";
import { testRule, type RuleCases } from "../../src/testing/index.ts";
import sseDeprecated from "../../rules/sse-deprecated.ts";

const root = path.resolve(import.meta.dirname, "../..");
const guide = (name: string): string => readFileSync(path.join(root, "docs", name), "utf8");
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"))].map(([, block]) => block!);

const rule = defineRule({
  id: "no-foo",
  severity: "error",
  scope: "entry",
  messages: { foo: "`{{server}}` is foo" },
  check({ entry, report }) {
    const { value: server, document } = entry.name;
    if (!server.startsWith("foo")) return;
    const to = server.slice("foo".length) || "bar";
    const ops = [{ op: "rename", file: document.file, path: entry.path, to }] as const;
    report({ message: "foo", data: { server }, at: entry.name, fix: { title: "rename", safety: "safe", ops } });
  },
});

const http = `{ "type": "http", "url": "https://a.example/mcp" }`;
const file = (name: string, mark = ""): string => `{\n  "mcpServers": {\n    "${name}": ${http}${mark}\n  }\n}\n`;
const good: RuleCases = {
  valid: [{ files: { ".mcp.json": file("a") } }],
  invalid: [
    { files: { ".mcp.json": file("foo", " // expect: foo") }, output: { ".mcp.json": file("bar") } },
    {
      files: { ".mcp.json": file("foofoo", " // expect: no-foo foo") },
      output: [{ ".mcp.json": file("foo") }, { ".mcp.json": file("bar") }],
    },
  ],
};

/** What goes wrong in a test run, by name of the test. */
async function failures(cases: RuleCases, tested: OwnRule = rule): Promise<readonly string[]> {
  const tests: [string, () => Promise<void>][] = [];
  testRule(tested, cases, { describe: (_, body) => body(), it: (name, body) => void tests.push([name, body]) });
  const failed: string[] = [];
  for (const [name, body] of tests) await body().catch((error: Error) => failed.push(`${name}: ${error.message}`));
  return failed;
}

testRule(rule, good, { describe, it });
testRule(
  sseDeprecated,
  {
    valid: [{ files: { ".mcp.json": file("a") } }],
    invalid: [
      {
        name: "a vendor with a new address",
        files: {
          ".mcp.json": `{ "mcpServers": { "a": { "type": "sse", "url": "https://mcp.webflow.com/sse" } } } // expect: deprecated`,
        },
        output: { ".mcp.json": `{ "mcpServers": { "a": { "type": "http", "url": "https://mcp.webflow.com/mcp" } } }` },
      },
      {
        files: {
          ".mcp.json": `{ "mcpServers": { "a": { "type": "sse", "url": "https://a.example/x" } } } // expect: deprecated`,
        },
      },
      {
        files: {
          ".mcp.json": `{ "mcpServers": { "a": { "type": "sse", "url": "https://a.example/mcp" } } } // expect: contradiction`,
        },
      },
      {
        files: { ".codex/config.toml": `[mcp_servers.a]\nurl = "https://a.example/sse" # expect: unspoken\n` },
      },
    ],
  },
  { describe, it },
);

describe("the tester", () => {
  const one = good.invalid[0]!;
  it.each<[string, RuleCases, RegExp]>([
    [
      "a mark without a finding",
      { ...good, invalid: [{ files: { ".mcp.json": file("a", " // expect: foo") } }] },
      /deeply equal|deep-equal/,
    ],
    ["a finding without a mark", { ...good, valid: [{ files: { ".mcp.json": file("foo") } }] }, /^valid 1: /],
    [
      "an unknown message",
      { ...good, invalid: [{ ...one, files: { ".mcp.json": file("foo", " // expect: fo") } }] },
      /no message `fo`/,
    ],
    ["a missing output", { ...good, invalid: [{ files: one.files }] }, /what the fixes make of the files/],
    ["another output", { ...good, invalid: [{ ...one, output: { ".mcp.json": file("baz") } }] }, /what the fixes make/],
    [
      "another pass",
      { ...good, invalid: [{ ...good.invalid[1]!, output: { ".mcp.json": file("bar") } }] },
      /after pass 1/,
    ],
    ["two like cases", { ...good, valid: [good.valid[0]!, good.valid[0]!] }, /two cases are the same/],
    ["no valid case", { ...good, valid: [] }, /no valid case/],
    ["no such option", { ...good, valid: [{ ...good.valid[0]!, options: { x: 1 } }] }, /no option `x`/],
    ["a message never seen", { ...good, invalid: [{ files: {} }] }, /messages that no case expects/],
  ])("fails with %s", async (_, cases, message) => {
    expect((await failures(cases)).join("\n")).toMatch(message);
  });
});

describe("the guides", () => {
  it("show a rule with its test that a user can run as they stand", () => {
    const [own, options, test] = blocks(guide("writing-a-rule.md"), "js");
    const [config] = blocks(guide("writing-a-rule.md"), "jsonc");
    const cwd = folderWith({
      "rules/no-staging.mjs": own!,
      "rules/no-staging.test.mjs": test!,
      "rules/long-name.mjs": options!,
      "mcp-lint.jsonc": config!,
      ".mcp.json": file("a").replace("https://", "https://staging."),
    });
    mkdirSync(path.join(cwd, "node_modules/@mcp-lint"), { recursive: true });
    symlinkSync(root, path.join(cwd, "node_modules/@mcp-lint/cli"));
    const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env;
    const told = execFileSync(process.execPath, ["--test", "rules/no-staging.test.mjs"], {
      cwd,
      encoding: "utf8",
      env,
    });
    expect(told).toMatch(/pass \d/);
    expect(run([], { cwd }).stdout).toContain("error[no-staging]: `a` talks to the staging system");
    const both = { plugins: ["./rules/long-name.mjs"], rules: { "long-name": { severity: "error", most: 30 } } };
    writeFileSync(path.join(cwd, "mcp-lint.jsonc"), JSON.stringify(both));
    expect(run([], { cwd }).stdout).not.toContain("long-name");
    writeFileSync(path.join(cwd, "mcp-lint.jsonc"), JSON.stringify({ ...both, rules: { "long-name": { most: 0 } } }));
    expect(run([], { cwd }).stderr).toContain("the number has to be");
  });

  it("show configs that are right", async () => {
    for (const name of ["configuration.md", "suppression.md"]) {
      for (const block of blocks(guide(name), "jsonc")) {
        expect(await loaded({ "mcp-lint.jsonc": block })).toBeDefined();
      }
    }
  });

  it("show a comment that accepts what stands below it", () => {
    const [block] = blocks(guide("suppression.md"), "toml");
    const { stdout } = run([], { cwd: folderWith({ ".codex/config.toml": block! }) });
    expect(stdout).toContain("No problems found; 1 suppressed");
  });
});
