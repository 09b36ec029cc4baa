import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { eventually, freePorts, manifestOf, probeAt, runnableOf, startedHub } from "./started.ts";
import { openSession, send } from "./talk.ts";

const starts = (lines: readonly string[]): number => lines.filter((line) => line.startsWith("start ")).length;

describe("a server that dies", () => {
  it("fails what it was working on at once, is never asked twice, and works again for the same session", async () => {
    const { url, hub, received } = await startedHub();
    const session = await openSession(url);
    const other = await openSession(url);
    const waiting = other.start("tools/call", { name: "hang", arguments: {} });
    await eventually(() => expect(received()).toContain("tools/call hang"));
    const pid = Number(await session.call("pid"));
    const killed = performance.now();
    process.kill(pid, "SIGKILL");
    const { messages } = await waiting.done;
    // 100 ms on an idle machine; this one may have other work.
    expect(performance.now() - killed).toBeLessThan(1000);
    expect(messages[0]!.error).toMatchObject({
      message: expect.stringContaining("the request was not repeated") as string,
      data: { reason: "server-ended", signal: "SIGKILL" },
    });
    expect(await session.call("echo", { text: "again" })).toBe("again");
    expect(Number(await other.call("pid"))).not.toBe(pid);
    expect(received().filter((line) => line === "tools/call hang")).toHaveLength(1);
    expect(hub.status().servers[0]).toMatchObject({
      state: "ready",
      restarts: 1,
      lastExit: { signal: "SIGKILL" },
    });
  });

  it("is started again by itself for those who subscribed to something, and told what they want", async () => {
    const { url, received } = await startedHub();
    const session = await openSession(url);
    await session.request("logging/setLevel", { level: "warning" });
    await session.request("resources/subscribe", { uri: "x:a" });
    await session.request("tools/call", { name: "crash", arguments: {} });
    await eventually(() => {
      expect(received().filter((line) => line === "resources/subscribe x:a")).toHaveLength(2);
      expect(received().filter((line) => line === "logging/setLevel warning")).toHaveLength(2);
    });
  });

  it("again and again is left alone for a while, and calls are told so at once", async () => {
    const { url, hub, received } = await startedHub({ limits: { crashLoop: 3 } });
    const session = await openSession(url);
    for (let crash = 0; crash < 3; crash++) {
      await expect(session.call("crash")).rejects.toThrow("ended while it worked");
    }
    const asked = performance.now();
    await expect(session.call("pid")).rejects.toThrow(/ended 3 times in a row; the next attempt is in \d+ s/);
    expect(performance.now() - asked).toBeLessThan(500);
    expect(starts(received())).toBe(3);
    expect(hub.status().servers[0]).toMatchObject({ state: "failed", retryAt: expect.any(Number) as number });
    // One more attempt when its time has come.
    await eventually(async () => expect(Number(await session.call("pid"))).toBeGreaterThan(0));
  });

  it("at its start says why", async () => {
    const { url, hub } = await startedHub({ server: { env: { PROBE_FAIL: "1" } } });
    await expect(openSession(url)).rejects.toThrow("the probe was told to fail");
    expect(hub.status().servers[0]!.problem).toContain("the probe was told to fail");
  });

  it("does nothing to the others", async () => {
    const [first, second] = await freePorts(2);
    const manifest = manifestOf(
      probeAt(first!, { name: "bad", command: "/nowhere/at/all" }),
      probeAt(second!, { name: "good" }),
    );
    await startedHub({ manifest });
    await expect(openSession(`http://127.0.0.1:${first}/mcp`)).rejects.toThrow("There is no program");
    expect(await (await openSession(`http://127.0.0.1:${second}/mcp`)).call("echo", { text: "a" })).toBe("a");
  });

  it("that cannot be launched at all is told about", async () => {
    const { url } = await startedHub({ launch: () => Promise.reject(new Error("npm could not find it")) });
    await expect(openSession(url)).rejects.toThrow("npm could not find it");
  });
});

describe("what cannot be written as JSON again", () => {
  const deep = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

  it("ends one request, from whichever side it comes", async () => {
    const { url, hub } = await startedHub();
    const session = await openSession(url);
    const headers = { ...session.headers, "content-type": "application/json" };
    const body = `{"jsonrpc":"2.0","id":1,"method":"x/extension","params":{"x":${deep(100_000)}}}`;
    const sent = await send(url, { headers, body }).done;
    expect(sent.messages[0]).toMatchObject({ error: { message: expect.any(String) as string } });
    await expect(session.call("deep", { depth: 100_000 })).rejects.toThrow();
    expect(await session.call("echo", { text: "still here" })).toBe("still here");
    expect(hub.status().servers[0]!.calls.inFlight).toBe(0);
  });
});

