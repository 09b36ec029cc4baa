import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../cli/program.ts";

const plain = (name: string): string => `{ "type": "http", "url": "http://${name}.example/mcp" }`;
/** The same finding in every syntax; comments are for those that take them. */
const files = {
  ".mcp.json": `{\n  "mcpServers": {\n    "strict": ${plain("strict")}\n  }\n}\n`,
  ".vscode/mcp.json": `{\r\n\t"servers": {\r\n\t\t// mine\r\n\t\t"jsonc": ${plain("jsonc")}\r\n\t}\r\n}\r\n`,
  ".codex/config.toml": `[mcp_servers.toml]\nurl = "http://toml.example/mcp" # mine\n`,
  ".continue/mcpServers/docs.yaml": `name: a\nversion: 0.0.1\nschema: v1\nmcpServers:\n  - name: yaml\n    type: streamable-http\n    url: http://yaml.example/mcp # mine\n`,
};
const only = ["--only", "remote-plaintext"];
const read = (cwd: string, name: string): string => readFileSync(path.join(cwd, name), "utf8");

describe("--suppress", () => {
  it("accepts what is found in every syntax, and undo takes it back byte for byte", () => {
    const cwd = folderWith(files);
    expect(run(only, { cwd }).stdout).toContain("4 errors in 4 files");
    const { stdout, status } = run([...only, "--suppress", "--reason", "no certificate yet"], { cwd });
    expect(stdout).toContain("Suppressed 3 by comment, 1 by the config");
    expect(status).toBe(0);
    const after = run(only, { cwd });
    expect(after.stdout).toContain("No problems found; 4 suppressed");
    expect(after.status).toBe(0);
    expect(read(cwd, ".mcp.json")).toBe(files[".mcp.json"]);
    const comment = "mcp-lint-ignore remote-plaintext -- no certificate yet";
    expect(read(cwd, ".vscode/mcp.json")).toContain(`\r\n\t\t// mine\r\n\t\t// ${comment}\r\n\t\t"jsonc"`);
    expect(read(cwd, ".codex/config.toml")).toContain(`\n# ${comment}\nurl = `);
    expect(read(cwd, ".continue/mcpServers/docs.yaml")).toContain(`\n    # ${comment}\n    url: `);
    expect(run([...only, "--no-suppressions"], { cwd }).stdout).toContain("4 errors in 4 files");
    run(["undo"], { cwd });
    for (const [name, text] of Object.entries(files)) expect(read(cwd, name)).toBe(text);
    expect(existsSync(path.join(cwd, "mcp-lint.jsonc"))).toBe(false);
  });

  it("is taken out by --fix once the finding is gone, and leaves every other byte", () => {
    const cwd = folderWith(files);
    run([...only, "--suppress", "--reason", "no certificate yet"], { cwd });
    const secure = (name: string): string => read(cwd, name).replace("http://", "https://");
    for (const name of Object.keys(files)) writeFileSync(path.join(cwd, name), secure(name));
    expect(run(["--only", "remote-plaintext", "--only", "unused-suppression"], { cwd }).stdout).toContain(
      "4 warnings in 4 files",
    );
    run(["--fix", "--only", "remote-plaintext", "--only", "unused-suppression"], { cwd });
    for (const [name, text] of Object.entries(files)) {
      expect(read(cwd, name)).toBe(text.replace("http://", "https://"));
    }
    expect(JSON.parse(read(cwd, "mcp-lint.jsonc"))).toHaveProperty("ignores", []);
  });

  it("adds to a config that is there, and shows with --dry-run what it would write", () => {
    const config = `{\n  // ours\n  "failOn": "warning",\n  "ignores": [\n    { "rule": "http-only", "reason": "small" } // old\n  ]\n}\n`;
    const cwd = folderWith({ ".mcp.json": files[".mcp.json"], "mcp-lint.jsonc": config });
    const shown = run([...only, "--suppress", "--reason", "later", "--dry-run"], { cwd });
    expect(shown.stdout).toContain('+    { "rule": "remote-plaintext"');
    expect(read(cwd, "mcp-lint.jsonc")).toBe(config);
    run([...only, "--suppress", "--reason", "later"], { cwd });
    expect(read(cwd, "mcp-lint.jsonc")).toContain(`{ "rule": "http-only", "reason": "small" }, // old\n`);
    expect(run(only, { cwd }).stdout).toContain("1 suppressed");
  });

  it("needs a reason, and files to write to", () => {
    const cwd = folderWith(files);
    expect(run(["--suppress"], { cwd }).stderr).toContain("--suppress needs a reason");
    expect(run(["--reason", "x"], { cwd }).stderr).toContain("--reason is for --suppress alone");
    expect(run(["--suppress", "--reason", "x", "-"], { cwd, input: "{}" }).status).toBe(2);
  });

  it("writes no secret, and --fix leaves what is accepted", () => {
    const token = `ghp_${"k3".repeat(18)}`;
    const cwd = folderWith({
      ".mcp.json": `{ "mcpServers": { "a": { "command": "a", "env": { "GITHUB_TOKEN": "${token}" } } } }\n`,
    });
    run(["--suppress", "--reason", "mine alone"], { cwd });
    expect(read(cwd, "mcp-lint.jsonc")).not.toContain(token);
    const before = read(cwd, ".mcp.json");
    expect(run(["--fix=all"], { cwd }).stdout).toContain("suppressed");
    expect(read(cwd, ".mcp.json")).toBe(before);
  });
});

