import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { hexOf, ownerIn } from "../../src/hub/front/peer.ts";
import { eventually, freePorts, manifestOf, probeAt, startedHub } from "./started.ts";
import { openSession, send } from "./talk.ts";

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } },
};

const status = async (url: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  (await send(url, { headers, body: initialize }).done).status;

describe("a request is let in by its names", () => {
  it("of the hub and of nobody else", async () => {
    const { url } = await startedHub();
    const { port } = new URL(url);
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`];
    for (const host of hosts) expect([host, await status(url, { host })]).toEqual([host, 200]);
    const foreign = [
      "evil.example.com",
      `evil.example.com:${port}`,
      `127.0.0.1.evil.com:${port}`,
      "127.0.0.1",
      "localhost:1",
      `127.0.0.1:${port}:${port}`,
      `0.0.0.0:${port}`,
    ];
    for (const host of foreign) expect([host, await status(url, { host })]).toEqual([host, 403]);
  });

  it("and not by a page of another site", async () => {
    const { url } = await startedHub();
    const { port } = new URL(url);
    for (const origin of [`http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      expect([origin, await status(url, { origin })]).toEqual([origin, 200]);
    }
    const foreign = ["null", "http://evil.example.com", `https://localhost:${port}`, "http://localhost", "file://", ""];
    for (const origin of foreign) expect([origin, await status(url, { origin })]).toEqual([origin, 403]);
  });

  it("which is told before the body is read, and without a word for its scripts", async () => {
    const { url, received, hub } = await startedHub();
    const { port, pathname } = new URL(url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1");
      // The body that it announces never comes.
      socket.write(
        `POST ${pathname} HTTP/1.1\r\nHost: evil.example.com\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n`,
      );
      let text = "";
      socket.on("data", (chunk) => (text += String(chunk)));
      socket.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer.toLowerCase()).not.toContain("access-control");
    expect(received()).toEqual([]);
    expect(hub.status().servers[0]!.sessions).toBe(0);
  });
});

