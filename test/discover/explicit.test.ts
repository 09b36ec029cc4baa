import { describe, expect, it } from "vitest";
import { discoverExplicit, standardInputFile, type ExplicitOptions } from "../../src/discover/explicit.ts";
import { UserError } from "../../src/errors.ts";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import { overlay } from "../../src/file-system/overlay.ts";
import type { OperatingSystem, Platform } from "../../src/platform.ts";
import { someClients } from "./some-clients.ts";

const platform: Platform = { os: "linux", home: "/home/ada", cwd: "/repo", env: {} };
const fileSystem = memoryFileSystem(
  {
    "/repo/.mcp.json": "{}",
    "/repo/.gitignore": ".mcp.json",
    "/repo/servers.json": "{}",
    "/repo/servers.toml": "",
    "/repo/servers.yaml.example": "",
    "/repo/servers.txt": "",
    "/repo/sub/.cursor/mcp.json": "{}",
    "/repo/sub/.vscode/mcp.json": "{}",
    "/repo/node_modules/x/.cursor/mcp.json": "{}",
    "/repo/odd/[x].json": "{}",
    "/repo/around": { link: "/repo" },
    "/repo/linked.json": { link: "servers.json" },
    "/home/ada/.codex/config.toml": "",
    "/home/ada/.config/zed/settings.json": "{}",
  },
  "linux",
);

const discover = (paths: readonly string[], options: Partial<ExplicitOptions> = {}) =>
  discoverExplicit(paths, { fileSystem, platform, clients: someClients, ignore: true, ...options });
const shown = async (paths: readonly string[], options?: Partial<ExplicitOptions>) =>
  (await discover(paths, options)).sources.map((source) => source.shown);
const clientOf = (id: string) => someClients.find((client) => client.id === id)!;

describe("paths that the user gives", () => {
  it("are taken though Git ignores them, once each", async () => {
    expect(await shown([".mcp.json", "./.mcp.json", "/repo/.mcp.json"])).toEqual([".mcp.json"]);
  });

  it("are no examples below the folder of examples that was named", async () => {
    const withExample = memoryFileSystem({ "/repo/examples/one/.cursor/mcp.json": "{}" }, "linux");
    const examples = async (path: string) =>
      (await discover([path], { fileSystem: withExample })).sources
        .filter(({ example }) => example)
        .map((source) => source.shown);
    expect(await examples(".")).toEqual(["examples/one/.cursor/mcp.json"]);
    expect(await examples("examples/one")).toEqual([]);
    // As pre-commit names files.
    expect(await examples("examples/one/.cursor/mcp.json")).toEqual(["examples/one/.cursor/mcp.json"]);
  });

  it("keep their readers", async () => {
    const { sources } = await discover(["sub/.cursor/mcp.json", "/home/ada/.codex/config.toml"]);
    expect(sources.map(({ readers }) => readers.map(({ client, file }) => `${file.scope} ${client.id}`))).toEqual([
      ["user codex", "user warp"],
      ["project cursor", "project grok-build"],
    ]);
    expect(sources[0]!.why).toBe("user file of Codex");
  });

  it("keep them wherever one stands", async () => {
    const inside = { platform: { ...platform, cwd: "/repo/sub/.cursor" } };
    expect((await discover(["mcp.json"], inside)).sources).toMatchObject([{ why: "project file of Cursor" }]);
  });

  it("may be of no known client: then the name says the syntax", async () => {
    const { sources } = await discover(["servers.json", "servers.toml", "servers.txt", "servers.yaml.example"]);
    expect(sources).toMatchObject([
      { shown: "servers.json", syntax: "json", readers: [], why: "given by name" },
      { shown: "servers.toml", syntax: "toml", readers: [] },
      { shown: "servers.txt", syntax: "jsonc", readers: [] },
      { shown: "servers.yaml.example", syntax: "yaml", readers: [] },
    ]);
  });

  it("may be folders, which are walked as a repository is", async () => {
    expect(await shown(["sub"])).toEqual(["sub/.cursor/mcp.json", "sub/.vscode/mcp.json"]);
    expect(await shown(["."])).toEqual(["sub/.cursor/mcp.json", "sub/.vscode/mcp.json"]);
    expect(await shown(["."], { ignore: false })).toContain(".mcp.json");
  });

  it("may lead to nothing, which is said with what was perhaps meant", async () => {
    await expect(discover(["sub/.cursr/mcp.json"])).rejects.toThrow(UserError);
    await expect(discover(["sub/.cursr/mcp.json"])).rejects.toMatchObject({
      message: "there is no file or folder sub/.cursr/mcp.json",
      hint: "did you mean sub/.cursor?",
    });
    await expect(discover(["sevrers.json"])).rejects.toMatchObject({ hint: "did you mean servers.json?" });
    await expect(discover(["zzzzzzzz"])).rejects.toMatchObject({ hint: "paths are relative to the working directory" });
    await expect(discover([""])).resolves.toBeDefined();
  });
});

