import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startChild, type Child, type Exit, type Runnable } from "../../../src/hub/child/child.ts";
import { markedBy, markedInListing, ownSpace, unmarked } from "../../../src/hub/child/mark.ts";
import { endLeftovers } from "../../../src/hub/child/strays.ts";
import type { Message } from "../../../src/hub/message.ts";
import { bundled } from "../bundled.ts";
import { eventually, isRunning } from "../processes.ts";

let folder: string;
let childModule: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "child-"));
  childModule = await bundled("../../src/hub/child/child.ts", folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  readonly child: Child;
  readonly messages: Message[];
  readonly noise: string[];
  readonly stderr: string[];
  readonly exits: Exit[];
}

let all: Child[] = [];
afterEach(async () => {
  await Promise.all(all.map((child) => child.stop(0)));
  all = [];
});

function start(script: string, more: Partial<Runnable> = {}): Started {
  const [messages, noise, stderr, exits]: [Message[], string[], string[], Exit[]] = [[], [], [], []];
  const env = Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ""]));
  const runnable = { command: process.execPath, args: ["-e", script], env, cwd: folder, identity: "", shown: "" };
  const child = startChild(
    { ...runnable, ...more, env: { ...env, ...more.env } },
    {
      onMessage: (message) => messages.push(message),
      onNoise: (line) => noise.push(line),
      onStderr: (line) => stderr.push(line),
      onExit: (exit) => exits.push(exit),
    },
  );
  all.push(child);
  return { child, messages, noise, stderr, exits };
}

const say = (value: string): string =>
  `console.log(JSON.stringify({ jsonrpc: "2.0", method: "said", params: ${value} }));`;