describe("a request is let in by its form", () => {
  it.each([
    ["application/json", 200],
    ["application/json; charset=utf-8", 200],
    ["Application/JSON", 200],
    ["text/plain", 415],
    ["text/plain; x=application/json", 415],
    ["application/x-www-form-urlencoded", 415],
    ["multipart/form-data; boundary=application/json", 415],
    ["application/json-patch+json", 415],
  ])("of %s: %i", async (type, expected) => {
    const { url } = await startedHub();
    expect(await status(url, { "content-type": type })).toBe(expected);
  });

  it.each([
    ["{", 400, -32700],
    ["[]", 400, -32600],
    ["{}", 400, -32600],
    ['"text"', 400, -32600],
  ])("and not as %s", async (body, expected, code) => {
    const { url } = await startedHub();
    const session = await openSession(url);
    const answer = await send(url, { headers: { ...session.headers, "content-type": "application/json" }, body }).done;
    expect([answer.status, answer.messages[0]!.error?.code]).toEqual([expected, code]);
  });

  it("with other methods or at other paths it leads nowhere", async () => {
    const { url } = await startedHub();
    for (const method of ["PUT", "OPTIONS", "PATCH"]) expect((await send(url, { method }).done).status).toBe(405);
    for (const path of ["/", "/mcp/", "/mcp/other", "/mcp/%", "/mcp/probe/x", "/MCP"]) {
      const answer = await send(new URL(path, url).href, { body: initialize }).done;
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it("of up to 16 MiB; a longer one is told so, and the server stays", async () => {
    const { url } = await startedHub();
    const session = await openSession(url);
    const text = "é".repeat(5 * 1024 * 1024);
    expect(await session.call("echo", { text })).toBe(text);
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping", params: { text: text + text } });
    const told = await send(url, {
      headers: { ...session.headers, "content-type": "application/json" },
      body,
    }).done.catch(() => undefined);
    // The rest of the body may meet a closed connection before the answer is read.
    if (told) expect(told.status).toBe(413);
    expect(await session.call("echo", { text: "still here" })).toBe("still here");
  });

  it("gets answers of 50 MB", async () => {
    const { url } = await startedHub();
    const session = await openSession(url);
    expect(await session.call("big", { bytes: 50_000_000 })).toHaveLength(50_000_000);
  });
});

describe("a request is let in by its token", () => {
  it("where there is one, and by nothing else", async () => {
    const token = "correct-horse-battery-staple";
    const { url, hub } = await startedHub({ token });
    expect(await status(url, { authorization: `Bearer ${token}` })).toBe(200);
    for (const authorization of [
      "",
      "Bearer",
      `Basic ${token}`,
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
      token,
    ]) {
      const answer = await send(url, { headers: { authorization }, body: initialize }).done;
      expect([authorization, answer.status]).toEqual([authorization, 401]);
      expect(answer.headers["www-authenticate"]).toContain("Bearer");
    }
    expect((await send(`${url}?token=${token}`, { body: initialize }).done).status).toBe(401);
    expect(JSON.stringify(hub.status())).not.toContain(token);
  });

  it("to which its session belongs", async () => {
    const first = await startedHub({ token: "one" });
    const session = await openSession(first.url, { headers: { authorization: "Bearer one" } });
    await first.hub.close();
    const { port } = new URL(first.url);
    const second = await startedHub({ token: "two", server: { port: Number(port) }, stateFolder: first.stateFolder });
    const headers = { ...session.headers, authorization: "Bearer two" };
    const answer = await send(second.url, { headers, body: { jsonrpc: "2.0", id: 1, method: "ping" } }).done;
    expect(answer.status).toBe(404);
  });

  it("and the hub listens nowhere else without one", async () => {
    await expect(startedHub({ host: "0.0.0.0" })).rejects.toThrow("The hub would be open to others at 0.0.0.0");
  });
});

describe("a connection of another user", () => {
  const post = (url: string): string => `
    const { request } = require("node:http");
    const body = ${JSON.stringify(JSON.stringify(initialize))};
    const sent = request("${url}", { method: "POST", headers: { "content-type": "application/json", "content-length": body.length } }, (answer) => {
      console.log(answer.statusCode); answer.resume();
    });
    sent.on("error", () => console.log("error"));
    sent.end(body);`;
  const statusAs = (user: number | undefined, url: string): Promise<string> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ["-e", post(url)], {
        cwd: "/",
        env: {},
        ...(user !== undefined && { uid: user, gid: user }),
      });
      let text = "";
      child.stdout.on("data", (chunk) => (text += String(chunk)));
      child.on("close", () => resolve(text.trim()));
    });
  const canChange = process.platform === "linux" && process.getuid?.() === 0;

  it.runIf(canChange)("is turned away, unless that was asked for", async () => {
    const { url, events } = await startedHub();
    expect(await statusAs(undefined, url)).toBe("200");
    expect(await statusAs(65_534, url)).toBe("403");
    expect(events).toContainEqual(expect.objectContaining({ event: "turned-away", status: 403 }));
    const open = await startedHub({ anyUser: true, token: "t" });
    expect(await statusAs(65_534, open.url)).toBe("401");
  });

  it("is found in the table of the system", () => {
    const table = [
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
      "   0: 0100007F:8F9B 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1001        0 97848 1 0 100 0 0 10 0",
      "   1: 0100007F:A00C 0100007F:49D5 01 00000000:00000000 00:00000000 00000000  1002        0 1 3 0",
      "   2: 0000000000000000FFFF00000100007F:A00D 0000000000000000FFFF00000100007F:49D5 01 00000000:00000000 00:00000000 00000000     0        0 1 3 0",
      "   3: 00000000000000000000000001000000:A00E 00000000000000000000000001000000:49D5 01 00000000:00000000 02:00000010 00000000   103        0 1 3 0",
    ].join("\n");
    const hub = hexOf("127.0.0.1", 18_901);
    expect(hub).toBe("0100007F:49D5");
    expect(ownerIn(table, hexOf("127.0.0.1", 0xa00c), hub)).toBe(1002);
    expect(ownerIn(table, hexOf("::ffff:127.0.0.1", 0xa00d), hub)).toBe(0);
    expect(ownerIn(table, hexOf("::1", 0xa00e), hexOf("::1", 18_901))).toBe(103);
    expect(ownerIn(table, hexOf("127.0.0.1", 0xa00f), hub)).toBeUndefined();
  });
});

