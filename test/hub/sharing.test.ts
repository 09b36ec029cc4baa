import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Sharing } from "../../src/manifest/manifest.ts";
import { settingsOf } from "../../src/hub/sharing/settings.ts";
import { eventually, probeAt, startedHub, temporaryFolder } from "./started.ts";
import { openSession } from "./talk.ts";

const memory = fileURLToPath(
  new URL("../../node_modules/@modelcontextprotocol/server-memory/dist/index.js", import.meta.url),
);

const busyWith = async (sharing: Sharing, sessions: number): Promise<{ most: number; pids: Set<string> }> => {
  const { url } = await startedHub({ server: { sharing } });
  const opened = await Promise.all(Array.from({ length: sessions }, () => openSession(url)));
  await Promise.all(opened.map((session) => session.call("busy", { ms: 60 })));
  const pids = await Promise.all(opened.map((session) => session.call("pid")));
  const most = await Promise.all(opened.map((session) => session.call("most")));
  return { most: Math.max(...most.map(Number)), pids: new Set(pids) };
};

describe("a server is shared", () => {
  it("by all sessions at the same time", async () => {
    const { most, pids } = await busyWith("shared", 4);
    expect([most, pids.size]).toEqual([4, 1]);
  });

  it("by one request at a time, where it is `serial`", async () => {
    const { most, pids } = await busyWith("serial", 4);
    expect([most, pids.size]).toEqual([1, 1]);
  });

  it("by as many processes as the pool has, each with one request at a time", async () => {
    const { url, hub } = await startedHub({ server: { sharing: { pool: 3 } } });
    const sessions = await Promise.all(Array.from({ length: 9 }, () => openSession(url)));
    expect(hub.status().servers[0]!.children).toHaveLength(1);
    await Promise.all(sessions.map((session) => session.call("busy", { ms: 100 })));
    expect(hub.status().servers[0]!.children).toHaveLength(3);
    const pids = await Promise.all(
      sessions.map(async (session) => [await session.call("pid"), await session.call("most")]),
    );
    for (const [, most] of pids) expect(["0", "1"]).toContain(most);
  });

  it("by nobody, where every session has a process, which ends with the session", async () => {
    const { url, hub, received } = await startedHub({ server: { sharing: "session" } });
    const capabilities = { roots: { listChanged: true }, sampling: {} };
    const [one, two] = await Promise.all([openSession(url, { capabilities }), openSession(url)]);
    const pids = [await one.call("pid"), await two.call("pid")];
    expect(new Set(pids).size).toBe(2);
    expect(await one.call("pid")).toBe(pids[0]);
    // The server sees the client itself.
    expect(JSON.parse(await one.call("who"))).toMatchObject({ capabilities, clientInfo: { name: "test" } });
    await one.notify("notifications/roots/list_changed");
    await eventually(() => expect(received()).toContain("notifications/roots/list_changed"));
    const roots = one.start("tools/call", { name: "roots", arguments: {} });
    const question = await roots.until(({ method }) => method === "roots/list");
    await one.send({ id: question.id!, result: { roots: [{ uri: "file:///mine" }] } }).done;
    expect(JSON.stringify((await roots.done).messages.at(-1))).toContain("file:///mine");
    expect(await two.call("roots")).toContain("-32601");
    await one.end();
    await eventually(() => expect(hub.status().servers[0]!.children.map(({ pid }) => String(pid))).toEqual([pids[1]]));
  });

  it("by nobody, and so are its lists", async () => {
    const { url } = await startedHub({ server: { sharing: "session" } });
    const [one, two] = await Promise.all([openSession(url), openSession(url)]);
    await Promise.all([one.call("pid"), two.call("pid")]);
    await one.call("add", { name: "fresh" });
    expect(JSON.stringify(await one.request("tools/list"))).toContain("fresh");
    expect(JSON.stringify(await two.request("tools/list"))).not.toContain("fresh");
  });

  it("by processes for sessions up to a number; those that are in use stay", async () => {
    const { url, hub } = await startedHub({ server: { sharing: "session", processes: 2 } });
    const sessions = await Promise.all(Array.from({ length: 3 }, () => openSession(url)));
    const streams = sessions.map((session) => session.listen());
    await sessions[0]!.call("pid");
    await sessions[1]!.call("pid");
    await expect(sessions[2]!.call("pid")).rejects.toThrow("all 2 are in use");
    streams[0]!.drop();
    await sessions[0]!.end();
    await sessions[2]!.call("pid");
    expect(hub.status().servers[0]!.children).toHaveLength(2);
    for (const stream of streams) stream.drop();
  });

  it("without its roots being those of one session", async () => {
    const { url, received } = await startedHub();
    const session = await openSession(url, { capabilities: { roots: { listChanged: true } } });
    expect(JSON.parse(await session.call("who"))).toMatchObject({ clientInfo: { name: "mcp-lint-hub" } });
    expect((JSON.parse(await session.call("who")) as { capabilities: object }).capabilities).not.toHaveProperty(
      "roots",
    );
    expect(await session.notify("notifications/roots/list_changed")).toBe(202);
    await session.call("pid");
    expect(received()).not.toContain("notifications/roots/list_changed");
  });

  it("as is known of it, where the manifest says nothing", () => {
    const sharing = (command: string, ...args: string[]): Sharing => {
      const { sharing: _, ...server } = probeAt(1, { command, args });
      return settingsOf(server).sharing;
    };
    expect(sharing("npx", "-y", "@playwright/mcp@latest")).toBe("session");
    expect(sharing("node", "/home/me/node_modules/@modelcontextprotocol/server-memory/dist/index.js")).toBe("serial");
    expect(sharing("node", "/home/terminal/shell/server.js")).toBe("shared");
    expect(sharing("uvx", "mcp-server-fetch")).toBe("shared");
  });
});

