import { describe, expect, it } from "vitest";
import { clients } from "../../src/clients/index.ts";
import { expandPaths, isProjectPattern } from "../../src/clients/paths.ts";
import type { OperatingSystem, Platform } from "../../src/platform.ts";

function platform(os: OperatingSystem, env: Platform["env"] = {}): Platform {
  if (os === "windows") return { os, home: "C:\\Users\\ada", cwd: "D:\\work", env };
  return { os, home: os === "macos" ? "/Users/ada" : "/home/ada", cwd: "/volume", env };
}

describe("a pattern", () => {
  it.each([".mcp.json", "*.code-workspace", ".devcontainer/*/devcontainer.json", "_agents/mcp_config.json", ""])(
    "%j is relative to a project",
    (pattern) => {
      expect(isProjectPattern(pattern)).toBe(true);
      expect(expandPaths(pattern, platform("linux"))).toEqual([]);
    },
  );

  it.each([
    "~/.claude.json",
    "/etc/x.json",
    "C:/x.json",
    "%APPDATA%/x.json",
    "${X}",
    "${X:-~/.x}/x.json",
    "<app-data>/x",
  ])("%j is not", (pattern) => {
    expect(isProjectPattern(pattern)).toBe(false);
  });
});

describe("the path", () => {
  it.each<[pattern: string, os: OperatingSystem, env: Platform["env"], expected: readonly string[]]>([
    ["~/.cursor/mcp.json", "linux", {}, ["/home/ada/.cursor/mcp.json"]],
    ["~/.cursor/mcp.json", "windows", {}, ["C:\\Users\\ada\\.cursor\\mcp.json"]],
    ["/etc/codex/config.toml", "macos", {}, ["/etc/codex/config.toml"]],
    ["/etc/codex/config.toml", "windows", {}, []],
    ["C:/ProgramData/x.json", "windows", {}, ["C:\\ProgramData\\x.json"]],
    ["C:/ProgramData/x.json", "linux", {}, []],
    ["~/.claude/agents/*.md", "linux", {}, ["/home/ada/.claude/agents/*.md"]],

    ["${CODEX_HOME:-~/.codex}/config.toml", "linux", {}, ["/home/ada/.codex/config.toml"]],
    ["${CODEX_HOME:-~/.codex}/config.toml", "linux", { CODEX_HOME: "" }, ["/home/ada/.codex/config.toml"]],
    ["${CODEX_HOME:-~/.codex}/config.toml", "linux", { CODEX_HOME: "/srv/codex/" }, ["/srv/codex/config.toml"]],
    ["${CODEX_HOME:-~/.codex}/config.toml", "linux", { CODEX_HOME: "here" }, ["/volume/here/config.toml"]],
    ["${CODEX_HOME:-~/.codex}/config.toml", "windows", { CODEX_HOME: "E:\\codex" }, ["E:\\codex\\config.toml"]],
    ["${CLAUDE_CONFIG_DIR:-~}/.claude.json", "macos", {}, ["/Users/ada/.claude.json"]],
    ["${X:-%LOCALAPPDATA%/crush}/crush.json", "windows", {}, ["C:\\Users\\ada\\AppData\\Local\\crush\\crush.json"]],
    ["${X:-/etc/x.json}", "linux", {}, ["/etc/x.json"]],
    ["${X}", "linux", { X: "/tmp/x.json" }, ["/tmp/x.json"]],
    ["${X}", "linux", {}, []],
    ["${X}/x.json", "linux", {}, []],

    ["%APPDATA%/Zed/settings.json", "windows", {}, ["C:\\Users\\ada\\AppData\\Roaming\\Zed\\settings.json"]],
    ["%APPDATA%/Zed/settings.json", "windows", { APPDATA: "E:\\roam" }, ["E:\\roam\\Zed\\settings.json"]],
    ["%APPDATA%/Zed/settings.json", "linux", { APPDATA: "E:\\roam" }, []],
    ["%LOCALAPPDATA%/Packages/Claude_*/x", "windows", {}, ["C:\\Users\\ada\\AppData\\Local\\Packages\\Claude_*\\x"]],

    ["<app-data>/Claude/x.json", "linux", {}, ["/home/ada/.config/Claude/x.json"]],
    ["<app-data>/Claude/x.json", "linux", { XDG_CONFIG_HOME: "/cfg" }, ["/cfg/Claude/x.json"]],
    ["<app-data>/Claude/x.json", "macos", {}, ["/Users/ada/Library/Application Support/Claude/x.json"]],
    ["<app-data>/Claude/x.json", "windows", {}, ["C:\\Users\\ada\\AppData\\Roaming\\Claude\\x.json"]],
  ])("%s on %s with %o is %j", (pattern, os, env, expected) => {
    expect(expandPaths(pattern, platform(os, env))).toEqual(expected);
  });

  it("of a VS Code relative is that of every one", () => {
    const on = (os: OperatingSystem, env = {}): readonly string[] =>
      expandPaths("<vscode-user>/settings.json", platform(os, env));
    expect(on("macos")).toContain("/Users/ada/Library/Application Support/Code - Insiders/User/settings.json");
    expect(on("windows")).toContain("C:\\Users\\ada\\AppData\\Roaming\\Trae CN\\User\\settings.json");
    expect(on("linux")).toContain("/home/ada/.config/Positron/User/settings.json");
    expect(on("linux")).toContain("/home/ada/.vscode-server/data/User/settings.json");
    expect(on("macos")).not.toContain("/Users/ada/.vscode-server/data/User/settings.json");
    expect(on("linux", { VSCODE_PORTABLE: "/usb" })).toContain("/usb/user-data/User/settings.json");
  });

  it.each<OperatingSystem>(["linux", "macos", "windows"])("of every client is absolute on %s", (os) => {
    const all = clients.flatMap(({ files }) => files.flatMap(({ paths }) => paths));
    const expanded = all.flatMap((pattern) => expandPaths(pattern, platform(os)));
    expect(expanded.length).toBeGreaterThan(100);
    const absolute = os === "windows" ? /^[A-Z]:\\[^/]+$/ : /^\/[^\\]+$/;
    expect(expanded.filter((path) => !absolute.test(path) || /[<>%{}~]/.test(path))).toEqual([]);
  });
});
