import { describe, expect, it } from "vitest";
import { discoverRepo, repositoryRoot } from "../../src/discover/repo.ts";
import type { Discovery } from "../../src/discover/source.ts";
import { memoryFileSystem, type MemoryFile } from "../../src/file-system/memory.ts";
import type { OperatingSystem, Platform } from "../../src/platform.ts";
import { someClients } from "./some-clients.ts";

const repo = "/home/ada/repo";

function discover(
  files: Readonly<Record<string, MemoryFile>>,
  { root = repo, cwd = root, ignore = true }: { root?: string; cwd?: string; ignore?: boolean } = {},
): Discovery {
  const fileSystem = memoryFileSystem(
    Object.fromEntries(
      Object.entries(files).map(([path, file]) => [path.startsWith("/") ? path : `${repo}/${path}`, file]),
    ),
    "linux",
  );
  const platform: Platform = { os: "linux", home: "/home/ada", cwd, env: {} };
  return discoverRepo(root, { fileSystem, platform, clients: someClients, ignore });
}

const shown = ({ sources }: Discovery) => sources.map((source) => source.shown);
const passedOver = ({ skipped }: Discovery) => skipped.map(({ shown, reason }) => `${shown} ${reason}`);

describe("a repository", () => {
  it("gives every config at any depth, in the order of the paths", () => {
    const found = discover({
      ".mcp.json": "{}",
      "README.md": "",
      "packages/b/.vscode/mcp.json": "{}",
      "packages/a/.cursor/mcp.json": "{}",
      "packages/a/src/index.ts": "",
    });
    expect(shown(found)).toEqual([".mcp.json", "packages/a/.cursor/mcp.json", "packages/b/.vscode/mcp.json"]);
    expect(found.skipped).toEqual([]);
    expect(found.sources[2]).toMatchObject({
      file: `${repo}/packages/b/.vscode/mcp.json`,
      syntax: "jsonc",
      why: "project file of VS Code",
    });
    expect(found.sources[2]).not.toHaveProperty("realFile");
  });

  it("may be empty or missing", () => {
    expect(discover({})).toEqual({ sources: [], skipped: [] });
    expect(discover({ "README.md": "" }, { root: "/nowhere" })).toEqual({ sources: [], skipped: [] });
  });

  it.each(["node_modules/x", ".git", ".hg", ".svn", ".jj", ".venv", "deep/__pycache__", ".cache/p"])(
    "is never looked for in %s",
    (folder) => expect(shown(discover({ [`${folder}/.mcp.json`]: "{}", ".mcp.json": "{}" }))).toEqual([".mcp.json"]),
  );

  it("is not looked for in a virtual environment, whatever its name", () => {
    expect(shown(discover({ "tools/pyvenv.cfg": "", "tools/lib/.mcp.json": "{}" }))).toEqual([]);
  });

  it.each([
    "test/fixtures/a",
    "src/__fixtures__",
    "test-fixtures",
    "fixture",
    "pkg/testdata",
    "test-data",
    "test_data/x",
  ])("passes over what tests of another program read in %s", (folder) => {
    const files = { [`${folder}/.cursor/mcp.json`]: "{}", ".mcp.json": "{}" };
    const found = discover(files);
    expect(shown(found)).toEqual([".mcp.json"]);
    expect(passedOver(found)).toEqual([`${folder}/.cursor/mcp.json test-data`]);
    expect(shown(discover(files, { ignore: false }))).toEqual([".mcp.json", `${folder}/.cursor/mcp.json`]);
    expect(shown(discover(files, { root: `${repo}/${folder}` }))).toEqual([".cursor/mcp.json"]);
  });

  it.each(["fixtures-app", "data", "tests/app"])("takes %s for no test data", (folder) =>
    expect(shown(discover({ [`${folder}/.mcp.json`]: "{}" }))).toEqual([`${folder}/.mcp.json`]),
  );

  it("does not go into another file system, and says so", () => {
    const found = discover({ "share/": { device: 7 }, "share/.mcp.json": "{}", "own/.mcp.json": "{}" });
    expect(shown(found)).toEqual(["own/.mcp.json"]);
    expect(passedOver(found)).toEqual(["share network-mount"]);
  });

  it("passes over what may not be read", () => {
    const found = discover({
      "secret/": { error: "EACCES" },
      ".cursor/mcp.json": { error: "EACCES" },
      ".mcp.json": "{}",
    });
    expect(shown(found)).toEqual([".mcp.json"]);
    expect(found.skipped).toEqual([
      { shown: ".cursor/mcp.json", reason: "unreadable", detail: "EACCES" },
      { shown: "secret", reason: "unreadable", detail: "EACCES" },
    ]);
  });

  it("passes over a file that is too large, before it is read", () => {
    const found = discover({ ".mcp.json": new Uint8Array(64 * 1024 * 1024 + 1), ".vscode/mcp.json": "{}" });
    expect(shown(found)).toEqual([".vscode/mcp.json"]);
    expect(passedOver(found)).toEqual([".mcp.json too-large"]);
  });

  it("passes over scripts of chezmoi", () => {
    const found = discover({ "dot_cursor/modify_mcp.json": "#!/bin/sh" });
    expect(passedOver(found)).toEqual(["dot_cursor/modify_mcp.json not-a-config"]);
  });

  it("shows paths as seen from the working directory, or from home", () => {
    const files = { ".mcp.json": "{}", "sub/.mcp.json": "{}" };
    expect(shown(discover(files, { cwd: `${repo}/sub` }))).toEqual(["~/repo/.mcp.json", ".mcp.json"]);
    expect(shown(discover(files, { cwd: "/" }))).toEqual(["~/repo/.mcp.json", "~/repo/sub/.mcp.json"]);
    expect(shown(discover({ "/srv/x/.mcp.json": "{}" }, { root: "/srv/x", cwd: "/tmp" }))).toEqual([
      "/srv/x/.mcp.json",
    ]);
  });

  it("is found from below", () => {
    const fileSystem = memoryFileSystem(
      { "/a/.git/HEAD": "", "/a/b/c/x": "", "/w/.git": "gitdir: /a", "/z/x": "" },
      "linux",
    );
    expect(repositoryRoot("/a/b/c", fileSystem)).toBe("/a");
    expect(repositoryRoot("/w", fileSystem)).toBe("/w");
    expect(repositoryRoot("/z", fileSystem)).toBe("/z");
    const windows = memoryFileSystem({ "C:/a/.git/HEAD": "", "C:/a/b/x": "" }, "windows");
    expect(repositoryRoot(String.raw`C:\a\b`, windows)).toBe(String.raw`C:\a`);
  });
});