describe("the queue of a serial server", () => {
  it("is seen from outside, and has an end", async () => {
    const { url, hub, events } = await startedHub({ server: { sharing: "serial", queue: 2 } });
    const session = await openSession(url);
    await session.call("pid");
    const first = session.start("tools/call", { name: "slow", arguments: { ms: 500 } });
    await eventually(() => expect(hub.status().servers[0]!.calls.inFlight).toBe(1));
    const waiting = [1, 2].map(() => session.call("pid"));
    await eventually(() => expect(hub.status().servers[0]!.calls.queued).toBe(2));
    await expect(session.call("pid")).rejects.toThrow("takes one request at a time, and 2 wait already");
    await Promise.all([first.done, ...waiting]);
    expect(hub.status().servers[0]!.calls).toMatchObject({ queued: 0, inFlight: 0, failed: 1 });
    const waits = events.flatMap((event) => (event.event === "call" && event.tool === "pid" ? [event.waited] : []));
    expect(waits.at(-1)).toBeGreaterThan(100);
  });

  it("lets nobody wait longer than it may", async () => {
    const { url, received } = await startedHub({ server: { sharing: "serial", queueTimeout: 0.2 } });
    const session = await openSession(url);
    const first = session.start("tools/call", { name: "slow", arguments: { ms: 1500 } });
    await eventually(() => expect(received()).toContain("tools/call slow"));
    await expect(session.call("pid")).rejects.toThrow("for its turn");
    await first.done;
  });

  it("goes on when the one in front was cancelled, or left while it waited", async () => {
    const { url, received } = await startedHub({ server: { sharing: "serial" }, limits: { afterCancel: 50 } });
    const session = await openSession(url);
    const first = session.start("tools/call", { name: "hang", arguments: {} });
    await eventually(() => expect(received()).toContain("tools/call hang"));
    const second = session.start("tools/call", { name: "crash", arguments: {} });
    const third = session.call("echo", { text: "my turn" });
    second.drop();
    first.drop();
    expect(await third).toBe("my turn");
    expect(received()).not.toContain("tools/call crash");
  });
});

describe("a memory in one file", () => {
  const write = async (sharing: Sharing): Promise<number> => {
    const folder = temporaryFolder();
    const file = path.join(folder, "memory.json");
    const { url } = await startedHub({
      server: { sharing, command: process.execPath, args: [memory], env: { MEMORY_FILE_PATH: file } },
    });
    const sessions = await Promise.all(Array.from({ length: 8 }, () => openSession(url)));
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const entities = [{ name: `entity ${index}`, entityType: "test", observations: ["seen"] }];
        return sessions[index % 8]!.call("create_entities", { entities }, index);
      }),
    );
    return readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.includes('"entity ')).length;
  };

  it("keeps all of 40 entries of 8 sessions where it is `serial`, and loses some where it is shared", async () => {
    expect(await write("serial")).toBe(40);
    expect(await write("shared")).toBeLessThan(40);
  });
});
