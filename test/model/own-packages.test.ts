import { describe, expect, it } from "vitest";
import { memoryFileSystem, type MemoryFile } from "../../src/file-system/memory.ts";
import { ownPackages } from "../../src/model/own-packages.ts";

const isOwn = (files: Readonly<Record<string, MemoryFile>>, registry: "npm" | "pypi", name: string, folder = "/r") =>
  ownPackages(memoryFileSystem(files, "linux"), { os: "linux", home: "/home/ada" })({ registry, name }, folder);

describe("a package is the repository's own", () => {
  it("where the nearest manifest, or one above in the same repository, has its name", () => {
    const files = {
      "/r/.git/HEAD": "",
      "/r/package.json": `{ "name": "notes" }`,
      "/r/a/package.json": `{ "name": "other" }`,
    };
    expect(isOwn(files, "npm", "notes")).toBe(true);
    expect(isOwn(files, "npm", "notes", "/r/a/b")).toBe(true);
    expect(isOwn(files, "npm", "other", "/r/a")).toBe(true);
    expect(isOwn(files, "npm", "other")).toBe(false);
    expect(isOwn(files, "pypi", "notes")).toBe(false);
  });

  it("and not where that lies outside of the repository, or in the home folder's parent", () => {
    const files = { "/package.json": `{ "name": "notes" }`, "/r/.git/HEAD": "", "/home/ada/a/x": "" };
    expect(isOwn(files, "npm", "notes")).toBe(false);
    expect(isOwn(files, "npm", "notes", "/home/ada/a")).toBe(false);
  });

  it.each([
    [`{ "workspaces": ["libs/*"] }`, ""],
    [`{ "workspaces": { "packages": ["./libs/notes/"] } }`, ""],
    [`{ "workspaces": ["libs/**"] }`, ""],
    [`{}`, `packages:\n  # all\n  - "libs/*"\n  - '!libs/x'\ncatalog: {}\n`],
    [`{}`, `onlyBuilt:\n  - a\npackages:\n- libs/*`],
  ])("where a workspace has it: %j %j", (manifest, pnpm) => {
    const files = {
      "/r/package.json": manifest,
      "/r/pnpm-workspace.yaml": pnpm,
      "/r/libs/notes/package.json": `{ "name": "@ada/notes" }`,
    };
    expect(isOwn(files, "npm", "@ada/notes")).toBe(true);
    expect(isOwn(files, "npm", "notes")).toBe(false);
  });

  it.each([
    `[project]\ndependencies = [\n  "x",\n]\nname = "Notes.Server"`,
    `[build-system]\nname = "no"\n[tool.poetry]\r\nname = 'notes_server'\r\n`,
  ])("where pyproject.toml has it: %j", (text) => {
    expect(isOwn({ "/r/pyproject.toml": text }, "pypi", "notes-server")).toBe(true);
    expect(isOwn({ "/r/pyproject.toml": text }, "pypi", "no")).toBe(false);
  });

  it("and is not where manifests say nothing or cannot be read", () => {
    expect(isOwn({}, "npm", "notes")).toBe(false);
    for (const text of ["", "[]", "null", `{ "name": 1, "workspaces": 2 }`, `{ "name": "notes"`])
      expect(isOwn({ "/r/package.json": text }, "npm", "notes")).toBe(false);
    expect(isOwn({ "/r/package.json": { error: "EACCES" } }, "npm", "notes")).toBe(false);
    expect(isOwn({ "/r/package.json": `{ "workspaces": ["gone/*", "!x", "*/deep/*"] }` }, "npm", "notes")).toBe(false);
  });
});
