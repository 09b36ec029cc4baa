import { describe, expect, it } from "vitest";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import { machineOf } from "../../src/model/machine.ts";
import type { Platform } from "../../src/platform.ts";

const linux: Platform = { os: "linux", home: "/home/ada", cwd: "/home/ada", env: { PATH: "/usr/bin:bin:", TOKEN: "" } };
const windows: Platform = {
  os: "windows",
  home: "C:\\Users\\Ada",
  cwd: "C:\\Users\\Ada",
  env: { Path: "C:\\node;D:\\tools", PATHEXT: ".EXE;.CMD" },
};

describe("programs", () => {
  it("are files in the folders of PATH, or where an absolute path leads", () => {
    const files = {
      "/usr/bin/node": "",
      "/home/ada/bin/tool": "",
      "/usr/bin/folder/": "",
      "/opt/link": { link: "/usr/bin/node" },
    };
    const machine = machineOf({ fileSystem: memoryFileSystem(files, "linux"), platform: linux });
    const named = ["node", "/usr/bin/node", "/opt/link", "tool", "folder", "NODE", "/usr/bin/npx", "/usr/bin"];
    expect(named.map(machine.hasProgram)).toEqual([true, true, true, false, false, false, false, false]);
  });

  it("have endings on Windows, where PATH is written in any case", () => {
    const files = { "C:\\node\\npx.CMD": "", "D:\\tools\\uvx.EXE": "" };
    const machine = machineOf({ fileSystem: memoryFileSystem(files, "windows"), platform: windows });
    const named = ["npx", "npx.CMD", "uvx", "C:\\node\\npx", "bunx"];
    expect(named.map(machine.hasProgram)).toEqual([true, true, true, true, false]);
  });

  it("are nowhere without PATH", () => {
    const platform = { ...linux, env: {} };
    const fileSystem = memoryFileSystem({ "/usr/bin/node": "" }, "linux");
    expect(machineOf({ fileSystem, platform }).hasProgram("node")).toBe(false);
  });
});

it("knows which variables are set, also those that are empty", () => {
  const fileSystem = memoryFileSystem({}, "linux");
  const named = ["TOKEN", "Path", "PATH", "constructor"];
  expect(named.map(machineOf({ fileSystem, platform: linux }).hasVariable)).toEqual([true, false, true, false]);
  expect(named.map(machineOf({ fileSystem, platform: windows }).hasVariable)).toEqual([false, true, true, false]);
});

it("says of files whether others may read them, where there are such permissions", () => {
  const of = (platform: Platform, file: string): boolean | undefined =>
    machineOf({ fileSystem: memoryFileSystem({ [file]: "" }, platform.os), platform }).isReadableByOthers(file);
  expect([of(linux, "/home/ada/a"), of(windows, "C:\\a")]).toEqual([true, undefined]);
});
