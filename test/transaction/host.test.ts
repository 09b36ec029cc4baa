import { describe, expect, it } from "vitest";
import type { Platform } from "../../src/platform.ts";
import { writableDisk } from "../../src/transaction/disk.ts";
import { stateFolderOf } from "../../src/transaction/host.ts";
import { patient } from "../../src/transaction/patience.ts";
import { systemError } from "./workbench.ts";

describe("the state folder", () => {
  const unix: Platform = { os: "linux", home: "/home/ada", cwd: "/", env: {} };
  const windows: Platform = { os: "windows", home: "C:\\Users\\ada", cwd: "C:\\", env: {} };
  it.each<[Platform, string]>([
    [unix, "/home/ada/.local/state/mcp-lint"],
    [{ ...unix, env: { XDG_STATE_HOME: "/var/ada" } }, "/var/ada/mcp-lint"],
    [{ ...unix, env: { XDG_STATE_HOME: "relative" } }, "/home/ada/.local/state/mcp-lint"],
    [{ ...unix, env: { XDG_STATE_HOME: "" } }, "/home/ada/.local/state/mcp-lint"],
    [{ ...unix, os: "macos", env: { XDG_STATE_HOME: "/var/ada" } }, "/home/ada/Library/Application Support/mcp-lint"],
    [windows, "C:\\Users\\ada\\AppData\\Local\\mcp-lint"],
    [{ ...windows, env: { LOCALAPPDATA: "D:\\Local" } }, "D:\\Local\\mcp-lint"],
  ])("%o: %s", (platform, folder) => {
    expect(stateFolderOf(platform)).toBe(folder);
  });
});

describe("a patient disk", () => {
  function renaming(
    failures: number,
    code: "EPERM" | "EBUSY" | "EACCES" | "ENOENT",
  ): { calls: number; waited: number[] } {
    const seen = { calls: 0, waited: [] as number[] };
    const disk = patient(
      {
        ...writableDisk,
        rename() {
          if (seen.calls++ < failures) throw systemError(code);
        },
      },
      (milliseconds) => seen.waited.push(milliseconds),
    );
    try {
      disk.rename("a", "b");
    } catch (error) {
      expect(error).toMatchObject({ code });
      seen.waited.push(-1);
    }
    return seen;
  }

  it.each(["EPERM", "EBUSY", "EACCES"] as const)("tries again after %s, waiting longer each time", (code) => {
    expect(renaming(3, code)).toEqual({ calls: 4, waited: [10, 20, 40] });
  });

  it("gives up in the end, and at once for what waiting does not change", () => {
    expect(renaming(100, "EBUSY")).toEqual({ calls: 8, waited: [10, 20, 40, 80, 160, 320, 640, -1] });
    expect(renaming(1, "ENOENT")).toEqual({ calls: 1, waited: [-1] });
  });
});
