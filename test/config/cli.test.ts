import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../cli/program.ts";

const stdio = `{ "mcpServers": { "memory": { "command": "mcp-memory" } } }\n`;

describe("a config", () => {
  it("sets severities, and what makes a run fail", () => {
    const cwd = folderWith({ ".mcp.json": stdio, "mcp-lint.jsonc": `{ "rules": { "http-only": "error" } } // ours` });
    expect(run([], { cwd }).stdout).toContain("error[http-only]");
    expect(run([], { cwd }).status).toBe(1);
    expect(run(["--fail-on", "never"], { cwd }).status).toBe(0);
    expect(run(["--no-config"], { cwd }).stdout).toContain("note[http-only]");
    const other = folderWith({ ".mcp.json": stdio, "mcp-lint.json": `{ "failOn": "note" }` });
    expect(run([], { cwd: other }).status).toBe(1);
  });

  it("knows secrets of a form of its own: they are found, and shown nowhere", () => {
    const entry = { command: "mcp-memory", args: ["acme/42-1234"] };
    const config = { data: { secrets: { Acme: "acme/\\d+-\\d+" } } };
    const files = { ".mcp.json": JSON.stringify({ mcpServers: { memory: entry } }) };
    expect(run([], { cwd: folderWith(files) }).stdout).not.toContain("inline-secret");
    const { stdout } = run([], { cwd: folderWith({ ...files, "mcp-lint.json": JSON.stringify(config) }) });
    expect(stdout).toContain("A secret (Acme)");
    expect(stdout).not.toContain("42-1234");
  });

  it("gives way to options", () => {
    const config = `{ "extends": "hub", "sessions": 3, "rules": { "http-only": "error" } }`;
    const cwd = folderWith({ ".mcp.json": stdio, "mcp-lint.json": config });
    expect(run([], { cwd }).stdout).toContain("with 3");
    expect(run(["--sessions", "5"], { cwd }).stdout).toContain("with 5");
    expect(run(["--rule", "http-only:note"], { cwd }).stdout).toContain("note[http-only]");
    expect(run(["--only", "url-without-type"], { cwd }).stdout).toContain("No problems found");
    expect(run(["--skip", "transport"], { cwd }).stdout).toContain("No problems found");
  });

  it("may be named, from wherever one stands", () => {
    const cwd = folderWith({ "sub/.mcp.json": stdio, "ci/lint.jsonc": `{ "rules": { "http-only": "error" } }` });
    const at = path.join(cwd, "sub");
    expect(run(["--config", "../ci/lint.jsonc"], { cwd: at }).stdout).toContain("error[http-only]");
    const gone = run(["--config", "gone.jsonc"], { cwd: at });
    expect(gone.stderr).toContain("the config gone.jsonc cannot be read (ENOENT)");
    expect(gone.status).toBe(2);
  });

  it("leaves files out, but not one that is named", () => {
    const cwd = folderWith({ "others/.mcp.json": stdio, "mcp-lint.json": `{ "exclude": ["others/"] }` });
    const all = run([], { cwd });
    expect(all.status).toBe(3);
    expect(all.stdout).toContain("left out by the config: others/.mcp.json");
    expect(run(["--list-files"], { cwd }).stdout).toContain("excluded");
    expect(run(["list"], { cwd }).status).toBe(3);
    expect(run(["others/.mcp.json"], { cwd }).stdout).toContain("note[http-only]");
    expect(run(["others"], { cwd }).status).toBe(3);
  });

  it("has its mistakes told with their place, and nothing linted", () => {
    const cwd = folderWith({ ".mcp.json": stdio, "mcp-lint.json": `{\n  "rules": { "http-onyl": "off" }\n}` });
    const { status, stdout, stderr } = run([], { cwd });
    expect(stderr).toBe("error: mcp-lint.json:2:14: there is no rule `http-onyl`\nhint: did you mean `http-only`?\n");
    expect([status, stdout]).toEqual([2, ""]);
  });

  it("says what holds for a file with --print-config", () => {
    const config = `{ "extends": "strict", "overrides": [{ "servers": ["mem*"], "rules": { "http-only": "off" } }] }`;
    const cwd = folderWith({ ".mcp.json": stdio, "mcp-lint.json": config });
    const { stdout, status } = run(["--print-config", ".mcp.json", "--ports", "20000-20009"], { cwd });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      file: ".mcp.json",
      preset: "strict",
      ports: "20000-20009",
      rules: { "http-only": "on" },
      servers: { memory: { "http-only": "off" } },
    });
  });

  it("of the machine is that of the user alone", () => {
    const cwd = folderWith({
      "mcp-lint.json": `{ "rules": { "http-only": "off" } }`,
      "home/.cursor/mcp.json": stdio,
      "home/.config/mcp-lint/mcp-lint.json": `{ "rules": { "http-only": "error" } }`,
    });
    expect(run(["--machine"], { cwd }).stdout).toContain("error[http-only]");
  });
});

