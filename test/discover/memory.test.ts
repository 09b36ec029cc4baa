import { describe, expect, it } from "vitest";
import { memoryFileSystem } from "../../src/file-system/memory.ts";

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("files in memory", () => {
  const fileSystem = memoryFileSystem(
    {
      "/a/file": "é",
      "/a/bytes": Uint8Array.from([1, 2]),
      "/a/link": { link: "../b" },
      "/a/absolute": { link: "/a/file" },
      "/b/deep/file": "deep",
      "/loop/x": { link: "y" },
      "/loop/y": { link: "x" },
      "/closed/": { error: "EACCES" },
      "/a/closed": { error: "EACCES" },
      "/mount/": { device: 3 },
      "/mount/sub/file": "",
      "/empty/": "",
    },
    "linux",
  );

  it("are read, also through links", () => {
    expect(text(fileSystem.read("/a/file"))).toBe("é");
    expect([...fileSystem.read("/a/bytes")]).toEqual([1, 2]);
    expect(text(fileSystem.read("/a/link/deep/file"))).toBe("deep");
    expect(text(fileSystem.read("/a/absolute"))).toBe("é");
    expect(fileSystem.realPath("/a/link/deep/../deep/file")).toBe("/b/deep/file");
  });

  it("are listed with their kinds", () => {
    expect(fileSystem.list("/a")).toContainEqual({ name: "link", kind: "link" });
    expect(fileSystem.list("/")).toContainEqual({ name: "a", kind: "directory" });
    expect(fileSystem.list("/empty")).toEqual([]);
  });

  it("have a size, a device and permissions", () => {
    expect(fileSystem.status("/a/file")).toEqual({ kind: "file", size: 2, device: 0, mode: 0o644 });
    expect(fileSystem.status("/a/link")).toEqual({ kind: "directory", size: 0, device: 0 });
    expect(fileSystem.status("/mount/sub/file")?.device).toBe(3);
  });

  it.each([
    ["/gone", "ENOENT"],
    ["/a/file/below", "ENOTDIR"],
    ["/a", "EISDIR"],
    ["/loop/x", "ELOOP"],
    ["/a/closed", "EACCES"],
  ])("reading %s fails as on a disk", (path, code) => {
    expect(() => fileSystem.read(path)).toThrow(expect.objectContaining({ code }));
  });

  it("listing fails as on a disk", () => {
    expect(() => fileSystem.list("/closed")).toThrow(expect.objectContaining({ code: "EACCES" }));
    expect(() => fileSystem.list("/a/file")).toThrow(expect.objectContaining({ code: "ENOTDIR" }));
    expect(fileSystem.status("/loop/x")).toBeUndefined();
    expect(fileSystem.realPath("/gone")).toBeUndefined();
  });

  it("have drives on Windows", () => {
    const windows = memoryFileSystem({ "C:/a/b": "c", [String.raw`D:\x`]: { link: String.raw`C:\a` } }, "windows");
    expect(text(windows.read(String.raw`C:\a\b`))).toBe("c");
    expect(text(windows.read(String.raw`D:\x\b`))).toBe("c");
    expect(windows.realPath("D:/x/b")).toBe(String.raw`C:\a\b`);
    expect(windows.status("E:/")).toBeUndefined();
  });
});
