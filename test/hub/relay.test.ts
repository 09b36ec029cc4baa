import { describe, expect, it } from "vitest";
import type { Message } from "../../src/hub/message.ts";
import { eventually, startedHub } from "./started.ts";
import { openSession, send, type TestSession } from "./talk.ts";

const textOf = ({ result }: Message): string => (result as { content: [{ text: string }] }).content[0].text;

/** The answer a client gives to a question that came on a stream. */
const reply = (session: TestSession, { id }: Message, result: unknown): Promise<unknown> =>
  session.send({ id: id!, result }).done;

describe("a session", () => {
  it("gets what the server says of itself and all its messages untouched", async () => {
    const { url, hub } = await startedHub();
    const session = await openSession(url);
    expect(session.initialized.result).toMatchObject({
      protocolVersion: "2025-11-25",
      capabilities: { experimental: { kept: {} } },
      serverInfo: { name: "probe" },
      unknownMember: true,
    });
    expect(await session.call("echo", { text: "hello" })).toBe("hello");
    const extension = await session.request("x/extension", { any: [1] });
    expect(extension.result).toEqual({ params: { any: [1] }, kept: true });
    expect(await session.request("x/unknown")).toMatchObject({ error: { code: -32601 } });
    expect(await session.request("ping")).toMatchObject({ result: {} });
    expect(hub.status().servers).toMatchObject([{ state: "ready", sessions: 1, children: [{ inFlight: 0 }] }]);
  });

  it("ends with DELETE", async () => {
    const { url, hub } = await startedHub();
    const session = await openSession(url);
    expect(await session.end()).toBe(204);
    expect((await session.start("ping").done).status).toBe(404);
    expect(hub.status().servers[0]!.sessions).toBe(0);
  });

  it.each([
    ["2025-11-25", "2025-11-25", "2025-11-25"],
    ["2025-03-26", "2025-11-25", "2025-03-26"],
    ["2024-11-05", "2025-11-25", "2025-03-26"],
    ["2030-01-01", "2025-11-25", "2025-11-25"],
    ["2025-11-25", "2024-11-05", "2025-03-26"],
    ["2025-11-25", "2025-06-18", "2025-06-18"],
  ])("that asks for %s of a server of %s speaks %s", async (version, spoken, agreed) => {
    const { url } = await startedHub({ server: { env: { PROBE_VERSION: spoken } } });
    const session = await openSession(url, { version });
    expect(session.initialized.result).toMatchObject({ protocolVersion: agreed });
  });

  it("gets a JSON text as the answer, and a stream where something comes before", async () => {
    const { url } = await startedHub();
    const session = await openSession(url);
    const plain = await session.start("tools/call", { name: "echo", arguments: { text: "a" } }).done;
    expect(plain.headers["content-type"]).toBe("application/json");
    const params = { name: "progress", arguments: { count: 4 }, _meta: { progressToken: "p" } };
    const { headers, messages } = await session.start("tools/call", params).done;
    expect(headers["content-type"]).toBe("text/event-stream");
    const progress = messages.slice(0, -1).map(({ params }) => params);
    expect(progress).toEqual([1, 2, 3, 4].map((progress) => ({ progressToken: "p", progress, total: 4 })));
    expect(textOf(messages.at(-1)!)).toBe("done");
  });

  it("that takes no stream gets the answer alone", async () => {
    const { url } = await startedHub();
    const session = await openSession(url);
    const params = { name: "progress", arguments: {}, _meta: { progressToken: 1 } };
    const body = { jsonrpc: "2.0", id: 1, method: "tools/call", params };
    const answer = await send(url, { headers: { ...session.headers, accept: "application/json" }, body }).done;
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(textOf(answer.messages[0]!)).toBe("done");
  });

  it("of 2025-03-26 may send several messages in one list; later ones may not", async () => {
    const { url } = await startedHub();
    const batch = [
      { jsonrpc: "2.0", id: "a", method: "tools/call", params: { name: "echo", arguments: { text: "one" } } },
      { jsonrpc: "2.0", method: "notifications/roots/list_changed" },
      { jsonrpc: "2.0", id: "b", method: "tools/call", params: { name: "echo", arguments: { text: "two" } } },
    ];
    const old = await openSession(url, { version: "2025-03-26" });
    const { messages } = await send(url, { headers: old.headers, body: batch }).done;
    expect(new Map(messages.map((message) => [message.id, textOf(message)]))).toEqual(
      new Map([
        ["a", "one"],
        ["b", "two"],
      ]),
    );
    const late = await openSession(url);
    expect((await send(url, { headers: late.headers, body: batch }).done).status).toBe(400);
  });

  it.each([
    ["no session", { "mcp-session-id": undefined }, 400],
    ["a session that nobody opened", { "mcp-session-id": "a.b.c" }, 404],
    ["a revision that nobody speaks", { "mcp-protocol-version": "2025-01-01" }, 400],
  ])("is told apart from a request with %s", async (_, headers, status) => {
    const { url } = await startedHub();
    const session = await openSession(url);
    const body = { jsonrpc: "2.0", id: 1, method: "tools/list" };
    const answer = await send(url, { headers: { ...session.headers, ...headers }, body }).done;
    expect(answer.status).toBe(status);
    expect(answer.messages[0]).toMatchObject({ error: { message: expect.any(String) as string } });
  });

  it("is valid for one server alone", async () => {
    const [one, other] = await Promise.all([startedHub(), startedHub()]);
    const session = await openSession(one.url);
    const body = { jsonrpc: "2.0", id: 1, method: "ping" };
    expect((await send(other.url, { headers: session.headers, body }).done).status).toBe(404);
  });

  it("of the former transport with two endpoints is told what to do", async () => {
    const { url } = await startedHub();
    const answer = await send(url, { method: "GET", headers: { accept: "text/event-stream" } }).done;
    expect(answer.status).toBe(405);
    expect(answer.text).toContain("HTTP+SSE, is not served");
    const sse = await send(url.replace(/mcp$/, "sse"), { method: "GET" }).done;
    expect([sse.status, sse.text]).toEqual([404, expect.stringContaining("HTTP+SSE is not served")]);
  });
});