const echo = `require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => console.log(line));`;
/** Ends neither with its input nor when asked. */
const stubborn = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); process.stdin.resume();`;

it("carries messages both ways, large ones too", async () => {
  const { child, messages, exits } = start(echo);
  const large: Message = { jsonrpc: "2.0", id: "ä", result: { text: "€".repeat(5_000_000), more: [1, null, {}] } };
  child.send(large);
  child.send({ jsonrpc: "2.0", method: "after" });
  await eventually(() => messages.length === 2);
  expect(messages[0]).toEqual(large);
  expect(child.buffered).toBe(0);
  await child.stop();
  expect(exits).toMatchObject([{ code: 0, signal: null }]);
  child.send({ jsonrpc: "2.0", method: "lost" });
});

it("says how much a server has not read", async () => {
  const { child } = start(stubborn.replace("process.stdin.resume();", ""));
  child.send({ jsonrpc: "2.0", method: "a", params: "x".repeat(2_000_000) });
  expect(child.buffered).toBeGreaterThan(1_000_000);
});

describe("a server that cannot be started", () => {
  it.each([
    ["no program", { command: "no-such-program-of-anybody" }, "There is no program `no-such-program-of-anybody`"],
    ["no program at a path", { command: "/no/such" }, "There is no program `/no/such`"],
    ["no folder", { cwd: "/no/such" }, "There is no folder /no/such to start it in"],
    ["a zero byte", { args: ["a\0b"] }, /^It could not be started: .*null bytes/],
  ])("%s", async (_, more, reason) => {
    const { child, exits } = start("", more);
    expect(exits).toEqual([]);
    await eventually(() => exits.length > 0);
    expect(exits).toEqual([{ code: null, signal: null, stderr: [], reason: expect.stringMatching(reason) }]);
    child.send({ jsonrpc: "2.0", method: "lost" });
    await child.stop();
    expect(exits).toHaveLength(1);
  });

  it("a file that may not be run", async () => {
    const file = path.join(folder, "data");
    writeFileSync(file, "no program");
    chmodSync(file, 0o600);
    const { exits } = start("", { command: file });
    await eventually(() => exits.length > 0);
    expect(exits[0]!.reason).toContain("may not be run");
  });
});

describe("a server that ends by itself", () => {
  it("is reported once, after its last answer, with its last words and no secret", async () => {
    const secret = "kJ8sPq2LmZ9xTb4W";
    const script = `${say("1")} console.error("bad key " + process.env.API_KEY); console.log("key=" + process.env.API_KEY); process.exitCode = 3;`;
    const { messages, exits, stderr, noise } = start(script, { env: { API_KEY: secret } });
    await eventually(() => exits.length > 0);
    expect(messages).toHaveLength(1);
    expect(exits).toEqual([{ code: 3, signal: null, reason: "It ended with code 3", stderr: ["bad key [redacted]"] }]);
    expect(stderr).toEqual(["bad key [redacted]"]);
    expect(noise).toEqual(["key=[redacted]"]);
  });

  it("is reported at once also where something it started holds its output open, and takes that along", async () => {
    const helper = `const { pid } = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(stubborn)}], { stdio: "inherit" }); ${say("pid")} process.stdin.resume();`;
    const { child, messages, exits } = start(helper);
    await eventually(() => messages.length > 0);
    const helperPid = messages[0]!.params as number;
    const killed = performance.now();
    process.kill(child.pid, "SIGKILL");
    await eventually(() => exits.length > 0);
    expect(exits).toMatchObject([{ code: null, signal: "SIGKILL", reason: "SIGKILL ended it" }]);
    expect(performance.now() - killed).toBeLessThan(1000);
    await eventually(() => !isRunning(helperPid));
  });
});

describe("stop", () => {
  it("lets a server end by its closed input", async () => {
    const { child, exits, stderr } = start(
      `process.stdin.on("end", () => console.error("good bye")).resume(); process.on("SIGTERM", () => process.exit(9));`,
    );
    await child.stop();
    expect(exits).toMatchObject([{ code: 0, signal: null }]);
    expect(stderr).toEqual(["good bye"]);
  });

  it("kills what neither its closed input nor SIGTERM ends, with all it started, in the time given", async () => {
    const inner = (detached: boolean): string =>
      `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(stubborn)}], { detached: ${detached}, stdio: "ignore" }).pid`;
    const { child, messages, exits } = start(`${stubborn} ${say(`[${inner(false)}, ${inner(true)}]`)}`);
    await eventually(() => messages.length > 0);
    const helpers = messages[0]!.params as number[];
    expect(helpers.every(isRunning)).toBe(true);
    void child.stop();
    await child.stop(300);
    expect(exits).toMatchObject([{ code: null, signal: "SIGKILL" }]);
    expect([child.pid, ...helpers].filter(isRunning)).toEqual([]);
  });
});

describe("when the hub is killed", () => {
  /** A hub in a process of its own that starts one server, and the id of that. */
  async function killedHub(server: string): Promise<number> {
    const hub = `
      import { startChild } from ${JSON.stringify(childModule)};
      const runnable = { command: process.execPath, args: ["-e", ${JSON.stringify(server)}], env: process.env, cwd: ".", identity: "", shown: "" };
      startChild(runnable, { onMessage: ({ params }) => console.log(params), onExit() {} });`;
    const started = spawn(process.execPath, ["--input-type=module", "-e", hub], {
      cwd: folder,
      env: unmarked(process.env),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [pid] = await once(started.stdout, "data");
    const ended = once(started, "exit");
    started.kill("SIGKILL");
    await ended;
    return Number(pid);
  }

  it("a server that reads its input ends by itself", async () => {
    const pid = await killedHub(`process.stdin.resume(); ${say("process.pid")}`);
    await eventually(() => !isRunning(pid));
  });

  it.runIf(process.platform === "linux")("a server that ends when asked is asked", async () => {
    const pid = await killedHub(`setInterval(() => {}, 1000); ${say("process.pid")}`);
    await eventually(() => !isRunning(pid));
  });

  it("what stays all the same is ended at the next start", async () => {
    const pid = await killedHub(`${stubborn} ${say("process.pid")}`);
    await eventually(async () => {
      await endLeftovers();
      return !isRunning(pid);
    });
  });

  it.runIf(process.platform === "linux")(
    "processes of a hub in a container are left alone: its ids count in there",
    async () => {
      const hub = { pid: process.pid, host: hostname(), start: "another boot", child: "c" };
      const inside = { ...hub, space: "pid:[1]" };
      const outside = { ...hub, ...(ownSpace() !== undefined && { space: ownSpace()! }) };
      const [theirs, ours] = [inside, outside].map((mark) =>
        spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { env: { ...process.env, ...markedBy(mark) } }),
      );
      const ended = once(ours!, "exit");
      await Promise.all([once(theirs!, "spawn"), once(ours!, "spawn")]);
      await eventually(async () => (await endLeftovers()).includes(ours!.pid!));
      await ended;
      expect(isRunning(theirs!.pid!)).toBe(true);
      theirs!.kill("SIGKILL");
      await once(theirs!, "exit");
    },
  );

  it("the servers of a hub that runs are left alone", async () => {
    const { child, messages } = start(`${stubborn} ${say("1")}`);
    await eventually(() => messages.length > 0);
    await endLeftovers();
    expect(isRunning(child.pid)).toBe(true);
  });
});

it("finds its mark in what ps says on macOS", () => {
  const mark = { pid: 7, host: "my mac", child: "c1" };
  const [[name, value]] = Object.entries(markedBy(mark)) as [[string, string]];
  const listing = `  1 /sbin/launchd\n 812 node server.js --a b PATH=/bin:/usr/bin ${name}=${value} HOME=/Users/me\n 9 x ${name}=junk\n`;
  expect(markedInListing(listing)).toEqual([{ pid: 812, mark }]);
});