describe("a server that hangs", () => {
  it("loses its calls after their time, and is started again where it also answers no ping", async () => {
    const { url, hub, received } = await startedHub({ server: { timeout: 0.3 } });
    const session = await openSession(url);
    const pid = Number(await session.call("pid"));
    await expect(session.call("hang")).rejects.toThrow("gave no sign of life");
    await eventually(() => expect(received()).toContain("notifications/cancelled"));
    // It answers pings: it was only slow.
    expect(Number(await session.call("pid"))).toBe(pid);
    process.kill(pid, "SIGSTOP");
    await expect(session.call("pid")).rejects.toThrow("gave no sign of life");
    await expect(session.call("pid")).rejects.toThrow();
    await eventually(async () => expect(Number(await session.call("pid"))).not.toBe(pid));
    expect(hub.status().servers[0]!.restarts).toBe(1);
  });

  it("at its start is given up after a time", async () => {
    const { url } = await startedHub({ server: { startTimeout: 0.3, env: { PROBE_SLOW_START: "60000" } } });
    await expect(openSession(url)).rejects.toThrow("did not answer `initialize`");
  });

  it("is not taken for one that works: progress counts as a sign of life", async () => {
    const { url } = await startedHub({ server: { timeout: 1 } });
    const session = await openSession(url);
    const params = { name: "progress", arguments: { count: 10, ms: 250 }, _meta: { progressToken: 1 } };
    expect(await session.request("tools/call", params)).toHaveProperty("result");
  });
});

describe("a hub that is started again", () => {
  it("carries on with the sessions of the one before", async () => {
    const first = await startedHub();
    const { port } = new URL(first.url);
    const session = await openSession(first.url, { capabilities: { elicitation: {} } });
    const ended = await openSession(first.url);
    await session.call("pid");
    await first.hub.close();
    const second = await startedHub({ server: { port: Number(port) }, stateFolder: first.stateFolder });
    expect(await session.call("echo", { text: "still here" })).toBe("still here");
    expect(second.events).toContainEqual({ event: "session-opened", server: "probe", client: "test 1", adopted: true });
    // What the client can answer is known from its id.
    const call = session.start("tools/call", { name: "ask", arguments: {} });
    await call.until(({ method }) => method === "elicitation/create");
    call.drop();
    // A stream of the former hub is one that nothing more comes from.
    const stream = session.listen("aaaaaa-0-3");
    await session.call("add", { name: "fresh" });
    await stream.until(({ method }) => method === "notifications/tools/list_changed");
    stream.drop();
    await ended.end();
    expect((await ended.start("ping").done).status).toBe(404);
    expect(statSync(path.join(first.stateFolder, "session-key")).mode & 0o777).toBe(0o600);
  });

  it("answers what it knows without starting anything", async () => {
    const first = await startedHub();
    const before = await openSession(first.url);
    const tools = await before.request("tools/list");
    await first.hub.close();
    const { port } = new URL(first.url);
    const second = await startedHub({ server: { port: Number(port) }, stateFolder: first.stateFolder });
    const session = await openSession(second.url);
    expect(session.initialized.result).toEqual(before.initialized.result);
    expect((await session.request("tools/list")).result).toEqual(tools.result);
    expect(second.hub.status().servers[0]).toMatchObject({ state: "asleep", children: [] });
    expect(starts(first.received())).toBe(1);
    await session.call("pid");
    expect(second.hub.status().servers[0]!.state).toBe("ready");
  });

  it("tells its clients where the server is another one by now", async () => {
    const first = await startedHub();
    await (await openSession(first.url)).request("tools/list");
    await first.hub.close();
    const { port } = new URL(first.url);
    const changed = probeAt(Number(port), { env: { PROBE_LOG: path.join(first.stateFolder, "probe.log") } });
    const second = await startedHub({
      manifest: manifestOf(changed),
      stateFolder: first.stateFolder,
      launch: async (server) => runnableOf({ ...server, env: { ...server.env, PROBE_TOOLS: "fresh" } }),
    });
    const session = await openSession(second.url);
    const stream = session.listen();
    expect(JSON.stringify(await session.request("tools/list"))).not.toContain("fresh");
    await session.call("pid");
    await stream.until(({ method }) => method === "notifications/tools/list_changed");
    expect(JSON.stringify(await session.request("tools/list"))).toContain("fresh");
    stream.drop();
  });

  it("keeps no secret in what it remembers", async () => {
    const secret = `ghp_${"a1B2".repeat(9)}`;
    const first = await startedHub({ server: { env: { TOKEN: secret } } });
    const session = await openSession(first.url);
    await session.call("add", { name: secret });
    await session.request("tools/list");
    await first.hub.close();
    const cache = path.join(first.stateFolder, "cache");
    mkdirSync(cache, { recursive: true });
    for (const file of readdirSync(cache)) {
      expect(file).toMatch(/^[0-9a-f]{40}\.json$/);
      expect(readFileSync(path.join(cache, file), "utf8")).not.toContain(secret);
    }
    expect(JSON.stringify([first.hub.status(), first.events])).not.toContain(secret);
  });
});

