import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commit } from "../../src/transaction/commit.ts";
import { writableDisk, type WritableDisk } from "../../src/transaction/disk.ts";
import { thisProcess } from "../../src/transaction/holder.ts";
import type { WritingHost } from "../../src/transaction/host.ts";
import { currentPlatform } from "../../src/platform.ts";
import { change, hostOf, newWorkbench, type Workbench } from "./workbench.ts";

let bench: Workbench;
let lock: string;
beforeEach(() => {
  bench = newWorkbench();
  lock = path.join(hostOf(bench).stateFolder, "lock");
  mkdirSync(path.dirname(lock), { recursive: true });
});
afterEach(() => bench.remove());

const processes = thisProcess(currentPlatform());
const commitNothing = (host: Partial<WritingHost> = {}): string =>
  commit({ title: "nothing", changes: [] }, { ...hostOf(bench), processes, now: () => new Date(), ...host }).outcome;
const lockFor = (holder: object): void => {
  writeFileSync(lock, JSON.stringify({ ...processes.self, since: "2026-01-02T03:04:05.000Z", ...holder }));
};

describe("a lock", () => {
  it("is held by a process that runs: the error names it and how to go on", () => {
    lockFor({});
    expect(() => commitNothing()).toThrow(
      expect.objectContaining({
        message: `another mcp-lint is changing files: process ${process.pid} on ${hostname()}, since 2026-01-02T03:04:05.000Z`,
        hint: `wait for it to end; if no mcp-lint is running, remove ${lock}`,
      }),
    );
    expect(existsSync(lock)).toBe(true);
  });

  it("is held by a process of another machine, of which nothing is known", () => {
    lockFor({ host: "elsewhere", pid: 1 });
    expect(() => commitNothing()).toThrow("process 1 on elsewhere");
  });

  it("is taken from a process that ended", () => {
    lockFor({ pid: spawnSync(process.execPath, ["--version"]).pid });
    expect(commitNothing()).toBe("committed");
    expect(existsSync(lock)).toBe(false);
    expect(existsSync(`${lock}.stale`)).toBe(false);
  });

  it.runIf(process.platform === "linux")("is taken from a process whose number another one has now", () => {
    lockFor({ start: "another boot 12345" });
    expect(commitNothing()).toBe("committed");
  });

  it.runIf(process.platform === "linux")(
    "is taken from a killed process that its parent does not wait for",
    async () => {
      // The shell becomes a sleep that never waits for the child it had.
      const parent = spawn("sh", ["-c", "sleep 0.05 & echo $!; exec sleep 30"], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      try {
        const pid = await new Promise<number>((resolve) => parent.stdout.once("data", (data) => resolve(Number(data))));
        lockFor({ pid, start: startOf(pid) });
        await expect.poll(() => readFileSync(`/proc/${pid}/stat`, "utf8")).toMatch(/\) Z /);
        expect(commitNothing()).toBe("committed");
      } finally {
        parent.kill("SIGKILL");
      }
    },
  );

  it("that says nothing belongs to a process that is just taking it, or died doing so", () => {
    for (const text of ["", "{", "null", "{}"]) {
      writeFileSync(lock, text);
      expect(() => commitNothing()).toThrow("another mcp-lint is about to change files");
      utimesSync(lock, new Date(), new Date(Date.now() - 11_000));
      expect(commitNothing()).toBe("committed");
    }
  });

  it("is given back to a process that was faster in taking over a stale one", () => {
    lockFor({ pid: 1, host: hostname(), start: "stale" });
    const outrun: WritableDisk = {
      ...writableDisk,
      rename(from, to) {
        if (from === lock) lockFor({ host: "faster", start: "fresh" });
        writableDisk.rename(from, to);
      },
    };
    const none = { ...processes, isRunning: () => false };
    expect(() => commitNothing({ disk: outrun, processes: none })).toThrow("on faster");
    expect(readFileSync(lock, "utf8")).toContain("faster");
  });

  it("keeps a second commit out while the first is at work", () => {
    writeFileSync(bench.at("a.json"), "old");
    let refused = "";
    const disk: WritableDisk = {
      ...writableDisk,
      rename(from, to) {
        if (to === bench.at("a.json")) {
          try {
            commitNothing();
          } catch (error) {
            refused = String(error);
          }
        }
        writableDisk.rename(from, to);
      },
    };
    const host = { ...hostOf(bench, disk), processes };
    expect(commit({ title: "first", changes: [change(bench.at("a.json"), "old", "new")] }, host).outcome).toBe(
      "committed",
    );
    expect(refused).toContain(`process ${process.pid}`);
    expect(readFileSync(bench.at("a.json"), "utf8")).toBe("new");
    expect(existsSync(lock)).toBe(false);
  });
});

/** As the note of that process would have it, read while it lives. */
function startOf(pid: number): string {
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `${boot} ${
    readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")[19]
  }`;
}
