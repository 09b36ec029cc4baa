import { describe, expect, it } from "vitest";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import { fix } from "../../src/run.ts";
import { defaultSettings } from "../../src/settings.ts";
import { migrated, text, type Files, type Scope } from "../hub-form/migrated.ts";

/** What the findings of `http-only` that are left say about why, in the preset that lets nothing pass. */
async function notes(files: Files, scope: Scope): Promise<readonly string[]> {
  const { result } = await migrated(files, scope, { preset: "hub" });
  expect(result.changes.map(({ file }) => file)).toEqual([]);
  const findings = result.after.diagnostics.filter(({ rule }) => rule === "http-only");
  return findings.flatMap((each) => each.notes).filter((note) => note.startsWith("--fix leaves"));
}

const entry = (values: object): string => JSON.stringify({ command: "npx", args: ["-y", "a@1.0.0"], ...values });
const vscode = (values: object): Files => ({ ".vscode/mcp.json": `{ "servers": { "a": ${entry(values)} } }` });
const inMap = (values: object): string => `{ "mcpServers": { "a": ${entry(values)} } }`;

describe("an entry stays, with the reason, when", () => {
  it.each<[string, Files, Scope, string]>([
    [
      "its client asks a person",
      vscode({ env: { T: "${input:token}" } }),
      "project",
      "Visual Studio Code asks for `${input:token}`",
    ],
    [
      "its client was meant to ask a person",
      { ".gemini/settings.json": inMap({ env: { T: "$input:token" } }) },
      "project",
      "Gemini CLI asks for `$input:`",
    ],
    [
      "its client sets a variable",
      vscode({ args: ["${workspaceFolder}/a.js"] }),
      "project",
      "Only Visual Studio Code knows what `${workspaceFolder}`",
    ],
    [
      "the editor puts in what is selected",
      vscode({ args: ["${selectedText}"] }),
      "project",
      "Only Visual Studio Code knows what `${selectedText}`",
    ],
    [
      "the editor runs a command for a value",
      vscode({ env: { T: "${command:pick}" } }),
      "project",
      "Only Visual Studio Code knows what `${command:VAR}`",
    ],
    ["variables come from a file", vscode({ envFile: ".env" }), "project", "reads its variables from a file"],
    [
      "it runs in a sandbox of its client",
      vscode({ sandboxEnabled: true }),
      "project",
      "`sandboxEnabled` makes Visual Studio Code",
    ],
    [
      "a plugin's folder is meant",
      { ".mcp.json": inMap({ command: "${CLAUDE_PLUGIN_ROOT}/a" }) },
      "project",
      "Only Claude Code knows what `${CLAUDE_PLUGIN_ROOT}`",
    ],
    [
      "a file is read into it",
      {
        "opencode.json":
          '{ "mcp": { "a": { "type": "local", "command": ["a"], "environment": { "T": "{file:~/.token}" } } } }',
      },
      "project",
      "Only OpenCode can resolve `{file:VAR}`",
    ],
    [
      "a command is run for it",
      { "crush.json": '{ "mcp": { "a": { "type": "stdio", "command": "a", "env": { "T": "$(pass show token)" } } } }' },
      "project",
      "Only Crush can resolve `$(command)`",
    ],
    [
      "nobody knows what its client makes of a reference",
      { ".junie/mcp/mcp.json": inMap({ env: { T: "${TOKEN}" } }) },
      "project",
      "It is not known what JetBrains Junie",
    ],
    [
      "the secrets are in a keyring",
      {
        ".config/goose/config.yaml":
          "extensions:\n  a:\n    enabled: true\n    name: a\n    type: stdio\n    cmd: uvx\n    args: [a]\n    env_keys: [TOKEN]\n",
      },
      "user",
      "Only Goose can resolve `env_keys`",
    ],
    [
      "each project has its own",
      { ".cursor/mcp.json": inMap({ args: ["-y", "a@1.0.0", "./data"] }) },
      "user",
      "Cursor starts it in the folder of each project",
    ],
    [
      "its folder is relative to nobody knows what",
      { ".gemini/settings.json": inMap({ cwd: "tools" }) },
      "user",
      "working directory is relative",
    ],
    [
      "its client loses URLs written as others take them",
      { ".config/Jan/data/mcp_config.json": inMap({}) },
      "user",
      "Releases of Jan differ in how they take a URL",
    ],
    [
      "an administrator keeps its file",
      { ".grok/managed_config.toml": '[mcp_servers.a]\ncommand = "a"\n' },
      "user",
      "managed by someone else",
    ],
    [
      "a tool makes its file from another one",
      { ".ruler/ruler.toml": "[mcp_servers.a]\n", ".mcp.json": inMap({}) },
      "project",
      "The file is generated",
    ],
    ["its client is hardly known", { ".ai/mcp/mcp.json": inMap({}) }, "project", "only known from third parties"],
    ["the manifest is broken", { ...vscode({}), "mcp-hub.json": "{" }, "project", "The hub manifest cannot be read"],
    [
      "the manifest makes no sense",
      { ...vscode({}), "mcp-hub.json": '{ "servers": { "b": {} } }' },
      "project",
      "The hub manifest cannot be read",
    ],
  ])("%s", async (_, files, scope, note) => {
    const found = await notes(files, scope);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(note);
  });

  it("a part of a password looks like a variable, without showing it", async () => {
    const [note] = await notes({ ".junie/mcp/mcp.json": inMap({ env: { PASSWORD: "pa$sword" } }) }, "project");
    expect(note).toContain("It is not known what JetBrains Junie makes of `$VAR`");
    expect(note).not.toContain("sword");
  });

  it.each<[string, Files, string]>([
    [
      "client has",
      { ".trae/mcp.json": inMap({}) },
      "The hub asks for a token, and Trae cannot take it from a variable",
    ],
    [
      "clients have in common",
      { ".cursor/mcp.json": inMap({}), ".grok/config.toml": '[mcp_servers.b]\nurl = "https://b.example.com/mcp"\n' },
      "the clients that read this file have no common way to take it from a variable",
    ],
  ])("the hub asks for a token, and there is no way to give it that its %s", async (_, files, note) => {
    const { result } = await migrated(files, "project", { preset: "hub", token: true });
    const found = result.after.diagnostics.filter(({ rule }) => rule === "http-only").flatMap((each) => each.notes);
    expect(found.join("\n")).toContain(note);
  });

  it("another fix would be lost when a tool makes the file again", async () => {
    const files = {
      "/project/.rulesync/mcp.json": '{ "mcpServers": { "a": { "url": "https://a.example.com/mcp" } } }',
      "/project/.mcp.json": '{ "mcpServers": { "a": { "url": "https://a.example.com/mcp" } } }',
    };
    const platform = { os: "linux", home: "/home/ada", cwd: "/project", env: {} } as const;
    const host = { fileSystem: memoryFileSystem({ "/home/ada/": "", ...files }, "linux"), platform };
    const choice = { safety: "all", rules: ["url-without-type"] } as const;
    const { changes, skipped } = await fix({ paths: [], ignore: true }, defaultSettings, choice, host);
    expect(changes).toEqual([]);
    expect(skipped.map(({ why }) => why)).toEqual(["It is made from .rulesync/mcp.json: change that"]);
  });

  it("its file must only be rewritten with care, unless all fixes are asked for", async () => {
    const { result } = await migrated({ ".kiro/agents/a.json": inMap({}) }, "project");
    expect(result.changes).toEqual([]);
    expect(result.skipped.map(({ kind }) => kind)).toEqual(["unsafe"]);
  });
});