describe("what nobody listens to", () => {
  it("is kept up to a bound, and log messages not at all", async () => {
    const { url } = await startedHub({ limits: { replayEvents: 8 } });
    const [session, other] = [await openSession(url), await openSession(url)];
    for (let index = 0; index < 20; index++) {
      await session.request("resources/subscribe", { uri: `x:${index}` });
      await other.request("x/changed", { uri: `x:${index}` });
      await other.request("x/changed", { uri: `x:${index}` });
    }
    await other.request("x/log", { text: "history" });
    const stream = session.listen();
    await stream.until(({ params }) => (params as { uri?: string })?.uri === "x:19");
    const uris = stream.events.flatMap(({ message }) => (message?.params as { uri?: string })?.uri ?? []);
    expect(uris).toEqual(Array.from({ length: 8 }, (_, index) => `x:${index + 12}`));
    expect(JSON.stringify(stream.events)).not.toContain("history");
    stream.drop();
  });
});

describe("sessions that are dropped without a word", () => {
  it("leave nothing: 500 of them", async () => {
    const { url, hub } = await startedHub({ limits: { sessionIdle: 300 } });
    const kept = await openSession(url);
    const stream = kept.listen();
    await kept.call("pid");
    for (let round = 0; round < 50; round++) await Promise.all(Array.from({ length: 10 }, () => openSession(url)));
    expect(hub.status().servers[0]!.children).toHaveLength(1);
    await eventually(() => expect(hub.status().servers[0]!.sessions).toBe(1));
    expect(await kept.call("echo", { text: "a" })).toBe("a");
    stream.drop();
  }, 120_000);

  it("leave no process, where each has one", async () => {
    const { url, hub } = await startedHub({ server: { sharing: "session" }, limits: { sessionIdle: 300 } });
    const sessions = await Promise.all(Array.from({ length: 5 }, () => openSession(url)));
    const pids = await Promise.all(sessions.map((session) => session.call("pid")));
    expect(new Set(pids).size).toBe(5);
    await eventually(() => expect(hub.status().servers[0]).toMatchObject({ sessions: 0, children: [] }));
    // It comes back with its next request.
    expect(await sessions[0]!.call("echo", { text: "a" })).toBe("a");
  });

  it("are held in memory up to a number", async () => {
    const { url, hub } = await startedHub({ limits: { sessions: 10 } });
    const sessions = [];
    for (let index = 0; index < 30; index++) sessions.push(await openSession(url));
    expect(hub.status().servers[0]!.sessions).toBe(10);
    expect(await sessions[0]!.call("echo", { text: "a" })).toBe("a");
  });
});