describe("baseline", () => {
  it("keeps old findings apart from new ones, wherever lines move", () => {
    const cwd = folderWith(files);
    expect(run(["baseline"], { cwd }).stderr).toContain("there is no baseline mcp-lint-baseline.json");
    expect(run(["baseline", "create"], { cwd }).stdout).toMatch(/holds \d+ findings \(\d+ new, 0 gone\)/);
    expect(run([], { cwd }).status).toBe(0);
    expect(run([], { cwd }).stdout).toMatch(/No problems found; \d+ suppressed/);
    writeFileSync(path.join(cwd, ".mcp.json"), `\n\n${files[".mcp.json"].replaceAll("  ", "      ")}`);
    expect(run([], { cwd }).stdout).toContain("No problems found");
    const more = files[".mcp.json"].replace(`"strict"`, `"new": ${plain("new")},\n    "strict"`);
    writeFileSync(path.join(cwd, ".mcp.json"), more);
    const { stdout, status } = run(only, { cwd });
    expect(stdout).toContain("`new` talks to");
    expect(stdout).not.toContain("`strict` talks to");
    expect(status).toBe(1);
    expect(run(["baseline", "create"], { cwd }).status).toBe(2);
  });

  it("is updated and pruned; a fixed finding and a new one never cancel out", () => {
    const cwd = folderWith({ ".mcp.json": files[".mcp.json"] });
    run(["baseline", "create"], { cwd });
    writeFileSync(path.join(cwd, ".mcp.json"), files[".mcp.json"].replaceAll("strict", "other"));
    const { stdout } = run(only, { cwd });
    expect(stdout).toContain("`other` talks to");
    expect(run([], { cwd }).stdout).toContain("warning[unused-suppression]");
    expect(run(["baseline", "prune"], { cwd }).stdout).toContain("holds 0 findings (1 gone)");
    expect(run(only, { cwd }).status).toBe(1);
    expect(run(["baseline", "update"], { cwd }).stdout).toContain("holds 1 finding (1 new, 0 gone)");
    expect(run([], { cwd }).status).toBe(0);
    const before = read(cwd, "mcp-lint-baseline.json");
    run(["baseline", "update"], { cwd });
    expect(read(cwd, "mcp-lint-baseline.json")).toBe(before);
  });

  it("holds no secret, no line and nothing that is accepted elsewhere", () => {
    const token = `ghp_${"k3".repeat(18)}`;
    const cwd = folderWith({
      ".mcp.json": `{\n  "mcpServers": {\n    "a": { "command": "a", "env": { "GITHUB_TOKEN": "${token}" } }\n  }\n}\n`,
      ".codex/config.toml": `[mcp_servers.b]\nurl = "http://b.example/mcp" # mcp-lint-ignore remote-plaintext -- x\n`,
      "mcp-lint.json": `{ "ignores": [{ "rule": "http-only", "reason": "small" }] }`,
    });
    run(["baseline", "create"], { cwd });
    const text = read(cwd, "mcp-lint-baseline.json");
    expect(text).toContain("inline-secret");
    for (const not of [token, "http-only", "remote-plaintext", `"line"`]) expect(text).not.toContain(not);
  });

  it("does not keep --fix from fixing what it holds, and goes down with it", () => {
    const cwd = folderWith({
      ".mcp.json": `{\n  "mcpServers": {\n    "a": { "url": "https://a.example/mcp" }\n  }\n}\n`,
    });
    run(["baseline", "create"], { cwd });
    run(["--fix"], { cwd });
    expect(read(cwd, ".mcp.json")).toContain(`"type": "http"`);
    expect(JSON.parse(read(cwd, "mcp-lint-baseline.json"))).toEqual({ version: 1, findings: {} });
  });

  it("may lie elsewhere, and must be one", () => {
    const cwd = folderWith({ ".mcp.json": files[".mcp.json"], "other.json": `{}` });
    run(["baseline", "create", "--baseline", "old.json"], { cwd });
    expect(run([], { cwd }).status).toBe(1);
    expect(run(["--baseline", "old.json"], { cwd }).status).toBe(0);
    expect(run(["--baseline", "gone.json"], { cwd }).stderr).toContain("there is no baseline gone.json");
    expect(run(["--baseline", "other.json"], { cwd }).stderr).toContain("other.json is no baseline");
  });
});