describe("references are translated for the hub", () => {
  it.each<[string, Files, object]>([
    [
      "VS Code",
      vscode({ args: ["${userHome}/a"], env: { T: "${env:TOKEN}" } }),
      { args: ["${HOME}/a"], env: { T: "${TOKEN}" } },
    ],
    [
      "Claude Code",
      { ".mcp.json": inMap({ args: [], env: { T: "${TOKEN:-none}" } }) },
      { env: { T: "${TOKEN:-none}" } },
    ],
    [
      "OpenCode",
      {
        "opencode.json":
          '{ "mcp": { "a": { "type": "local", "command": ["npx"], "environment": { "T": "x{env:TOKEN}" } } } }',
      },
      { env: { T: "x${TOKEN}" } },
    ],
    ["Gemini CLI", { ".gemini/settings.json": inMap({ args: [], env: { T: "$TOKEN" } }) }, { env: { T: "${TOKEN}" } }],
    [
      "Codex, which expands none",
      { ".codex/config.toml": '[mcp_servers.a]\ncommand = "npx"\nenv_vars = ["TOKEN"]\nenv = { T = "${TOKEN}" }\n' },
      { env: { T: "$${TOKEN}", TOKEN: "${TOKEN}" } },
    ],
  ])("%s", async (_, files, definition) => {
    const { files: after } = await migrated(files, "project");
    const { a } = JSON.parse(text(after)["mcp-hub.json"]!).servers;
    expect(a).toEqual({ command: "npx", port: a.port, sharing: "shared", ...definition });
  });
});