describe("on every system", () => {
  const cases: [OperatingSystem, string, string][] = [
    ["linux", "/home/ada", "/home/ada/repo"],
    ["macos", "/Users/ada", "/Users/ada/repo"],
    ["windows", String.raw`C:\Users\ada`, String.raw`D:\repo`],
  ];
  it.each(cases)("%s", (os, home, root) => {
    const fileSystem = memoryFileSystem({ [`${root}/x/.cursor/mcp.json`]: "{}", [`${root}/.gitignore`]: "x/y\n" }, os);
    const platform: Platform = { os, home, cwd: root, env: {} };
    const { sources } = discoverRepo(root, { fileSystem, platform, clients: someClients, ignore: true });
    expect(sources.map(({ shown }) => shown)).toEqual(["x/.cursor/mcp.json"]);
    expect(sources[0]!.file).toBe(
      os === "windows" ? String.raw`D:\repo\x\.cursor\mcp.json` : `${root}/x/.cursor/mcp.json`,
    );
  });
});

describe("what Git ignores", () => {
  it("is passed over and counted, in the folders of clients alone", () => {
    const found = discover({
      ".gitignore": ".cursor/\n*.code-workspace\ndist\n.claude/\n",
      ".cursor/mcp.json": "{}",
      "a.code-workspace": "{}",
      "dist/.mcp.json": "{}",
      "dist/.cursor/mcp.json": "{}",
      ".claude/worktrees/x/.mcp.json": "{}",
      ".mcp.json": "{}",
    });
    expect(shown(found)).toEqual([".mcp.json"]);
    expect(passedOver(found)).toEqual([".cursor/mcp.json ignored", "a.code-workspace ignored"]);
  });

  it("is not passed over when all is asked for", () => {
    const files = { ".gitignore": ".cursor/\n", ".cursor/mcp.json": "{}" };
    expect(shown(discover(files, { ignore: false }))).toEqual([".cursor/mcp.json"]);
  });

  it("may be taken back in the same file or a nearer one", () => {
    const found = discover({
      ".gitignore": ".mcp.json\n!keep/.mcp.json\n.vscode/*\n!.vscode/mcp.json\n",
      ".mcp.json": "{}",
      "keep/.mcp.json": "{}",
      "a/.gitignore": "!.mcp.json\n",
      "a/.mcp.json": "{}",
      "a/b/.gitignore": "/.mcp.json\n",
      "a/b/.mcp.json": "{}",
      "a/b/c/.mcp.json": "{}",
      ".vscode/mcp.json": "{}",
    });
    expect(shown(found)).toEqual([".vscode/mcp.json", "a/.mcp.json", "a/b/c/.mcp.json", "keep/.mcp.json"]);
    expect(passedOver(found)).toEqual([".mcp.json ignored", "a/b/.mcp.json ignored"]);
  });

  it("stays ignored below an ignored folder, as Git has it", () => {
    const found = discover({ ".gitignore": ".cursor/\n!.cursor/mcp.json\n", ".cursor/mcp.json": "{}" });
    expect(passedOver(found)).toEqual([".cursor/mcp.json ignored"]);
  });

  it("may be written in .git/info/exclude, which every other file outranks", () => {
    const found = discover({
      ".git/info/exclude": ".mcp.json\n",
      "a/.gitignore": "!.mcp.json",
      ".mcp.json": "{}",
      "a/.mcp.json": "{}",
    });
    expect(shown(found)).toEqual(["a/.mcp.json"]);
  });

  it("holds for a folder inside the repository, unless that folder is itself ignored", () => {
    const files = {
      ".git/HEAD": "",
      ".gitignore": "secret.code-workspace\nbuild/\n",
      "app/secret.code-workspace": "{}",
      "app/.mcp.json": "{}",
      "build/.mcp.json": "{}",
    };
    expect(shown(discover(files, { root: `${repo}/app` }))).toEqual([".mcp.json"]);
    expect(shown(discover(files, { root: `${repo}/build` }))).toEqual([".mcp.json"]);
  });

  it("is judged with the case of the letters on Linux", () => {
    expect(shown(discover({ ".gitignore": ".MCP.json\n", ".mcp.json": "{}" }))).toEqual([".mcp.json"]);
  });

  it.each(["\uFEFF.mcp.json\n", ".mcp.json\r\n", "\\.mcp.json", "**/.mcp.json", "[.]mcp.json\n"])(
    "is read from %j",
    (text) => expect(shown(discover({ ".gitignore": text, ".mcp.json": "{}" }))).toEqual([]),
  );

  it("is whatever it can be where the file is no text", () => {
    const bytes = Uint8Array.from([0, 255, 254, 91, 92, 10, 40, 63, 10]);
    expect(shown(discover({ ".gitignore": bytes, ".mcp.json": "{}" }))).toEqual([".mcp.json"]);
  });
});

