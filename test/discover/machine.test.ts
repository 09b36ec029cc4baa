import { describe, expect, it } from "vitest";
import { discoverMachine } from "../../src/discover/machine.ts";
import type { Discovery } from "../../src/discover/source.ts";
import { memoryFileSystem, type MemoryFile } from "../../src/file-system/memory.ts";
import type { OperatingSystem, Platform } from "../../src/platform.ts";
import { someClients } from "./some-clients.ts";

const homes: Readonly<Record<OperatingSystem, string>> = {
  linux: "/home/ada",
  macos: "/Users/ada",
  windows: "C:/Users/ada",
};

/** The files of a machine; `~` stands for the home folder. */
async function discover(
  os: OperatingSystem,
  files: Readonly<Record<string, MemoryFile>>,
  env: Platform["env"] = {},
): Promise<Discovery> {
  const home = homes[os];
  const rooted = Object.entries(files).map(([path, file]) => [path.replace(/^~/, home), file] as const);
  const platform: Platform = { os, home: os === "windows" ? String.raw`C:\Users\ada` : home, cwd: home, env };
  return discoverMachine({
    fileSystem: memoryFileSystem(Object.fromEntries(rooted), os),
    platform,
    clients: someClients,
  });
}

const found = ({ sources }: Discovery) =>
  sources.map(({ shown, readers }) =>
    [shown, ...readers.map(({ client, file }) => `${file.scope} ${client.id}`)].join(" | "),
  );
const why = ({ sources }: Discovery, shown: string) => sources.find((source) => source.shown === shown)?.why;

describe("the user's own files", () => {
  it("on Linux", async () => {
    const result = await discover("linux", {
      "~/.claude.json": "{}",
      "~/.codex/config.toml": "",
      "~/.codex/work.config.toml": "",
      "~/.config/zed/settings.json": "{}",
      "~/.config/Code/User/mcp.json": "{}",
      "~/.config/Code/User/profiles/a1/mcp.json": "{}",
      "~/.claude/agents/reviewer.md": "",
      "~/.mcp.json": "{}",
      "~/notes/.cursor/mcp.json": "{}",
      "/etc/claude-code/managed-mcp.json": "{}",
    });
    expect(found(result)).toEqual([
      "/etc/claude-code/managed-mcp.json | managed claude-code",
      "~/.claude.json | user claude-code | local claude-code",
      "~/.claude/agents/reviewer.md | agent claude-code",
      "~/.codex/config.toml | user codex | user warp",
      "~/.codex/work.config.toml | profile codex",
      "~/.config/Code/User/mcp.json | user vscode",
      "~/.config/Code/User/profiles/a1/mcp.json | profile vscode",
      "~/.config/zed/settings.json | user zed",
      "~/.mcp.json | project claude-code",
    ]);
    expect(result.skipped).toEqual([]);
    expect(why(result, "~/.config/zed/settings.json")).toBe("user file of Zed");
  });

  it("on macOS", async () => {
    const result = await discover("macos", {
      "~/Library/Application Support/Claude/claude_desktop_config.json": "{}",
      "~/Library/Application Support/Cursor/User/mcp.json": "{}",
      "~/.config/Claude/claude_desktop_config.json": "{}",
      "/etc/claude-code/managed-mcp.json": "{}",
    });
    expect(found(result)).toEqual([
      "~/Library/Application Support/Claude/claude_desktop_config.json | user claude-desktop",
      "~/Library/Application Support/Cursor/User/mcp.json | user vscode",
    ]);
  });

  it("on Windows", async () => {
    const result = await discover("windows", {
      "~/AppData/Roaming/Claude/claude_desktop_config.json": "{}",
      "~/AppData/Local/Packages/Claude_pz/LocalCache/Roaming/Claude/claude_desktop_config.json": "{}",
      "~/.cursor/mcp.json": "{}",
    });
    expect(found(result)).toEqual([
      "~/.cursor/mcp.json | user cursor",
      "~/AppData/Local/Packages/Claude_pz/LocalCache/Roaming/Claude/claude_desktop_config.json | user claude-desktop",
      "~/AppData/Roaming/Claude/claude_desktop_config.json | user claude-desktop",
    ]);
    expect(result.sources[0]!.file).toBe(String.raw`C:\Users\ada\.cursor\mcp.json`);
  });

  it("lie where variables have moved them", async () => {
    const files = { "~/.codex/config.toml": "", "/volume/codex/config.toml": "", "/x/zed/settings.json": "{}" };
    const result = await discover("linux", files, { CODEX_HOME: "/volume/codex", XDG_CONFIG_HOME: "/x" });
    expect(found(result)).toEqual([
      "~/.codex/config.toml | user warp",
      "/volume/codex/config.toml | user codex",
      "/x/zed/settings.json | user zed",
    ]);
    expect(why(result, "/volume/codex/config.toml")).toBe("user file of Codex, moved by CODEX_HOME");
    expect(why(await discover("linux", files), "~/.codex/config.toml")).toBe("user file of Codex");
  });

  it("may not all be readable", async () => {
    const result = await discover("linux", {
      "~/.config/Code/User/profiles/": { error: "EACCES" },
      "~/.claude/agents/": { error: "EPERM" },
      "~/.claude.json": { error: "EACCES" },
      "~/.cursor/mcp.json": "{}",
    });
    expect(found(result)).toEqual(["~/.cursor/mcp.json | user cursor"]);
    expect(result.skipped).toEqual([
      { shown: "~/.claude.json", reason: "unreadable", detail: "EACCES" },
      { shown: "~/.claude/agents", reason: "unreadable", detail: "EPERM" },
      { shown: "~/.config/Code/User/profiles", reason: "unreadable", detail: "EACCES" },
    ]);
  });

  it("may be links into the nix store, and one file for several clients", async () => {
    const result = await discover("linux", {
      "/nix/store/abc-mcp.json": "{}",
      "~/.cursor/mcp.json": { link: "/nix/store/abc-mcp.json" },
      "~/dotfiles/code.json": "{}",
      "~/.config/Code/User/mcp.json": { link: "../../../dotfiles/code.json" },
      "~/.config/Cursor/User/mcp.json": { link: "../../../dotfiles/code.json" },
    });
    expect(result.sources).toMatchObject([
      { shown: "~/.config/Code/User/mcp.json", realFile: "/home/ada/dotfiles/code.json" },
      { shown: "~/.cursor/mcp.json", generated: "nix-store", realFile: "/nix/store/abc-mcp.json" },
    ]);
  });

  it("are told apart from places where nobody looks", async () => {
    const result = await discover("linux", { "~/.claude/mcp.json": "{}", "~/.cline/mcp.json": "{}" });
    expect(result.sources).toMatchObject([
      { shown: "~/.claude/mcp.json", readers: [], mistaken: { client: { id: "claude-code" } }, syntax: "json" },
      { shown: "~/.cline/mcp.json", readers: [], mistaken: { client: { id: "cline" } } },
    ]);
  });

  it("may be none", async () => {
    expect(await discover("linux", {})).toEqual({ sources: [], skipped: [] });
  });
});