describe("globs", () => {
  it("find files, also behind links and with dots, but no packages", async () => {
    expect(await shown(["**/.cursor/mcp.json"])).toEqual(["sub/.cursor/mcp.json"]);
    expect(await shown(["*.json"])).toEqual([".mcp.json", "servers.json"]);
    expect(await shown(["sub/{.cursor,.vscode}/*.json"])).toEqual(["sub/.cursor/mcp.json", "sub/.vscode/mcp.json"]);
    expect(await shown(["/home/ada/.codex/*.toml"])).toEqual(["~/.codex/config.toml"]);
  });

  it("are names where such a file exists", async () => {
    expect(await shown(["odd/[x].json"])).toEqual(["odd/[x].json"]);
  });

  it("that match nothing are an error", async () => {
    await expect(discover(["**/*.nope"])).rejects.toThrow("no file matches **/*.nope");
  });
});

describe("a client that is forced", () => {
  it("is the only reader, with the file that has the same syntax", async () => {
    const { sources } = await discover(["servers.toml", "sub/.cursor/mcp.json"], { client: clientOf("codex") });
    expect(sources).toMatchObject([
      {
        readers: [{ client: { id: "codex" }, file: { syntax: "toml" } }],
        why: "given by name, to be read as Codex does",
      },
      { readers: [{ client: { id: "codex" } }] },
    ]);
    expect(sources.every(({ readers }) => readers.length === 1)).toBe(true);
  });

  it("keeps the readings it has of a file of its own, and loses a mistake", async () => {
    const files = memoryFileSystem({ "/repo/.claude.json": "{}", "/repo/.claude/mcp.json": "{}" }, "linux");
    const { sources } = await discover([".claude.json", ".claude/mcp.json"], {
      fileSystem: files,
      client: clientOf("claude-code"),
    });
    expect(sources[0]!.readers.map(({ file }) => file.scope)).toEqual(["user", "local"]);
    expect(sources[1]!.readers.map(({ file }) => file.scope)).toEqual(["user"]);
    expect(sources[1]).not.toHaveProperty("mistaken");
  });

  it("is the only one looked for below a folder", async () => {
    expect(await shown(["sub"], { client: clientOf("vscode") })).toEqual(["sub/.vscode/mcp.json"]);
  });
});

describe("standard input", () => {
  const discoverInput = (stdinFilename?: string, os: OperatingSystem = "linux") => {
    const here = os === "windows" ? { ...platform, os, cwd: String.raw`C:\repo` } : platform;
    const file = standardInputFile(stdinFilename, here);
    return discover(["-"], {
      platform: here,
      fileSystem: overlay(memoryFileSystem({}, os), new Map([[file, new TextEncoder().encode("{}")]])),
      ...(stdinFilename !== undefined && { stdinFilename }),
    });
  };

  it("has the readers of the name it is given", async () => {
    const { sources } = await discoverInput("sub/.cursor/mcp.json");
    expect(sources).toMatchObject([{ shown: "sub/.cursor/mcp.json", why: "project file of Cursor" }]);
  });

  it("needs no name", async () => {
    expect((await discoverInput()).sources).toMatchObject([{ shown: "<stdin>", syntax: "jsonc", readers: [] }]);
    expect((await discoverInput(undefined, "windows")).sources).toMatchObject([{ shown: "<stdin>" }]);
  });
});