describe("a rule that did not run", () => {
  it("says nothing of its suppressions", () => {
    const cwd = folderWith({
      ".codex/config.toml": `[mcp_servers.b]\nurl = "https://b.example/mcp" # mcp-lint-ignore remote-plaintext -- x\n`,
      "mcp-lint.json": `{ "ignores": [{ "rule": "remote-plaintext", "server": "gone", "reason": "small" }] }`,
      "sub/.mcp.json": `{ "mcpServers": {} }`,
    });
    expect(run([], { cwd }).stdout).toContain("2 warnings in 2 files");
    expect(run(["--skip", "remote-plaintext"], { cwd }).stdout).toContain("No problems found");
    expect(run(["--only", "http-only"], { cwd }).stdout).toContain("No problems found");
    expect(run(["--rule", "unused-suppression:off"], { cwd }).stdout).toContain("No problems found");
    expect(run(["sub/.mcp.json"], { cwd }).stdout).toContain("No problems found");
  });
});

describe("overrides and allowStdio", () => {
  const config = `{
  "overrides": [{ "files": ["gone/.mcp.json"], "rules": { "remote-plaintext": "off" } }],
  "allowStdio": [{ "server": "gone", "reason": "isolation" }]
}\n`;
  const told = ["--only", "unused-suppression"];

  it("are spoken of where they name nothing that is there", () => {
    const cwd = folderWith({ ".mcp.json": files[".mcp.json"], "mcp-lint.jsonc": config });
    expect(run(told, { cwd }).stdout).toContain("2 warnings in 1 file");
    // What is only looked at in part may be elsewhere.
    expect(run([...told, ".mcp.json"], { cwd }).stdout).toContain("No problems found");
    expect(run([...told, "--no-suppressions"], { cwd }).stdout).toContain("No problems found");
    run(["--fix", ...told], { cwd });
    expect(read(cwd, "mcp-lint.jsonc")).toBe(config);
    run(["--fix=all", ...told], { cwd });
    expect(JSON.parse(read(cwd, "mcp-lint.jsonc"))).toEqual({ overrides: [], allowStdio: [] });
  });

  it("are left alone in a config from elsewhere, which other repositories share", () => {
    const shared = path.join(folderWith({ "shared.jsonc": config }), "shared.jsonc");
    const cwd = folderWith({ ".mcp.json": files[".mcp.json"], "mcp-lint.jsonc": JSON.stringify({ extends: shared }) });
    expect(run(told, { cwd }).stdout).toContain("No problems found");
    expect(run([...told, "--config", shared], { cwd }).stdout).toContain("No problems found");
  });
});