describe("ports", () => {
  it("belong to one server each, and every one leads to all by their names", async () => {
    const [first, second] = await freePorts(2);
    const manifest = manifestOf(
      probeAt(first!, { name: "one", env: { PROBE_VERSION: "2025-06-18" } }),
      probeAt(second!, { name: "two words" }),
    );
    const { hub } = await startedHub({ manifest });
    const versions = async (url: string): Promise<unknown> => (await openSession(url)).initialized.result;
    const one = { protocolVersion: "2025-06-18" };
    const two = { protocolVersion: "2025-11-25" };
    expect(await versions(`http://127.0.0.1:${first}/mcp`)).toMatchObject(one);
    expect(await versions(`http://127.0.0.1:${second}/mcp`)).toMatchObject(two);
    expect(await versions(`http://127.0.0.1:${first}/mcp/two%20words`)).toMatchObject(two);
    expect(await versions(`http://127.0.0.1:${second}/mcp/one`)).toMatchObject(one);
    expect(hub.status().servers.map(({ url }) => url)).toEqual([
      `http://127.0.0.1:${first}/mcp`,
      `http://127.0.0.1:${second}/mcp`,
    ]);
  });

  it("can be one for all, told apart by the path", async () => {
    const [port] = await freePorts(1);
    const manifest = manifestOf(probeAt(port!, { name: "one" }), probeAt(port!, { name: "two" }));
    const { hub } = await startedHub({ manifest, routing: "path" });
    await openSession(`http://127.0.0.1:${port}/mcp/two`);
    const answer = await send(`http://127.0.0.1:${port}/mcp`, { body: initialize }).done;
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining("/mcp/<server>")]);
    expect(hub.status().servers[0]!.url).toBe(`http://127.0.0.1:${port}/mcp/one`);
  });

  it("that are taken are reported with their holder; the server is reached by another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port: taken } = other.address() as { port: number };
    const [free] = await freePorts(1);
    const manifest = manifestOf(probeAt(taken, { name: "one" }), probeAt(free!, { name: "two" }));
    const { hub, events } = await startedHub({ manifest, limits: { portRetry: 100 } });
    const holder = process.platform === "linux" ? `(pid ${process.pid})` : "";
    expect(hub.status().servers).toMatchObject([
      { name: "one", state: "unreachable", problem: expect.stringContaining(holder) as string },
      { name: "two", state: "asleep" },
    ]);
    expect(events).toContainEqual(expect.objectContaining({ event: "port-taken", port: taken }));
    expect(await (await openSession(`http://127.0.0.1:${free}/mcp/one`)).call("echo", { text: "a" })).toBe("a");
    await new Promise((resolve) => other.close(resolve));
    // It is listened on as soon as it is free.
    await eventually(() => expect(hub.status().servers[0]!.state).toBe("ready"));
    await openSession(`http://127.0.0.1:${taken}/mcp`);
    expect(events.filter(({ event }) => event === "port-taken")).toHaveLength(1);
  });

  it("serve other paths of the hub's own one, which see whether the token came", async () => {
    const [own, port] = await freePorts(2);
    const { hub } = await startedHub({
      manifest: manifestOf(probeAt(port!)),
      port: own!,
      token: "t",
      handle(request, response, authorized) {
        if (request.url !== "/healthz") return false;
        response.writeHead(authorized ? 200 : 204).end();
        return true;
      },
    });
    expect(hub.port).toBe(own);
    const health = `http://127.0.0.1:${own}/healthz`;
    expect((await send(health, { method: "GET" }).done).status).toBe(204);
    expect((await send(health, { method: "GET", headers: { authorization: "Bearer t" } }).done).status).toBe(200);
    expect((await send(health, { method: "GET", headers: { host: "evil.com" } }).done).status).toBe(403);
    expect((await send(`http://127.0.0.1:${port}/healthz`, { method: "GET" }).done).status).toBe(401);
  });
});
