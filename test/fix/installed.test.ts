import { describe, expect, it } from "vitest";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import { installedVersions } from "../../src/fix/installed.ts";
import type { OperatingSystem, Platform } from "../../src/platform.ts";

type Files = Record<string, object | string>;

function versionsWith(files: Files, os: OperatingSystem = "linux", env: Platform["env"] = {}) {
  const texts = Object.entries(files).map(([file, content]) => {
    return [file, typeof content === "string" ? content : JSON.stringify(content)];
  });
  const home = os === "windows" ? "C:\\Users\\ada" : "/home/ada";
  return installedVersions(memoryFileSystem(Object.fromEntries(texts), os), { os, home, cwd: home, env });
}

const cache = "/home/ada/.npm/_npx";

function cached(hash: string, asked: string, version: string): Files {
  return {
    [`${cache}/${hash}/package.json`]: { _npx: { packages: [asked] } },
    [`${cache}/${hash}/node_modules/notes/package.json`]: { version },
  };
}

describe("the version of a package that is here already", () => {
  it("is the one installed in the project around the config, before the locked one, before the cached one", () => {
    const locked = {
      "/repo/package.json": {},
      "/repo/package-lock.json": { packages: { "node_modules/notes": { version: "2.0.0" } } },
    };
    const installed = { "/repo/node_modules/notes/package.json": { version: "3.0.0" } };
    const npx = cached("a1", "notes", "1.0.0");
    expect(versionsWith({ ...locked, ...installed, ...npx })("notes", "/repo/.cursor")).toBe("3.0.0");
    expect(versionsWith({ ...locked, ...npx })("notes", "/repo/.cursor")).toBe("2.0.0");
    expect(versionsWith(npx)("notes", "/repo/.cursor")).toBe("1.0.0");
    expect(versionsWith({ ...locked, ...installed, ...npx })("notes", undefined)).toBe("1.0.0");
  });

  it("is read from locks of npm 6, too", () => {
    const lock = {
      "/repo/package.json": {},
      "/repo/package-lock.json": { dependencies: { notes: { version: "2.0.0" } } },
    };
    expect(versionsWith(lock)("notes", "/repo")).toBe("2.0.0");
  });

  it("is not taken from a project further out", () => {
    const files = { "/repo/web/package.json": {}, "/repo/node_modules/notes/package.json": { version: "3.0.0" } };
    expect(versionsWith(files)("notes", "/repo/web")).toBeUndefined();
  });

  it("is unknown where npx was asked for something else, or keeps several", () => {
    expect(versionsWith(cached("a1", "notes@latest", "1.0.0"))("notes", undefined)).toBeUndefined();
    const both = { ...cached("a1", "notes", "1.0.0"), ...cached("b2", "notes", "1.1.0") };
    expect(versionsWith(both)("notes", undefined)).toBeUndefined();
  });

  it.each(["latest", "1.0", "file:../notes", ""])("is no version where the package says %o", (version) => {
    expect(versionsWith(cached("a1", "notes", version))("notes", undefined)).toBeUndefined();
  });

  it("is unknown where files are broken", () => {
    const files = { "/repo/package.json": "{", "/repo/package-lock.json": "[1", [`${cache}/a1/package.json`]: "\0" };
    expect(versionsWith(files)("notes", "/repo")).toBeUndefined();
    expect(versionsWith({})("__proto__", "/repo")).toBeUndefined();
  });

  it("is found where npm keeps its cache", () => {
    const inFolder = (folder: string, separator: string): Files => ({
      [[folder, "_npx", "a1", "package.json"].join(separator)]: { _npx: { packages: ["notes"] } },
      [[folder, "_npx", "a1", "node_modules", "notes", "package.json"].join(separator)]: { version: "1.0.0" },
    });
    const windows = { LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local" };
    const folder = "C:\\Users\\ada\\AppData\\Local\\npm-cache";
    expect(versionsWith(inFolder(folder, "\\"), "windows", windows)("notes", undefined)).toBe("1.0.0");
    expect(versionsWith(inFolder("/cache", "/"), "linux", { npm_config_cache: "/cache" })("notes", undefined)).toBe(
      "1.0.0",
    );
  });
});
