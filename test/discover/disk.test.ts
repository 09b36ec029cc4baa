import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discoverExplicit } from "../../src/discover/explicit.ts";
import { discoverRepo } from "../../src/discover/repo.ts";
import { diskFileSystem } from "../../src/file-system/disk.ts";
import { currentPlatform } from "../../src/platform.ts";
import { someClients } from "./some-clients.ts";

let root: string;
const at = (...names: string[]): string => path.join(root, ...names);
const put = (name: string, text = "{}"): void => {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
};
const link = (name: string, target: string): void => {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  symlinkSync(target, at(name));
};
const options = () => ({
  fileSystem: diskFileSystem,
  platform: { ...currentPlatform(), cwd: at("repo"), home: at("home") },
  clients: someClients,
  ignore: true,
});

beforeAll(() => {
  root = realpathSync.native(mkdtempSync(path.join(tmpdir(), "mcp-lint-")));
  put("repo/.mcp.json");
  put("repo/a/.cursor/mcp.json");
  put("repo/node_modules/x/.mcp.json");
  put("repo/.gitignore", "ignored/\n");
  put("repo/ignored/.mcp.json");
  put("outside.json");
  put("elsewhere/.mcp.json");
  put("repo/ai/mcp.json");
  link("repo/b/.cursor/mcp.json", "../../.mcp.json");
  link("repo/c/.vscode/mcp.json", at("outside.json"));
  link("repo/d/.cursor", "../ai");
  link("repo/e/loop", "..");
  link("repo/f", at("elsewhere"));
  link("repo/g/.mcp.json", "gone");
  link("repo/h/.mcp.json", ".mcp.json");
});
afterAll(() => rmSync(root, { recursive: true }));

describe("on a real disk", () => {
  it("a repository gives each file once", () => {
    const { sources, skipped } = discoverRepo(at("repo"), options());
    expect(sources.map(({ shown, realFile }) => [shown, realFile])).toEqual([
      [".mcp.json", undefined],
      ["a/.cursor/mcp.json", undefined],
      ["c/.vscode/mcp.json", at("outside.json")],
      ["d/.cursor/mcp.json", at("repo/ai/mcp.json")],
    ]);
    expect(skipped).toEqual([
      { shown: "g/.mcp.json", reason: "not-a-file", detail: "a link to nothing" },
      { shown: "h/.mcp.json", reason: "not-a-file", detail: "a link to nothing" },
    ]);
  });

  it("a root behind a link is the same repository", () => {
    link("door", "repo");
    const { sources } = discoverRepo(at("door"), {
      ...options(),
      platform: { ...options().platform, cwd: at("door") },
    });
    expect(sources.map(({ shown }) => shown)).toEqual([
      ".mcp.json",
      "a/.cursor/mcp.json",
      "c/.vscode/mcp.json",
      "d/.cursor/mcp.json",
    ]);
  });

  it("globs work", async () => {
    const { sources } = await discoverExplicit(["*/.cursor/*.json", "**/.vscode/mcp.json"], options());
    expect(sources.map(({ shown }) => shown)).toEqual([
      "a/.cursor/mcp.json",
      "b/.cursor/mcp.json",
      "c/.vscode/mcp.json",
    ]);
  });

  it.skipIf(process.getuid?.() === 0)("what may not be read is passed over", () => {
    put("closed/.cursor/mcp.json");
    put("closed/.mcp.json");
    put("closed/sub/.mcp.json");
    chmodSync(at("closed/.mcp.json"), 0);
    chmodSync(at("closed/sub"), 0);
    const { sources, skipped } = discoverRepo(at("closed"), options());
    chmodSync(at("closed/sub"), 0o700);
    expect(sources.map(({ file }) => file)).toEqual([at("closed/.cursor/mcp.json")]);
    expect(skipped.map(({ reason }) => reason)).toEqual(["unreadable", "unreadable"]);
  });
});

describe("the disk", () => {
  it("says what stands where", () => {
    expect(diskFileSystem.list(at("repo/b/.cursor"))).toEqual([{ name: "mcp.json", kind: "link" }]);
    expect(diskFileSystem.status(at("repo/b/.cursor/mcp.json"))).toMatchObject({ kind: "file", size: 2 });
    expect(diskFileSystem.status(at("repo/d/.cursor"))).toMatchObject({ kind: "directory" });
    expect(diskFileSystem.status(at("repo/h/.mcp.json"))).toBeUndefined();
    expect(diskFileSystem.status(at("repo/.mcp.json/below"))).toBeUndefined();
    expect(diskFileSystem.realPath(at("repo/b/.cursor/mcp.json"))).toBe(at("repo/.mcp.json"));
    expect(diskFileSystem.realPath(at("gone"))).toBeUndefined();
    expect(() => diskFileSystem.read(at("gone"))).toThrow(expect.objectContaining({ code: "ENOENT" }));
    expect(() => diskFileSystem.list(at("outside.json"))).toThrow(expect.objectContaining({ code: "ENOTDIR" }));
  });
});
