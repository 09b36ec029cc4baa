import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { HubEvent } from "../../src/hub/event.ts";
import { fixture, fixtureHub, type Real } from "./fixture.ts";
import { eventually, isRunning } from "./processes.ts";
import { freePorts, manifestOf, temporaryFolder } from "./started.ts";
import { openSession, send, type TestSession } from "./talk.ts";

const errorOf = async (session: TestSession, name: string, args: unknown = {}): Promise<unknown> =>
  (await session.request("tools/call", { name, arguments: args })).error;

const eventsOf = <Name extends HubEvent["event"]>(
  { events }: Pick<Real, "events">,
  name: Name,
): readonly Extract<HubEvent, { event: Name }>[] =>
  events.filter((event): event is Extract<HubEvent, { event: Name }> => event.event === name);

const pidOf = async (session: TestSession): Promise<number> =>
  (JSON.parse(await session.call("whoami")) as { pid: number }).pid;

const server = { command: process.execPath, args: [fixture], env: {}, ejected: false, sharing: "shared" as const };

/** The lines of a file that may not be there yet. */
function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").trim().split("\n");
  } catch {
    return [];
  }
}

describe("when a server ends in the middle of calls", () => {
  it.each([
    ["by itself", { code: 3 }, "It ended with code 3"],
    ["killed", { signal: "SIGKILL" }, "SIGKILL ended it"],
  ])("%s, they fail at once, are never repeated, and the session goes on", async (_, how, reason) => {
    const calls = path.join(temporaryFolder(), "calls");
    const hub = await fixtureHub({ env: { FIXTURE_CALLS: calls } });
    const [one, two] = await Promise.all([openSession(hub.url), openSession(hub.url)]);
    expect([await one.call("count"), await two.call("count")]).toEqual(["1", "2"]);
    const waiting = two.request("tools/call", { name: "never", arguments: {} });
    await eventually(() => linesOf(calls).includes("never"));
    expect(await errorOf(one, "crash", how)).toMatchObject({ message: expect.stringContaining(reason) });
    expect((await waiting).error).toMatchObject({ message: expect.stringContaining(reason) });

    // Another process, so it counts from the beginning; without another `initialize`.
    expect(await one.call("count")).toBe("1");
    expect(await two.call("count")).toBe("2");
    expect(
      linesOf(calls)
        .filter((name) => name === "crash" || name === "never")
        .toSorted(),
    ).toEqual(["crash", "never"]);
    expect(eventsOf(hub, "child-ended")).toMatchObject([{ asked: false, exit: { stderr: ["about to crash"] } }]);
    expect(hub.hub.status().servers[0]).toMatchObject({ state: "ready", restarts: 1 });
  });

  it("they fail within 100 ms of its death", async () => {
    const hub = await fixtureHub();
    const session = await openSession(hub.url);
    const delays: number[] = [];
    // The machine may be busy with something else at any one time.
    for (let round = 0; round < 5 && !delays.some((delay) => delay <= 100); round++) {
      const pid = await pidOf(session);
      const waiting = session.request("tools/call", { name: "never", arguments: {} });
      await eventually(() => hub.hub.status().servers[0]!.calls.inFlight === 1);
      const killed = performance.now();
      process.kill(pid, "SIGKILL");
      await waiting;
      delays.push(performance.now() - killed);
    }
    expect(Math.min(...delays)).toBeLessThanOrEqual(100);
  });

  it("others of the hub notice nothing", async () => {
    const [first, second] = await freePorts(2);
    const manifest = manifestOf({ ...server, name: "bad", port: first! }, { ...server, name: "good", port: second! });
    await fixtureHub({}, { manifest });
    const [bad, good] = await Promise.all([
      openSession(`http://127.0.0.1:${first}/mcp`),
      openSession(`http://127.0.0.1:${second}/mcp`),
    ]);
    const answer = good.call("echo", { text: "still here", after: 300 });
    await errorOf(bad, "crash");
    expect(await answer).toBe("still here");
    expect(await good.call("count")).toBe("1");
  });

  it("a process of one session takes no other session along", async () => {
    const hub = await fixtureHub({ sharing: "session" });
    const [one, two] = await Promise.all([openSession(hub.url), openSession(hub.url)]);
    const [first, second] = await Promise.all([pidOf(one), pidOf(two)]);
    expect(first).not.toBe(second);
    const answer = two.call("echo", { text: "mine", after: 300 });
    await errorOf(one, "crash");
    expect(await answer).toBe("mine");
    expect(await pidOf(two)).toBe(second);
    expect(await pidOf(one)).not.toBe(first);
  });
});