describe("a rule of one's own", () => {
  const rule = `export default {
    id: "no-memory", severity: "error", scope: "entry", messages: { found: "\`{{server}}\` keeps memories" },
    check({ entry, report }) {
      if (entry.name.value === "memory") report({ message: "found", data: { server: "memory" }, at: entry.name });
    },
  };`;

  it("runs from the config, and is listed and explained like any other", () => {
    const cwd = folderWith({ ".mcp.json": stdio, "mcp-lint.json": `{ "plugins": ["./rule.mjs"] }`, "rule.mjs": rule });
    const { stdout, status } = run([], { cwd });
    expect(stdout).toContain("error[no-memory]: `memory` keeps memories");
    expect(stdout).toContain("docs/writing-a-rule.md");
    expect(status).toBe(1);
    expect(run(["rules"], { cwd }).stdout).toContain("no-memory");
    expect(run(["explain", "no-memory"], { cwd }).stdout).toContain("error in recommended");
    expect(run(["--no-config"], { cwd }).stdout).not.toContain("no-memory");
  });

  it("may be written with defineRule of the package", () => {
    const cwd = folderWith({ ".mcp.json": stdio, "mcp-lint.json": `{ "plugins": ["./rule.mjs"] }` });
    const index = path.resolve(import.meta.dirname, "../../dist/src/index.js");
    const source = `import { defineRule } from ${JSON.stringify(index)};\n${rule.replace("export default", "const own =")}`;
    writeFileSync(path.join(cwd, "rule.mjs"), `${source}\nexport default defineRule(own);`);
    expect(run([], { cwd }).stdout).toContain("error[no-memory]");
  });

  it("is never taken from a file that is linted", () => {
    const evil = `{ "mcpServers": {}, "plugins": ["./evil.mjs"], "mcp-lint": { "plugins": ["./evil.mjs"] } }`;
    const cwd = folderWith({
      ".mcp.json": evil,
      "sub/mcp-lint.json": `{ "plugins": ["./evil.mjs"] }`,
      "sub/.mcp.json": evil,
      "evil.mjs": `process.exit(77)`,
      "sub/evil.mjs": `process.exit(77)`,
    });
    expect(run([], { cwd }).status).toBe(0);
    expect(run(["sub"], { cwd }).status).toBe(0);
  });
});

describe("what the user knows", () => {
  it("of secrets is masked everywhere, and found", () => {
    const cwd = folderWith({
      ".mcp.json": `{ "mcpServers": { "a": { "command": "a", "args": ["acme-4711-0815"], "env": { "X": "acme-1234-5678" } } } }`,
      "mcp-lint.json": `{ "data": { "secrets": { "Acme": "acme-\\\\d{4}-\\\\d{4}" } } }`,
    });
    for (const args of [[], ["--format", "json"], ["--fix", "--dry-run"], ["list"], ["explain", ".mcp.json"]]) {
      const { stdout, stderr } = run(args, { cwd });
      expect(stdout + stderr).not.toMatch(/acme-\d/);
    }
    expect(run([], { cwd }).stdout).toContain("[inline-secret]");
    expect(run(["--no-config"], { cwd }).stdout).not.toContain("[inline-secret]");
  });

  it("of endpoints and of sharing is used", () => {
    const cwd = folderWith({
      ".mcp.json": `{ "mcpServers": { "a": { "type": "sse", "url": "https://mcp.acme.example/sse" }, "b": { "command": "acme-browser-mcp" } } }`,
      "mcp-lint.json": `{ "data": { "endpoints": { "mcp.acme.example/sse": "https://mcp.acme.example/v2" }, "sharing": { "acme-*": "serial" } } }`,
    });
    expect(run([], { cwd }).stdout).toContain("use `https://mcp.acme.example/v2`");
    expect(run(["--fix", "--dry-run"], { cwd }).stdout).toMatch(/"sharing": "serial"/);
  });
});

describe("a server that may stay on stdio", () => {
  const cwd = (): string =>
    folderWith({
      ".mcp.json": `{ "mcpServers": { "memory": { "command": "mcp-memory" }, "db": { "command": "mcp-db" } } }\n`,
      "mcp-lint.json": `{ "allowStdio": [{ "server": "db", "reason": "isolation", "note": "one transaction each" }] }`,
    });

  it("is nothing to find, and --fix leaves it", () => {
    const at = cwd();
    const { stdout } = run([], { cwd: at });
    expect(stdout).toContain("`memory` is started again");
    expect(stdout).not.toContain("`db`");
    expect(run(["--fix"], { cwd: at }).status).toBe(0);
    const { stdout: after } = run([], { cwd: at });
    expect(after).toContain("No problems found");
    expect(after).toContain("2 servers in 2 files, 1 over stdio");
  });
});
