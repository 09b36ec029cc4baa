import { describe, expect, it } from "vitest";
import type { Message } from "../../src/hub/message.ts";
import { eventually, type Started, startedHub } from "./started.ts";
import { openSession, send, type Exchange } from "./talk.ts";

const version = "2026-07-28";

interface Modern {
  readonly capabilities?: unknown;
  readonly level?: string;
  readonly meta?: object;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A request of a client without sessions, with all it has to say of itself. */
function start(url: string, method: string, params: Record<string, unknown> = {}, more: Modern = {}, id = 1): Exchange {
  const { capabilities = {}, level, meta = {}, headers = {} } = more;
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": version,
    "io.modelcontextprotocol/clientCapabilities": capabilities,
    "io.modelcontextprotocol/clientInfo": { name: "modern", version: "2" },
    ...(level !== undefined && { "io.modelcontextprotocol/logLevel": level }),
    ...meta,
  };
  const name = params["name"] ?? params["uri"];
  return send(url, {
    headers: {
      "mcp-protocol-version": version,
      "mcp-method": method,
      ...(name !== undefined && { "mcp-name": String(name) }),
      ...headers,
    },
    body: { jsonrpc: "2.0", id, method, params: { ...params, _meta } },
  });
}

const call = (
  url: string,
  name: string,
  args: unknown = {},
  more: Modern = {},
  params: object = {},
  id = 1,
): Exchange => start(url, "tools/call", { name, arguments: args, ...params }, more, id);

const textOf = (message: Message | undefined): string =>
  (message!.result as { content: [{ text: string }] }).content[0].text;

const result = async (exchange: Exchange): Promise<Record<string, unknown>> =>
  (await exchange.done).messages.at(-1)!.result as Record<string, unknown>;

describe("a client without sessions", () => {
  it("asks an old server what it is, and what it offers", async () => {
    const { url } = await startedHub();
    expect(await result(start(url, "server/discover"))).toMatchObject({
      resultType: "complete",
      supportedVersions: [version, "2025-11-25", "2025-06-18", "2025-03-26"],
      capabilities: { tools: { listChanged: true } },
      ttlMs: 0,
      cacheScope: "private",
      _meta: { "io.modelcontextprotocol/serverInfo": { name: "probe" } },
    });
    const list = await start(url, "tools/list").done;
    expect(list.headers["mcp-session-id"]).toBeUndefined();
    expect(list.messages[0]!.result).toMatchObject({ resultType: "complete", ttlMs: 0, cacheScope: "private" });
    const answer = await result(call(url, "echo", { text: "hello" }));
    expect(answer).toMatchObject({ resultType: "complete", content: [{ text: "hello" }] });
    expect(answer).not.toHaveProperty("ttlMs");
  });

  it("tells the server nothing of the new revision", async () => {
    const { url } = await startedHub();
    const meta = { traceparent: "00-a-b-01" };
    const { params } = await result(start(url, "x/extension", { any: 1 }, { meta }));
    expect(params).toEqual({ any: 1, _meta: meta });
  });

  it("and one with sessions use one URL and one process", async () => {
    const { url } = await startedHub();
    const session = await openSession(url);
    const [old, modern] = await Promise.all([session.call("pid", {}, 1), call(url, "pid").done]);
    expect(textOf(modern.messages[0])).toBe(old);
  });

  it.each<[string, string, Modern, number, number]>([
    [
      "another revision in the header",
      "tools/list",
      { headers: { "mcp-protocol-version": "2025-11-25" } },
      400,
      -32020,
    ],
    ["no header for the method", "tools/list", { headers: { "mcp-method": undefined } }, 400, -32020],
    ["another method in the header", "tools/list", { headers: { "mcp-method": "tools/call" } }, 400, -32020],
    ["no name in the header", "tools/call", { headers: { "mcp-name": undefined } }, 400, -32020],
    ["another name in the header", "tools/call", { headers: { "mcp-name": "slow" } }, 400, -32020],
    ["a name in broken Base64", "tools/call", { headers: { "mcp-name": "=?base64?*?=" } }, 400, -32020],
    [
      "a revision that nobody speaks",
      "tools/list",
      {
        headers: { "mcp-protocol-version": "1900-01-01" },
        meta: { "io.modelcontextprotocol/protocolVersion": "1900-01-01" },
      },
      400,
      -32022,
    ],
    ["no capabilities", "tools/list", { meta: { "io.modelcontextprotocol/clientCapabilities": 1 } }, 400, -32602],
    ["a method of the former revision", "logging/setLevel", {}, 404, -32601],
    ["a method that nobody knows", "x/unknown", {}, 404, -32601],
    ["a resource that is not there", "resources/read", {}, 200, -32602],
  ])("is told what is wrong with %s", async (_, method, more, status, code) => {
    const { url } = await startedHub();
    const params = { "tools/call": { name: "echo", arguments: {} }, "resources/read": { uri: "gone:1" } }[method];
    const answer = await start(url, method, params, more).done;
    expect([answer.status, answer.messages[0]!.error?.code]).toEqual([status, code]);
    if (code === -32022) {
      expect(answer.messages[0]!.error?.data).toMatchObject({
        requested: "1900-01-01",
        supported: expect.arrayContaining([version]) as string[],
      });
    }
  });

  it("may write a name into its header in Base64", async () => {
    const { url } = await startedHub();
    const name = `=?base64?${Buffer.from("echo").toString("base64")}?=`;
    expect(textOf((await call(url, "echo", { text: "a" }, { headers: { "mcp-name": name } }).done).messages[0])).toBe(
      "a",
    );
  });

  it("gets progress and, where it asks for them, log messages on the stream of its request", async () => {
    const { url } = await startedHub();
    const meta = { progressToken: "p" };
    const progress = (await call(url, "progress", { count: 3 }, { meta }).done).messages;
    expect(progress.slice(0, -1).map(({ params }) => params)).toMatchObject([{ progressToken: "p" }, {}, {}]);
    expect((await call(url, "log").done).messages).toHaveLength(1);
    const kinds = (await call(url, "log", { level: "warning" }, { level: "info" }).done).messages.map(
      ({ method }) => method,
    );
    expect(kinds).toEqual(["notifications/message", undefined]);
  });

  it("cancels a call by dropping its connection", async () => {
    const { url, received, hub } = await startedHub();
    const dropped = call(url, "hang");
    await eventually(() => expect(received()).toContain("tools/call hang"));
    dropped.drop();
    await eventually(() => expect(received()).toContain("notifications/cancelled"));
    expect(hub.status().servers[0]!.calls.inFlight).toBe(0);
  });
});