describe("the projects that a client's state names", () => {
  const claude = (...folders: string[]): string =>
    JSON.stringify({ projects: Object.fromEntries(folders.map((folder) => [folder, {}])) });

  it("are looked into at their root only, when they exist", async () => {
    const result = await discover("linux", {
      "~/.claude.json": claude("/srv/app", "/gone", "relative", "/srv/file"),
      "/srv/file": "",
      "/srv/app/.mcp.json": "{}",
      "/srv/app/.devcontainer/python/devcontainer.json": "{}",
      "/srv/app/.vs/mcp.json": "{}",
      "/srv/app/sub/.mcp.json": "{}",
      "/srv/app/.claude/mcp.json": "{}",
    });
    expect(found(result)).toEqual([
      "~/.claude.json | user claude-code | local claude-code",
      "/srv/app/.claude/mcp.json",
      "/srv/app/.devcontainer/python/devcontainer.json | embedded vscode",
      "/srv/app/.mcp.json | project claude-code | project warp",
    ]);
    expect(why(result, "/srv/app/.mcp.json")).toBe(
      "project file of Claude Code, in a project that ~/.claude.json names",
    );
  });

  it("may be named by any of several clients", async () => {
    const result = await discover("linux", {
      "~/.codex/config.toml": '[projects."/p/codex"]\ntrust_level = "trusted"\n',
      "~/.gemini/projects.json": '{"projects": {"/p/gemini": "gemini-1"}}',
      "~/.gemini/trustedFolders.json": '{"/p/trusted": "TRUST_FOLDER", // mine\n}',
      "~/.config/Code/User/workspaceStorage/1/workspace.json": '{"folder": "file:///p/with%20space"}',
      "~/.config/Cursor/User/workspaceStorage/2/workspace.json": '{"workspace": "file:///p/all.code-workspace"}',
      "~/.config/Code/User/workspaceStorage/3/workspace.json": '{"folder": "vscode-remote://ssh/p/remote"}',
      "/p/all.code-workspace": '{"folders": [{"path": "member"}, {"uri": "file:///p/far"}, {"path": 3}, null],}',
      ...Object.fromEntries(
        ["codex", "gemini", "trusted", "with space", "member", "far", "remote"].map((name) => [
          `/p/${name}/.cursor/mcp.json`,
          "{}",
        ]),
      ),
    });
    expect(result.sources.map(({ shown }) => shown).filter((shown) => shown.startsWith("/p"))).toEqual([
      "/p/all.code-workspace",
      "/p/codex/.cursor/mcp.json",
      "/p/far/.cursor/mcp.json",
      "/p/gemini/.cursor/mcp.json",
      "/p/member/.cursor/mcp.json",
      "/p/trusted/.cursor/mcp.json",
      "/p/with space/.cursor/mcp.json",
    ]);
  });

  it("on Windows have drives", async () => {
    const result = await discover("windows", {
      "~/.claude.json": claude("D:/app"),
      "~/AppData/Roaming/Code/User/workspaceStorage/1/workspace.json": '{"folder": "file:///e%3A/lib"}',
      "D:/app/.vs/mcp.json": "{}",
      "e:/lib/.vscode/mcp.json": "{}",
    });
    expect(found(result)).toContain("D:/app/.vs/mcp.json | project visual-studio");
    expect(found(result)).toContain("e:/lib/.vscode/mcp.json | project vscode");
  });

  it("may include the home folder, whose files stay the user's own", async () => {
    const result = await discover("linux", { "~/.claude.json": claude("/home/ada"), "~/.cursor/mcp.json": "{}" });
    expect(found(result)).toContain("~/.cursor/mcp.json | user cursor | project grok-build");
  });

  it.each(["", "null", "[]", '{"projects": []}', '{"projects": {"\\u0000": 1}}', "{{{", '"text"', "\u0000\u0001"])(
    "are none where the state is %j",
    async (state) => {
      const result = await discover("linux", {
        "~/.claude.json": state,
        "~/.codex/config.toml": state,
        "~/.gemini/projects.json": state,
        "~/.gemini/trustedFolders.json": state,
        "~/.config/Code/User/workspaceStorage/1/workspace.json": state,
      });
      expect(result.sources.map(({ shown }) => shown)).toEqual(["~/.claude.json", "~/.codex/config.toml"]);
    },
  );
});