describe("two sessions", () => {
  it("never get each other's answers or progress, whatever their ids and tokens are", async () => {
    const { url } = await startedHub();
    const sessions = await Promise.all([openSession(url), openSession(url)]);
    const rounds = 5000;
    let mixed = 0;
    await Promise.all(
      sessions.map(async (session, index) => {
        const lanes = Array.from({ length: 20 }, async (_, lane) => {
          for (let round = lane; round < rounds; round += 20) {
            const said = `${index}/${round}`;
            if ((await session.call("echo", { text: said }, lane)) !== said) mixed++;
          }
        });
        await Promise.all(lanes);
      }),
    );
    expect(mixed).toBe(0);

    const streams = sessions.map((session) =>
      session.start(
        "tools/call",
        { name: "progress", arguments: { count: 20, ms: 2 }, _meta: { progressToken: 1 } },
        1,
      ),
    );
    for (const { messages } of await Promise.all(streams.map(({ done }) => done))) {
      expect(messages.slice(0, -1).map(({ params }) => (params as { progress: number }).progress)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
    }
  }, 120_000);

  it("share one process", async () => {
    const { url, hub } = await startedHub();
    const [one, two] = await Promise.all([openSession(url), openSession(url)]);
    expect(await one.call("pid")).toBe(await two.call("pid"));
    expect(hub.status().servers[0]!.children).toHaveLength(1);
  });

  it("hear of changed lists, each on its own stream", async () => {
    const { url } = await startedHub();
    const [one, two] = await Promise.all([openSession(url), openSession(url)]);
    const [first, second] = [one.listen(), two.listen()];
    await one.request("tools/list");
    await one.call("add", { name: "fresh" });
    const isChange = ({ method }: Message): boolean => method === "notifications/tools/list_changed";
    await Promise.all([first.until(isChange), second.until(isChange)]);
    expect(JSON.stringify(await two.request("tools/list"))).toContain("fresh");
    first.drop();
    second.drop();
  });

  it("hear of the resources they subscribed to alone, and the server is told once", async () => {
    const { url, received } = await startedHub();
    const [one, two, three] = await Promise.all([openSession(url), openSession(url), openSession(url)]);
    const streams = [one, two, three].map((session) => session.listen());
    expect(await one.request("resources/subscribe", { uri: "x:a" })).toMatchObject({ result: {} });
    expect(await two.request("resources/subscribe", { uri: "x:a" })).toMatchObject({ result: {} });
    await three.request("resources/subscribe", { uri: "x:b" });
    await three.request("x/changed", { uri: "x:a" });
    await three.request("x/changed", { uri: "x:b" });
    const isUpdate = ({ method }: Message): boolean => method === "notifications/resources/updated";
    for (const stream of streams) await stream.until(isUpdate);
    const heard = streams.map(({ events }) =>
      events.flatMap(({ message }) => (message?.params as { uri?: string })?.uri ?? []),
    );
    expect(heard).toEqual([["x:a"], ["x:a"], ["x:b"]]);
    expect(received().filter((line) => line === "resources/subscribe x:a")).toHaveLength(1);

    await one.request("resources/unsubscribe", { uri: "x:a" });
    expect(received()).not.toContain("resources/unsubscribe x:a");
    await two.end();
    await eventually(() => expect(received()).toContain("resources/unsubscribe x:a"));
    for (const stream of streams) stream.drop();
  });

  it("choose their own level of log messages; the server writes for the more verbose", async () => {
    const { url, received } = await startedHub();
    const [loud, quiet] = await Promise.all([openSession(url), openSession(url)]);
    await loud.request("logging/setLevel", { level: "debug" });
    await quiet.request("logging/setLevel", { level: "error" });
    await loud.call("echo", { text: "" });
    expect(received().findLast((line) => line.startsWith("logging/setLevel"))).toBe("logging/setLevel debug");
    const lines = async (session: TestSession, level: string): Promise<number> => {
      const { messages } = await session.start("tools/call", { name: "log", arguments: { level } }).done;
      return messages.filter(({ method }) => method === "notifications/message").length;
    };
    expect([await lines(loud, "debug"), await lines(quiet, "debug"), await lines(quiet, "error")]).toEqual([1, 0, 1]);
    await loud.end();
    await eventually(() => expect(received().at(-1)).toBe("logging/setLevel error"));
  });
});

describe("a question of the server", () => {
  const form = { capabilities: { elicitation: {}, sampling: {} } };
  const isQuestion = ({ method, id }: Message): boolean => method !== undefined && id !== undefined;

  it("goes to the one session with a call in flight, on the stream of that call", async () => {
    const { url } = await startedHub();
    const [one, two] = await Promise.all([openSession(url, form), openSession(url, form)]);
    const bystander = two.listen();
    const call = one.start("tools/call", { name: "ask", arguments: {} });
    const question = await call.until(isQuestion);
    expect(question).toMatchObject({ method: "elicitation/create", params: { message: "Who?" } });
    await reply(one, question, { action: "accept", content: { name: "me" } });
    const { messages } = await call.done;
    expect(textOf(messages.at(-1)!)).toBe('{"action":"accept","content":{"name":"me"}}');
    expect(bystander.events.filter(({ message }) => message)).toEqual([]);
    bystander.drop();
  });

  it("is refused where two sessions have calls in flight, with the policy to change", async () => {
    const { url, hub, events } = await startedHub();
    const [one, two] = await Promise.all([openSession(url, form), openSession(url, form)]);
    const other = two.start("tools/call", { name: "slow", arguments: { ms: 400 } });
    const { messages } = await one.start("tools/call", { name: "ask", arguments: { ms: 100 } }).done;
    expect(textOf(messages.at(-1)!)).toContain('"sharing\\" to \\"serial');
    await other.done;
    expect(other.events).toHaveLength(1);
    expect(hub.status().servers[0]!.refusedQuestions).toBe(1);
    expect(events).toContainEqual({ event: "question-refused", server: "probe", method: "elicitation/create" });
  });

  it.each([
    ["sampling", "sampling/createMessage", { elicitation: {} }],
    ["elicitation", "elicitation/create", { sampling: {} }],
    ["roots of a shared process", "roots/list", { roots: {}, sampling: {}, elicitation: {} }],
  ])("is refused where nobody can answer it: %s", async (_, method, capabilities) => {
    const { url } = await startedHub();
    const session = await openSession(url, { capabilities });
    expect(await session.call("ask", { method, params: {} })).toContain("-32601");
  });

  it("of where a page is to be opened needs a client that said it can", async () => {
    const { url } = await startedHub();
    const args = { params: { mode: "url", url: "http://127.0.0.1/", message: "", elicitationId: "1" } };
    const plain = await openSession(url, form);
    expect(await plain.call("ask", args)).toContain("-32601");
    const able = await openSession(url, { capabilities: { elicitation: { form: {}, url: {} } } });
    const call = able.start("tools/call", { name: "ask", arguments: args });
    await reply(able, await call.until(isQuestion), { action: "accept" });
    expect((await call.done).status).toBe(200);
  });

  it("fails for the server when the client goes away without an answer", async () => {
    const { url, received, hub } = await startedHub({ limits: { resume: 100 } });
    const session = await openSession(url, form);
    const call = session.start("tools/call", { name: "ask", arguments: {} });
    await call.until(isQuestion);
    call.drop();
    await eventually(() => expect(received()).toContain("notifications/cancelled"));
    await eventually(() => expect(hub.status().servers[0]!.calls.inFlight).toBe(0));
  });
});

describe("a call that nobody waits for any more", () => {
  it("is cancelled when the client says so", async () => {
    const { url, received } = await startedHub();
    const session = await openSession(url);
    const call = session.start("tools/call", { name: "hang", arguments: {} }, "mine");
    await eventually(() => expect(received()).toContain("tools/call hang"));
    await session.notify("notifications/cancelled", { requestId: "mine", reason: "enough" });
    // It ends without an answer, which the client would not expect any more.
    expect(await call.done).toMatchObject({ status: 200, messages: [] });
    await eventually(() => expect(received()).toContain("notifications/cancelled"));
  });

  it("is cancelled when the client drops the connection", async () => {
    const { url, received, hub } = await startedHub();
    const session = await openSession(url);
    const call = session.start("tools/call", { name: "hang", arguments: {} });
    await eventually(() => expect(received()).toContain("tools/call hang"));
    call.drop();
    await eventually(() => expect(received()).toContain("notifications/cancelled"));
    expect(await session.call("echo", { text: "still here" })).toBe("still here");
    expect(hub.status().servers[0]!.calls).toMatchObject({ inFlight: 0, failed: 0 });
  });

  it("belongs to its session: no other can cancel it", async () => {
    const { url, received } = await startedHub();
    const [one, two] = await Promise.all([openSession(url), openSession(url)]);
    const call = one.start("tools/call", { name: "slow", arguments: { ms: 300, text: "done" } }, 7);
    await eventually(() => expect(received()).toContain("tools/call slow"));
    await two.notify("notifications/cancelled", { requestId: 7 });
    expect(textOf((await call.done).messages[0]!)).toBe("done");
  });
});

describe("a stream", () => {
  const progress = { name: "progress", arguments: { count: 10, ms: 40 }, _meta: { progressToken: 0 } };
  const numberOf = ({ params }: Message): number => (params as { progress?: number })?.progress ?? 0;

  it("that breaks is taken up where it ended, and the call goes on", async () => {
    const { url } = await startedHub();
    const session = await openSession(url);
    const call = session.start("tools/call", progress);
    await call.until((message) => numberOf(message) === 3);
    call.drop();
    const last = call.events.at(-1)!;
    const rest = await session.listen(last.id).done;
    const first = numberOf(last.message!) + 1;
    expect(rest.messages.slice(0, -1).map(numberOf)).toEqual(
      Array.from({ length: 11 - first }, (_, index) => index + first),
    );
    expect(textOf(rest.messages.at(-1)!)).toBe("done");
  });

  it("begins with an event to come back to, from the revision on that knows it", async () => {
    const { url } = await startedHub();
    const [old, late] = await Promise.all([openSession(url, { version: "2025-06-18" }), openSession(url)]);
    const first = async (session: TestSession): Promise<unknown> => {
      const call = session.start("tools/call", progress);
      await call.done;
      return call.events[0];
    };
    expect(await first(old)).toMatchObject({ message: { method: "notifications/progress" } });
    expect(await first(late)).toEqual({ id: expect.any(String) as string });
  });

  it("that nobody takes up again is given up, and its call cancelled", async () => {
    const { url, received } = await startedHub({ limits: { resume: 100 } });
    const session = await openSession(url);
    const call = session.start("tools/call", { ...progress, arguments: { count: 1000, ms: 20 } });
    await call.until((message) => numberOf(message) === 2);
    call.drop();
    await eventually(() => expect(received()).toContain("notifications/cancelled"));
  });

  it("of a session keeps what came while nobody listened", async () => {
    const { url } = await startedHub();
    const session = await openSession(url);
    await session.request("tools/list");
    await session.call("add", { name: "fresh" });
    const stream = session.listen();
    expect(await stream.until(() => true)).toMatchObject({ method: "notifications/tools/list_changed" });
    stream.drop();
  });
});