describe("a question of an old server", () => {
  const able = { capabilities: { elicitation: {}, sampling: {} } };

  const asked = async (url: string): Promise<{ key: string; requestState: string }> => {
    const answer = await result(call(url, "ask", {}, able));
    expect(answer).toMatchObject({ resultType: "input_required", requestState: expect.any(String) as string });
    const requests = answer["inputRequests"] as Record<string, unknown>;
    expect(Object.values(requests)).toMatchObject([{ method: "elicitation/create", params: { message: "Who?" } }]);
    return { key: Object.keys(requests)[0]!, requestState: answer["requestState"] as string };
  };

  it("is the result of the call; the client repeats it with the answer", async () => {
    const { url, received } = await startedHub();
    const { key, requestState } = await asked(url);
    const reply = { action: "accept", content: { name: "me" } };
    const again = { requestState, inputResponses: { [key]: reply } };
    const { messages } = await call(url, "ask", {}, able, again, 2).done;
    expect(messages[0]).toMatchObject({ id: 2, result: { resultType: "complete" } });
    expect(JSON.parse(textOf(messages[0]))).toEqual(reply);
    expect(received().filter((line) => line === "tools/call ask")).toHaveLength(1);
    // A state is good for one time.
    expect((await call(url, "ask", {}, able, again, 3).done).messages[0]).toMatchObject({ error: { code: -32602 } });
  });

  it("comes again where its answer was left out", async () => {
    const { url } = await startedHub();
    const { key, requestState } = await asked(url);
    const again = await result(call(url, "ask", {}, able, { requestState, inputResponses: {} }, 2));
    expect(again).toMatchObject({ resultType: "input_required", inputRequests: { [key]: {} } });
    expect(again["requestState"]).not.toBe(requestState);
  });

  it("cannot be answered for another request", async () => {
    const { url } = await startedHub();
    const { key, requestState } = await asked(url);
    const other = call(url, "ask", { ms: 1 }, able, { requestState, inputResponses: { [key]: {} } }, 2);
    expect((await other.done).messages[0]).toMatchObject({ error: { code: -32602 } });
  });

  it("is refused where the client cannot answer it", async () => {
    const { url } = await startedHub();
    expect(textOf((await call(url, "ask").done).messages[0])).toContain("-32601");
  });

  it("fails after a time, and the server does not wait for ever", async () => {
    const { url, received, hub } = await startedHub({ limits: { question: 100 } });
    await asked(url);
    await eventually(() => expect(received()).toContain("notifications/cancelled"));
    expect(hub.status().servers[0]!.calls.inFlight).toBe(0);
  });
});

describe("a client that listens", () => {
  const listen = (url: string, notifications: unknown): Exchange =>
    start(url, "subscriptions/listen", { notifications }, {}, 77);
  const isMethod =
    (method: string) =>
    (message: Message): boolean =>
      message.method === `notifications/${method}`;
  const ready = async (hub: Started): Promise<unknown> => call(hub.url, "echo", { text: "" }).done;

  it("is told first what it will hear, then of what it asked for and of nothing else", async () => {
    const hub = await startedHub();
    await ready(hub);
    const wanted = { toolsListChanged: true, promptsListChanged: true, resourceSubscriptions: ["x:a"] };
    const [all, none] = [listen(hub.url, wanted), listen(hub.url, {})];
    const first = await all.until(() => true);
    expect(first).toMatchObject({
      method: "notifications/subscriptions/acknowledged",
      params: {
        // The probe has no prompts.
        notifications: { toolsListChanged: true, resourceSubscriptions: ["x:a"] },
        _meta: { "io.modelcontextprotocol/subscriptionId": 77 },
      },
    });
    expect((first.params as { notifications: object }).notifications).not.toHaveProperty("promptsListChanged");
    await none.until(() => true);
    await eventually(() => expect(hub.received()).toContain("resources/subscribe x:a"));
    await call(hub.url, "add", { name: "fresh" }).done;
    expect(await all.until(isMethod("tools/list_changed"))).toMatchObject({
      params: { _meta: { "io.modelcontextprotocol/subscriptionId": 77 } },
    });
    await start(hub.url, "x/changed", { uri: "x:b" }).done;
    await start(hub.url, "x/changed", { uri: "x:a" }).done;
    expect(await all.until(isMethod("resources/updated"))).toMatchObject({ params: { uri: "x:a" } });
    expect(none.events).toHaveLength(1);
    all.drop();
    await eventually(() => expect(hub.received()).toContain("resources/unsubscribe x:a"));
    none.drop();
  });

  it("gets the end of it as a result when the hub stops", async () => {
    const hub = await startedHub();
    const stream = listen(hub.url, { toolsListChanged: true });
    await stream.until(() => true);
    await hub.hub.close();
    expect((await stream.done).messages.at(-1)).toMatchObject({ id: 77, result: { resultType: "complete" } });
  });
});