describe("a server that nobody uses", () => {
  it("is not started, ends after a while, and comes back", async () => {
    const { url, hub, received } = await startedHub({ server: { idle: 0.3 } });
    expect(hub.status().servers[0]).toMatchObject({ state: "asleep", children: [] });
    const session = await openSession(url);
    await session.request("tools/list");
    await eventually(() => expect(hub.status().servers[0]).toMatchObject({ state: "asleep", children: [] }));
    const before = starts(received());
    expect(await session.request("tools/list")).toHaveProperty("result");
    expect(starts(received())).toBe(before);
    await session.call("pid");
    expect(starts(received())).toBe(before + 1);
    expect(hub.status().servers[0]!.restarts).toBe(0);
  });

  it("stays while somebody is subscribed to something of it, or it is `eager`", async () => {
    const [first, second] = await freePorts(2);
    const manifest = manifestOf(
      probeAt(first!, { name: "watched", idle: 0.1 }),
      probeAt(second!, { name: "eager", idle: 0.1, start: "eager" }),
    );
    const { hub } = await startedHub({ manifest });
    await eventually(() => expect(hub.status().servers[1]!.state).toBe("ready"));
    const session = await openSession(`http://127.0.0.1:${first}/mcp`);
    await session.request("resources/subscribe", { uri: "x:a" });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(hub.status().servers.map(({ state }) => state)).toEqual(["ready", "ready"]);
    await session.end();
    await eventually(() => expect(hub.status().servers[0]!.state).toBe("asleep"));
  });
});

describe("a reload", () => {
  it("ends and starts what changed, and nothing else", async () => {
    const [first, second, third] = await freePorts(3);
    const at = (port: number): string => `http://127.0.0.1:${port}/mcp`;
    const same = probeAt(first!, { name: "same" });
    const { hub } = await startedHub({ manifest: manifestOf(same, probeAt(second!, { name: "other" })) });
    const [kept, changed] = [await openSession(at(first!)), await openSession(at(second!))];
    const pids = [await kept.call("pid"), await changed.call("pid")];
    const result = await hub.reload(
      manifestOf(same, probeAt(second!, { name: "other", env: { X: "1" } }), probeAt(third!, { name: "fresh" })),
    );
    expect(result).toEqual({ added: ["fresh"], removed: [], changed: ["other"] });
    expect(await kept.call("pid")).toBe(pids[0]);
    expect(await changed.call("pid")).not.toBe(pids[1]);
    await openSession(at(third!));
    expect(await hub.reload(manifestOf(same))).toEqual({ added: [], removed: ["other", "fresh"], changed: [] });
    await expect(send(at(second!), { body: {} }).done).rejects.toThrow("ECONNREFUSED");
    expect(await kept.call("pid")).toBe(pids[0]);
  });

  it("waits for the one before", async () => {
    const [first, second] = await freePorts(2);
    const { hub } = await startedHub({ manifest: manifestOf(probeAt(first!)) });
    const results = await Promise.all([
      hub.reload(manifestOf(probeAt(first!), probeAt(second!, { name: "other" }))),
      hub.reload(manifestOf(probeAt(second!, { name: "other" }))),
    ]);
    expect(results).toEqual([
      { added: ["other"], removed: [], changed: [] },
      { added: [], removed: ["probe"], changed: [] },
    ]);
    await openSession(`http://127.0.0.1:${second}/mcp`);
  });

  it("moves a server to another port without ending it", async () => {
    const [first, second] = await freePorts(2);
    const { hub } = await startedHub({ manifest: manifestOf(probeAt(first!)) });
    const session = await openSession(`http://127.0.0.1:${first}/mcp`);
    const pid = await session.call("pid");
    expect(await hub.reload(manifestOf(probeAt(second!)))).toEqual({ added: [], removed: [], changed: [] });
    const { headers } = session;
    const body = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "pid", arguments: {} } };
    const moved = await send(`http://127.0.0.1:${second}/mcp`, { headers, body }).done;
    expect(moved.text).toContain(pid);
  });

  it("leaves an ejected server to the clients", async () => {
    const [port] = await freePorts(1);
    const { hub } = await startedHub({ manifest: manifestOf(probeAt(port!, { ejected: true })), port: 0 });
    expect(hub.status().servers).toMatchObject([{ state: "ejected", children: [] }]);
    await expect(send(`http://127.0.0.1:${port}/mcp`, { body: {} }).done).rejects.toThrow("ECONNREFUSED");
  });
});

describe("a hub that stops", () => {
  it("answers what is open with an error and leaves no process", async () => {
    const { url, hub } = await startedHub();
    const session = await openSession(url);
    const pid = Number(await session.call("pid"));
    const call = session.start("tools/call", { name: "hang", arguments: {} });
    const stream = session.listen();
    await eventually(() => expect(hub.status().servers[0]!.calls.inFlight).toBe(1));
    await hub.close();
    expect((await call.done).messages[0]).toHaveProperty("error");
    await stream.done.catch(() => {});
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    await expect(send(url, { body: {} }).done).rejects.toThrow("ECONNREFUSED");
  });
});
