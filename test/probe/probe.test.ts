import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ProbeTarget } from "../../src/probe/answer.ts";
import { probe } from "../../src/probe/probe.ts";

const server = path.resolve(import.meta.dirname, "server.js");
const env = { PATH: process.env["PATH"] ?? "" };
const stdio = (...args: readonly string[]): ProbeTarget => ({
  kind: "stdio",
  command: process.execPath,
  args: [server, ...args],
  env,
  cwd: import.meta.dirname,
});

describe("a probe", () => {
  it("gets all that a server offers, from every page of its lists", async () => {
    const answer = await probe(stdio("--tools", "25"), { timeout: 20_000 });
    expect(answer.server).toEqual({ name: "small", version: "1.0.0" });
    expect(answer.tools).toHaveLength(25);
    expect(answer.tools[24]).toMatchObject({ name: "tool-24", inputSchema: { type: "object" }, "x-own": true });
    expect(answer.prompts).toEqual([]);
    expect(answer.instructions).toBe("Be small");
    expect(answer.listedAfter).toBeGreaterThanOrEqual(answer.connectedAfter);
  });

  it("lets one look at the process, and leaves nothing of it behind", async () => {
    let seen = 0;
    await probe(stdio(), {
      timeout: 20_000,
      async whileOpen(_, pid) {
        seen = pid!;
        process.kill(seen, 0);
      },
    });
    expect(seen).toBeGreaterThan(0);
    expect(() => process.kill(seen, 0)).toThrow("ESRCH");
  });

  it("says why a server ended, with its last words", async () => {
    await expect(probe(stdio("--die"), { timeout: 20_000 })).rejects.toMatchObject({
      phase: "handshake",
      message: "It ended with code 3",
      stderr: ["no database"],
    });
  });

  it("says that there is no such program", async () => {
    const target = { ...stdio(), command: "no-such-program" } as ProbeTarget;
    await expect(probe(target, { timeout: 20_000 })).rejects.toMatchObject({
      message: "There is no program `no-such-program`",
    });
  });

  it("waits no longer than it was told to", async () => {
    await expect(probe(stdio("--silent"), { timeout: 300 })).rejects.toMatchObject({
      phase: "handshake",
      message: "It did not answer within 0.3 s",
    });
  });

  it("says that nobody listens at a URL", async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    await expect(
      probe({ kind: "http", url: `http://127.0.0.1:${port}/mcp` }, { timeout: 5_000 }),
    ).rejects.toMatchObject({
      message: `It cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}`,
    });
  });
});
