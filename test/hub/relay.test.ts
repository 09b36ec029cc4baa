import { describe, expect, it } from "vitest";
import { startedHub } from "./started.ts";
import { openSession } from "./talk.ts";

describe("a session", () => {
  it("reaches the server through the hub", async () => {
    const { url, hub } = await startedHub();
    const session = await openSession(url);
    expect(session.initialized.result).toMatchObject({
      protocolVersion: "2025-11-25",
      serverInfo: { name: "probe" },
      unknownMember: true,
    });
    expect(await session.call("echo", { text: "hello" })).toBe("hello");
    expect(await session.request("x/extension", { any: 1 })).toMatchObject({
      result: { params: { any: 1 }, kept: true },
    });
    expect(hub.status().servers).toMatchObject([{ state: "ready", sessions: 1, children: [{ inFlight: 0 }] }]);
    expect(await session.end()).toBe(204);
    expect((await session.start("ping").done).status).toBe(404);
  });

  it("gets progress on the stream of its call, before the answer", async () => {
    const { url } = await startedHub();
    const session = await openSession(url);
    const { messages } = await session.start("tools/call", {
      name: "progress",
      arguments: { count: 3 },
      _meta: { progressToken: "p" },
    }).done;
    expect(messages.map(({ method, params }) => [method, (params as { progress?: number })?.progress])).toEqual([
      ["notifications/progress", 1],
      ["notifications/progress", 2],
      ["notifications/progress", 3],
      [undefined, undefined],
    ]);
  });
});