describe("a server that never starts", () => {
  it("fails calls with its last words and no secret, at once when it did so again and again", async () => {
    const secret = "kJ8sPq2LmZ9xTb4W";
    const starts = path.join(temporaryFolder(), "starts");
    const hub = await fixtureHub({
      env: { FIXTURE_EXIT_AT_ONCE: `bad key ${secret}`, API_KEY: secret, FIXTURE_STARTS: starts },
    });
    const body = {
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } },
    };
    let answer = "";
    await eventually(async () => {
      ({ text: answer } = await send(hub.url, { body }).done);
      return hub.hub.status().servers[0]!.state === "failed";
    });
    await eventually(async () => {
      const before = linesOf(starts).length;
      ({ text: answer } = await send(hub.url, { body }).done);
      return linesOf(starts).length === before;
    });
    expect(answer).toContain("code 7");
    expect(answer).toContain("bad key [redacted]");
    const everything = JSON.stringify([answer, hub.events, hub.hub.status()]);
    expect(everything).not.toContain(secret);
    expect(linesOf(starts).length).toBeLessThan(12);
  });

  it("is given up when it takes too long, and leaves no process", async () => {
    const starts = path.join(temporaryFolder(), "starts");
    const hub = await fixtureHub({ env: { FIXTURE_START_DELAY: "600000", FIXTURE_STARTS: starts }, startTimeout: 1 });
    await expect(openSession(hub.url)).rejects.toThrow();
    const [pid] = linesOf(starts).map(Number);
    await eventually(() => !isRunning(pid!));
  });
});

describe("a server that is slow", () => {
  it("to start is waited for once; later sessions are answered without it", async () => {
    const starts = path.join(temporaryFolder(), "starts");
    const stateFolder = temporaryFolder();
    const slow = { env: { FIXTURE_START_DELAY: "1500", FIXTURE_STARTS: starts }, idle: 1 };
    const first = await fixtureHub(slow, { stateFolder, limits: { tick: 50 } });
    const session = await openSession(first.url);
    const tools = await session.request("tools/list");
    expect(tools.result).toMatchObject({ tools: expect.arrayContaining([expect.objectContaining({ name: "count" })]) });
    await eventually(() => first.hub.status().servers[0]!.children.length === 0);

    const again = await openSession(first.url);
    expect((await again.request("tools/list")).result).toEqual(tools.result);
    expect(linesOf(starts)).toHaveLength(1);
    expect(await again.call("count")).toBe("1");
    expect(linesOf(starts)).toHaveLength(2);
  });

  it("to answer is given up after its time, and told", async () => {
    const hub = await fixtureHub({ timeout: 1 });
    const session = await openSession(hub.url);
    const stream = session.listen();
    expect(await errorOf(session, "never")).toMatchObject({ message: expect.stringContaining("1 s") });
    // It logs when it is told.
    await stream.until(
      ({ method, params }) => method === "notifications/message" && JSON.stringify(params).includes("cancelled"),
    );
    stream.drop();
    expect(await session.call("count")).toBe("1");
  });

  it("because it does nothing else for a while answers all that waited", async () => {
    const hub = await fixtureHub();
    const sessions = await Promise.all([openSession(hub.url), openSession(hub.url)]);
    const answers = await Promise.all([
      sessions[0]!.call("block", { ms: 700 }),
      ...sessions.map((session) => session.call("count")),
    ]);
    expect(answers.toSorted()).toEqual(["1", "2", "blocked"]);
  });
});

describe("a server that writes", () => {
  it("what is no message is answered for all the same", async () => {
    const hub = await fixtureHub();
    const session = await openSession(hub.url);
    expect(await session.call("noise")).toBe("made noise");
    expect(eventsOf(hub, "child-noise").map(({ line }) => line)).toEqual([
      "Listening…",
      `{"level":"info"}`,
      "{ broken",
      "[1, 2]",
      `"text"`,
    ]);
  });

  it("a flood of what is no message is answered for, and not kept", async () => {
    const hub = await fixtureHub();
    const session = await openSession(hub.url);
    expect(await session.call("babble", { lines: 300_000 })).toBe("babbled");
    expect(await session.call("count")).toBe("1");
    const noise = eventsOf(hub, "child-noise").length;
    expect(noise).toBeGreaterThan(0);
    expect(noise).toBeLessThan(30_000);
  });

  it("a flood to its standard error is neither held up nor kept", async () => {
    const hub = await fixtureHub();
    const session = await openSession(hub.url);
    expect(await session.call("flood", { megabytes: 100 })).toBe("flooded");
    expect(await session.call("count")).toBe("1");
    const kept = eventsOf(hub, "child-stderr").reduce((bytes, { line }) => bytes + line.length, 0);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(50_000_000);
  });

  it("too long an answer fails that call alone", async () => {
    const { url } = await fixtureHub();
    const [one, two] = await Promise.all([openSession(url), openSession(url)]);
    expect(await one.call("count")).toBe("1");
    const other = two.call("echo", { text: "meanwhile", after: 200 });
    expect(await errorOf(one, "large", { bytes: 70_000_000 })).toMatchObject({
      code: -32603,
      message: expect.stringContaining("67 MB is over the limit of 64 MB"),
    });
    expect(await other).toBe("meanwhile");
    expect(await one.call("count")).toBe("2");
  });
});

it("fifty servers have the processes of those that were called", async () => {
  const ports = await freePorts(50);
  const manifest = manifestOf(
    ...ports.map((port, index) => ({ ...server, name: `s${index}`, port, env: { NUMBER: String(index) } })),
  );
  const { hub } = await fixtureHub({}, { manifest });
  expect(hub.status().servers.filter(({ state }) => state === "asleep")).toHaveLength(50);
  const session = await openSession(`http://127.0.0.1:${ports[7]}/mcp`);
  expect(await session.call("variable", { name: "NUMBER" })).toBe("7");
  expect(hub.status().servers.flatMap(({ children }) => children)).toHaveLength(1);
});
