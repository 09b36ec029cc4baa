import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matcherOf } from "../../src/discover/match.ts";
import { someClients } from "./some-clients.ts";

const matcher = matcherOf(someClients);
const match = (path: string) => matcher.match(path.split("/"));
const readers = (path: string) => match(path)?.readers.map(({ client, file }) => `${file.scope} ${client.id}`);

describe("the readers of a path in a repository", () => {
  it.each([
    [".cursor/mcp.json", ["project cursor", "project grok-build"]],
    ["packages/a/b/.cursor/mcp.json", ["project cursor", "project grok-build"]],
    [".codex/config.toml", ["project codex"]],
    ["librechat.yaml", ["project librechat"]],
    ["deploy/team.code-workspace", ["workspace vscode"]],
    [".devcontainer/python/devcontainer.json", ["embedded vscode"]],
    [".claude/agents/reviewer.md", ["agent claude-code"]],
    [".claude.json", ["user claude-code", "local claude-code"]],
    [".vs/mcp.json", ["project visual-studio"]],
  ])("%s", (path, expected) => expect(readers(path)).toEqual(expected));

  it("puts the owner before those that read the file as well, whatever their order in the table", () => {
    expect(readers(".mcp.json")).toEqual(["project claude-code", "project warp"]);
    expect(readers("dot_cursor/mcp.json")).toEqual(["user cursor"]);
    expect(readers("dot_codex/config.toml")).toEqual(["user codex", "user warp"]);
  });

  it("takes the longest pattern only: .warp/.mcp.json is not the .mcp.json of a project", () => {
    expect(readers(".warp/.mcp.json")).toEqual(["project warp"]);
  });

  it.each([
    "mcp.json",
    "src/mcp.json",
    "settings.json",
    "config.yaml",
    "app/config.toml",
    "cursor.json",
    ".cursor/mcp.json.bak",
    "x.cursor/mcp.json",
    ".claude/agents/deep/reviewer.md",
    ".devcontainer/a/b/devcontainer.json",
    "User/mcp.json",
    "code-workspace",
    "managed-mcp.json",
  ])("%s is no config", (path) => expect(match(path)).toBeUndefined());

  it("finds nothing where there are no clients", () => {
    expect(matcherOf([]).match([".mcp.json"])).toBeUndefined();
  });

  it("takes any names", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (folders, name) => {
        matcher.match([...folders, name]);
        expect(readers([...folders, ".cursor", "mcp.json"].join("/"))).toContain("project cursor");
      }),
    );
  });
});

describe("dotfiles", () => {
  it.each([
    // as in a home folder
    [".config/zed/settings.json", "user zed"],
    ["home/.config/zed/settings.json", "user zed"],
    ["zed/.config/zed/settings.json", "user zed"],
    ["Library/Application Support/Claude/claude_desktop_config.json", "user claude-desktop"],
    ["AppData/Roaming/Claude/claude_desktop_config.json", "user claude-desktop"],
    ["AppData/Local/Packages/Claude_x1/LocalCache/Roaming/Claude/claude_desktop_config.json", "user claude-desktop"],
    ["mac/Library/Application Support/Code/User/mcp.json", "user vscode"],
    [".config/Code/User/profiles/4f/mcp.json", "profile vscode"],
    [".codex/work.config.toml", "profile codex"],
    // link farms
    ["zed/settings.json", "user zed"],
    ["symlinks/codex/config.toml", "user codex"],
    ["goose/config.yaml", "user goose"],
    ["claude_desktop_config.json", "user claude-desktop"],
    ["examples/cline_mcp_settings.json", "user cline"],
    // chezmoi
    ["dot_cursor/mcp.json", "user cursor"],
    ["dot_codex/private_config.toml", "user codex"],
    ["private_dot_config/exact_zed/private_readonly_settings.json", "user zed"],
    ["dot_config/goose/executable_create_config.yaml", "user goose"],
    ["dot_claude.json", "user claude-code"],
    ["private_Library/private_Application Support/private_Claude/claude_desktop_config.json", "user claude-desktop"],
    // stow --dotfiles
    ["dot-config/zed/settings.json", "user zed"],
    // yadm
    [".config/zed/settings.json##os.Linux", "user zed"],
    [".config/zed##class.work/settings.json", "user zed"],
  ])("%s", (path, expected) => {
    expect(readers(path)?.[0]).toBe(expected);
    expect(match(path)?.generated).toBeUndefined();
  });

  it("are not seen in folders that only look like chezmoi's", () => {
    expect(readers("private_notes/exact_copy/.cursor/mcp.json")).toEqual(["project cursor", "project grok-build"]);
    expect(match("private_notes/.mcp.json")?.why).toBe("project file of Claude Code");
  });

  it.each([
    ["dot_cursor/mcp.json.tmpl", "chezmoi-template"],
    ["private_dot_config/zed/private_settings.json.tmpl", "chezmoi-template"],
    [".config/zed/settings.json##template", "yadm-template"],
    [".config/zed/settings.json##os.Linux,t.j2", "yadm-template"],
  ])("%s is made from a template", (path, generated) => expect(match(path)?.generated).toBe(generated));

  it.each([
    ["dot_cursor/modify_mcp.json", "script"],
    ["dot_codex/modify_private_config.toml.tmpl", "script"],
    ["dot_cursor/symlink_mcp.json", "link"],
    ["dot_codex/encrypted_private_config.toml", "encrypted"],
  ])("%s only becomes a config", (path, word) => expect(match(path)?.opaque).toContain(word));

  it("says how it came to the client", () => {
    expect(match(".cursor/mcp.json")?.why).toBe("project file of Cursor");
    expect(match("dot_config/zed/settings.json")?.why).toBe(
      "user file of Zed, kept as in a home folder, under its name for chezmoi",
    );
    expect(match("zed/settings.json")?.why).toBe("user file of Zed, kept in a folder of dotfiles");
  });
});

describe("places where no client looks", () => {
  it.each([
    [".claude/mcp.json", "claude-code"],
    ["dot_claude/mcp.json", "claude-code"],
    ["sub/.claude/settings.local.json", "claude-code"],
    [".claude/.mcp.json", "claude-code"],
    [".cline/mcp.json", "cline"],
  ])("%s", (path, id) => {
    const found = match(path);
    expect(found?.readers).toEqual([]);
    expect(found?.mistaken?.client.id).toBe(id);
    expect(found?.why).toBe(`place that ${found?.mistaken?.client.name} does not read`);
  });

  it("are only told of clients that are looked for", () => {
    expect(matcherOf(someClients.filter(({ id }) => id === "zed")).match([".claude", "mcp.json"])).toBeUndefined();
  });
});