describe("links", () => {
  it("to one file give one source with the readers of every path", () => {
    const found = discover({ ".mcp.json": "{}", ".cursor/mcp.json": { link: "../.mcp.json" } });
    expect(shown(found)).toEqual([".mcp.json"]);
    expect(found.sources[0]!.readers.map(({ client }) => client.id)).toEqual([
      "claude-code",
      "cursor",
      "warp",
      "grok-build",
    ]);
    expect(found.sources[0]).not.toHaveProperty("realFile");
  });

  it("to a file outside, or of another name, keep their own path", () => {
    const found = discover({
      "/home/ada/shared.json": "{}",
      "ai.json": "{}",
      ".cursor/mcp.json": { link: "/home/ada/shared.json" },
      ".vscode/mcp.json": { link: "../../shared.json" },
      ".mcp.json": { link: "ai.json" },
    });
    expect(found.sources).toMatchObject([
      { shown: ".cursor/mcp.json", realFile: "/home/ada/shared.json" },
      { shown: ".mcp.json", realFile: `${repo}/ai.json` },
    ]);
    expect(found.sources[0]!.readers.map(({ client }) => client.id)).toEqual(["cursor", "vscode", "grok-build"]);
  });

  it("to nothing, to a folder and to themselves are passed over", () => {
    const found = discover({
      ".mcp.json": { link: "gone" },
      ".cursor/mcp.json": { link: ".." },
      ".vscode/mcp.json": { link: "mcp.json" },
    });
    expect(found.sources).toEqual([]);
    expect(passedOver(found)).toEqual([
      ".cursor/mcp.json not-a-file",
      ".mcp.json not-a-file",
      ".vscode/mcp.json not-a-file",
    ]);
  });

  it("with the name of a client's folder make what lies behind them that client's", () => {
    const found = discover({ ".cursor": { link: "ai" }, ".vscode": { link: "ai" }, "ai/mcp.json": "{}" });
    expect(shown(found)).toEqual([".cursor/mcp.json"]);
    expect(found.sources[0]!.realFile).toBe(`${repo}/ai/mcp.json`);
    expect(found.sources[0]!.readers.map(({ client }) => client.id)).toEqual(["cursor", "vscode", "grok-build"]);
  });

  it("that run in circles or lead out of the repository end the walk", () => {
    const found = discover({
      "/home/ada/elsewhere/mcp.json": "{}",
      "a/b/.mcp.json": "{}",
      "a/b/up": { link: "../.." },
      "a/b/.claude": { link: "../.." },
      "a/.cursor": { link: "../.config" },
      ".config": { link: "a" },
      ".vscode": { link: "/home/ada/elsewhere" },
    });
    expect(shown(found)).toEqual(["a/b/.mcp.json"]);
  });

  it("into the nix store mark what is generated", () => {
    const found = discover({
      "/nix/store/abc-mcp.json": "{}",
      "/nix/store/def-home-manager-files/.mcp.json": "{}",
      ".cursor/mcp.json": { link: "/nix/store/abc-mcp.json" },
      ".mcp.json": { link: "/nix/store/def-home-manager-files/.mcp.json" },
    });
    expect(found.sources.map(({ generated }) => generated)).toEqual(["nix-store", "home-manager"]);
  });
});

