import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { endTree, type EndingHost } from "../../src/processes/ending.ts";
import { familyOf } from "../../src/processes/family.ts";
import { linuxProcesses } from "../../src/processes/linux.ts";
import type { Process, Tree } from "../../src/processes/process.ts";

const isAlive = (pid: number): boolean => linuxProcesses().processes.some((process) => process.pid === pid);

/** A real process; it says its number, and those of its children, when they are there. */
async function start(code: string): Promise<{ readonly child: ChildProcess; readonly numbers: readonly number[] }> {
  const child = spawn(process.execPath, ["-e", code], { stdio: ["pipe", "pipe", "ignore"] });
  const [data] = (await once(child.stdout, "data")) as [Buffer];
  const numbers = String(data).trim().split(" ").map(Number);
  onTestFinished(() => {
    for (const number of numbers) if (isAlive(number)) process.kill(number, "SIGKILL");
  });
  return { child, numbers };
}

function treeOf(pid: number): Tree {
  const { processes } = linuxProcesses();
  return familyOf(processes).treeOf(processes.find((process) => process.pid === pid)!);
}

const host: EndingHost = {
  list: async () => linuxProcesses(),
  signal: (pid, signal) => void process.kill(pid, signal),
  wait: sleep,
};

describe.runIf(process.platform === "linux")("ending a tree of real processes", () => {
  it("ends children as well, and by force what does not want to", async () => {
    const stubborn = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6);`;
    const { numbers } = await start(`
      const child = require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(stubborn)} + "console.log(1)"]);
      child.stdout.once("data", () => console.log(process.pid, child.pid));
      ${stubborn}`);
    const signals: string[] = [];
    const counting: EndingHost = {
      ...host,
      signal: (pid, signal) => {
        signals.push(`${signal} ${numbers.indexOf(pid)}`);
        host.signal(pid, signal);
      },
      // So that nobody waits five seconds for what never comes.
      wait: () => sleep(10),
    };
    expect(await endTree(treeOf(numbers[0]!), counting)).toEqual([]);
    expect(numbers.map(isAlive)).toEqual([false, false]);
    expect(new Set(signals)).toEqual(new Set(["SIGTERM 0", "SIGTERM 1", "SIGKILL 0", "SIGKILL 1"]));
  });

  it("leaves a process alone that only has the number", async () => {
    const { numbers } = await start(`console.log(process.pid); setInterval(() => {}, 1e6);`);
    const [number] = numbers as [number];
    const [found] = treeOf(number);
    const earlier: Process = { ...found, start: "1" };
    expect(await endTree([earlier], host)).toEqual([]);
    expect(isAlive(number)).toBe(true);
  });

  it("tells what is still there", async () => {
    const { numbers } = await start(`console.log(process.pid); setInterval(() => {}, 1e6);`);
    const powerless: EndingHost = {
      ...host,
      signal: () => {
        throw Object.assign(new Error("not permitted"), { code: "EPERM" });
      },
      wait: async () => undefined,
    };
    const left = await endTree(treeOf(numbers[0]!), powerless);
    expect(left.map(({ pid }) => pid)).toEqual(numbers);
  });
});
