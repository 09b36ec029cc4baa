import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { linuxProcesses } from "../../src/processes/linux.ts";
import { macosTable } from "../../src/processes/macos.ts";
import { splitCommandLine, windowsTable } from "../../src/processes/windows.ts";

describe.runIf(process.platform === "linux")("on Linux, of a real process", () => {
  it("its arguments, start, memory, folder, variables and input", async () => {
    const before = Date.now();
    const args = ["-e", "process.stdin.resume();console.log(1)", "two words", ""];
    const child = spawn(process.execPath, args, {
      cwd: "/",
      env: { GREETING: "a=b" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill());
    await once(child.stdout, "data");

    const table = linuxProcesses();
    const found = table.processes.find(({ pid }) => pid === child.pid)!;
    expect(found).toMatchObject({ parent: process.pid, args: [process.execPath, ...args], exact: true, own: true });
    expect(found.executable).toBe(process.execPath);
    // The clock of the kernel ticks a hundred times a second, and its start is known to the second.
    expect(Math.abs(found.since - before)).toBeLessThan(30_000);
    expect(found.rss).toBeGreaterThan(10);
    const { rss, pss, private: own } = table.memoryOf(found);
    expect(own!).toBeGreaterThan(1);
    expect(own!).toBeLessThan(rss);
    expect(pss!).toBeLessThan(rss + 5);
    expect(table.folderOf(found)).toBe("/");
    expect(table.inputOf(found)).toBe("pipe");
    expect(table.environmentOf(found)).toEqual(new Map([["GREETING", "a=b"]]));
    expect(linuxProcesses().processes.find(({ pid }) => pid === child.pid)?.start).toBe(found.start);

    child.kill();
    await once(child, "close");
    expect(linuxProcesses().processes.find(({ pid }) => pid === child.pid)).toBeUndefined();
    expect(table.memoryOf(found)).toEqual({ rss: found.rss });
    expect(table.folderOf(found)).toBeUndefined();
  });

  it("a title that it gave itself is one argument", async () => {
    const code = `process.title = "npm exec some-server /tmp"; process.stdin.resume(); console.log(1);`;
    const child = spawn(process.execPath, ["-e", code], { stdio: ["pipe", "pipe", "inherit"] });
    onTestFinished(() => void child.kill());
    await once(child.stdout, "data");
    const found = linuxProcesses().processes.find(({ pid }) => pid === child.pid);
    expect(found?.args).toEqual(["npm exec some-server /tmp"]);
  });
});

describe("on macOS, from what ps prints", () => {
  it("programs with blanks in their path, and arguments as far as they are told", () => {
    const lines = [
      "    1     0     0 Mon Nov 23 08:01:12 2026   9184 /sbin/launchd",
      "  812     1   501 Fri Nov 27 09:30:00 2026 312048 /Applications/Visual Studio Code.app/Contents/MacOS/Electron -n",
      "  990   812   501 Fri Nov  6 09:31:07 2026  71680 npm exec mcp-remote http://127.0.0.1:1234/mcp --debug",
      "  991   990    80 Fri Nov  6 09:31:08 2026   1024 (mdworker)",
    ];
    const programs = [
      "    1 /sbin/launchd",
      "  812 /Applications/Visual Studio Code.app/Contents/MacOS/Electron",
      "  990 /opt/homebrew/Cellar/node/25.1.0/bin/node",
      "  991 (mdworker)",
    ];
    const { processes } = macosTable(lines.join("\n"), programs.join("\n"), 501);
    expect(processes.map(({ pid, parent, own, rss }) => [pid, parent, own, rss])).toEqual([
      [1, 0, false, 8.96875],
      [812, 1, true, 304.734375],
      [990, 812, true, 70],
      [991, 990, false, 1],
    ]);
    expect(processes[1]?.args).toEqual(["/Applications/Visual Studio Code.app/Contents/MacOS/Electron", "-n"]);
    expect(processes[2]?.args).toEqual(["npm", "exec", "mcp-remote", "http://127.0.0.1:1234/mcp", "--debug"]);
    expect(processes[2]?.executable).toBe("/opt/homebrew/Cellar/node/25.1.0/bin/node");
    expect(new Date(processes[2]!.since).getSeconds()).toBe(7);
    expect(processes.every(({ exact }) => !exact)).toBe(true);
  });

  it.runIf(process.platform !== "win32")("from the ps of this machine", () => {
    const list = (columns: string): string =>
      execFileSync("ps", ["-axww", "-o", columns], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
    const { processes } = macosTable(
      list("pid=,ppid=,uid=,lstart=,rss=,args="),
      list("pid=,comm="),
      process.getuid?.(),
    );
    const self = processes.find(({ pid }) => pid === process.pid);
    expect(self).toMatchObject({ parent: process.ppid, own: true });
    expect(Math.abs(self!.since - (Date.now() - process.uptime() * 1000))).toBeLessThan(60_000);
  });
});

describe("on Windows, from what WMI tells", () => {
  it("command lines that are split as programs split them", () => {
    const line = `"C:\\Program Files\\nodejs\\node.exe"  "C:\\it's here\\\\" -e "say ""hi""" a\\"b "" \\\\server\\x`;
    expect(splitCommandLine(line)).toEqual([
      "C:\\Program Files\\nodejs\\node.exe",
      "C:\\it's here\\",
      "-e",
      'say "hi"',
      'a"b',
      "",
      "\\\\server\\x",
    ]);
    expect(splitCommandLine(" ")).toEqual([]);
  });

  it("own processes have a command line, those of others a name alone", () => {
    const { processes } = windowsTable([
      {
        pid: 4321,
        parentPid: 4000,
        name: "node.exe",
        started: "2026-11-27 09:31:07",
        command: `"C:\\Program Files\\nodejs\\node.exe" server.js`,
        path: "C:\\Program Files\\nodejs\\node.exe",
        memRss: 71680,
      },
      {
        pid: 4,
        parentPid: 0,
        name: "System",
        started: "2026-11-20 07:00:00",
        command: "System",
        path: "",
        memRss: 144,
      },
    ]);
    expect(processes).toEqual([
      {
        pid: 4321,
        parent: 4000,
        start: "2026-11-27 09:31:07",
        since: new Date(2026, 10, 27, 9, 31, 7).getTime(),
        args: ["C:\\Program Files\\nodejs\\node.exe", "server.js"],
        exact: true,
        executable: "C:\\Program Files\\nodejs\\node.exe",
        rss: 70,
        own: true,
      },
      expect.objectContaining({ pid: 4, args: ["System"], own: false }),
    ]);
  });
});