describe("what a plugin manager installed", () => {
  const generated = (files: Readonly<Record<string, MemoryFile>>, root?: string): unknown =>
    discover(files, root === undefined ? {} : { root }).sources.map((source) => source.generated);

  it.each([
    ".claude/plugins/cache/market/a/1.0.0/.mcp.json",
    "dot_claude/plugins/marketplaces/official/plugins/a/.mcp.json",
    ".codex/.tmp/plugins/a/.mcp.json",
    ".copilot/installed-plugins/_direct/a/.mcp.json",
    ".antigravity/extensions/acme.lens-17.12.1-universal/.mcp.json",
    ".gemini/extensions/context7/.mcp.json",
    "tools/.qwen/extensions/context7/plugins/cursor/.mcp.json",
  ])("is known by its place: %s", (file) => expect(generated({ [file]: "{}" })).toEqual(["installed-plugin"]));

  it("is known by the note beside it, where people keep extensions of their own as well", () => {
    const [own, fetched] = ["/home/ada/.gemini/extensions/own", "/home/ada/.gemini/extensions/fetched"];
    const files = {
      [`${fetched}/.gemini-extension-install.json`]: "{}",
      [`${fetched}/.mcp.json`]: "{}",
      [`${own}/.mcp.json`]: "{}",
    };
    expect(generated(files, "/home/ada")).toEqual(["installed-plugin", undefined]);
  });

  it.each([".claude/plugins/mine/.mcp.json", "plugins/cache/.mcp.json", ".claude/skills/a/.mcp.json"])(
    "is not what somebody wrote: %s",
    (file) => expect(generated({ [file]: "{}" })).toEqual([undefined]),
  );
});

describe("what a tool makes from one file for many clients", () => {
  const servers = '{ "mcpServers": { "time": { "command": "uvx", "args": ["mcp-server-time"] } } }';
  const made = (files: Readonly<Record<string, MemoryFile>>): unknown =>
    discover(files).sources.map(({ shown, generated, madeFrom }) => [shown, generated, madeFrom]);

  it.each([
    [".ruler/ruler.toml", '[mcp_servers."time"]\ncommand = "uvx"\n', "ruler"],
    [".ruler/mcp.json", servers, "ruler"],
    [".rulesync/mcp.jsonc", `// all\n${servers}`, "rulesync"],
    [".rulesync/mcp.json", servers, "rulesync"],
    [".agentsmesh/mcp.json", servers, "agentsmesh"],
  ])("names %s", (file, text, tool) => {
    const files = { [file]: text, ".cursor/mcp.json": servers, ".mcp.json": servers };
    expect(made(files)).toEqual([".cursor/mcp.json", ".mcp.json"].map((shown) => [shown, tool, file]));
  });

  it.each(["dot_config/rulesync/.rulesync/mcp.json", ".config/rulesync/.rulesync/mcp.json"])(
    "is what lies in the home folder and is made from %s, and nothing of a project",
    (file) => {
      const files = { [file]: servers, "dot_cursor/mcp.json": servers, ".mcp.json": servers };
      expect(made(files)).toEqual([
        [".mcp.json", undefined, undefined],
        ["dot_cursor/mcp.json", "rulesync", file],
      ]);
    },
  );

  it("is not what has other servers, what lies beside another folder, and what the tool has no servers for", () => {
    const other = '{ "mcpServers": { "fetch": { "command": "time" } } }';
    expect(made({ ".ruler/ruler.toml": "[mcp_servers.time]\n", ".mcp.json": other, "a/.mcp.json": servers })).toEqual([
      [".mcp.json", undefined, undefined],
      ["a/.mcp.json", undefined, undefined],
    ]);
    expect(made({ ".ruler/ruler.toml": "nested = true\n", ".mcp.json": servers })).toEqual([
      [".mcp.json", undefined, undefined],
    ]);
  });
});
