import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { unmarked } from "../../src/hub/child/mark.ts";
import { endLeftovers } from "../../src/hub/child/strays.ts";
import type { HubServer, Manifest } from "../../src/manifest/manifest.ts";
import { bundled } from "./bundled.ts";
import { fixture } from "./fixture.ts";
import { eventually, isRunning } from "./processes.ts";
import { freePorts, manifestOf, temporaryFolder } from "./started.ts";
import { openSession } from "./talk.ts";

let built: string;
let program: string;
beforeAll(async () => {
  built = mkdtempSync(path.join(tmpdir(), "hub-process-"));
  program = await bundled("hub-process.ts", built);
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

interface Running {
  readonly hub: ChildProcess;
  readonly manifest: Manifest;
  readonly folder: string;
  /** Processes of all servers. */
  readonly pids: readonly number[];
}

async function startHubProcess(manifest: Manifest, folder: string): Promise<ChildProcess> {
  const hub = spawn(process.execPath, [program, JSON.stringify({ manifest, folder })], {
    env: unmarked(process.env),
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    if (hub.exitCode === null && hub.signalCode === null) {
      hub.kill("SIGKILL");
      await once(hub, "exit");
    }
    await endLeftovers();
  });
  await once(hub.stdout!, "data");
  return hub;
}

/** Servers of every kind, each with a process, the one of each session with two. */
async function running(): Promise<Running> {
  const folder = temporaryFolder();
  const starts = path.join(folder, "starts");
  appendFileSync(starts, "");
  const ports = await freePorts(4);
  const server = (index: number, name: string, more: Partial<HubServer> = {}): HubServer => {
    const env = { FIXTURE_STARTS: starts, ...more.env };
    const common = { command: process.execPath, args: [fixture], sharing: "shared" as const, ejected: false };
    return { ...common, ...more, name, port: ports[index]!, env };
  };
  const manifest = manifestOf(
    server(0, "plain"),
    server(1, "stubborn", { env: { FIXTURE_STUBBORN: "1" } }),
    server(2, "session", { sharing: "session" }),
    // Through a shell that stays, as a wrapper of somebody would.
    server(3, "wrapped", { command: "/bin/sh", args: ["-c", `"${process.execPath}" "${fixture}"; true`] }),
  );
  const hub = await startHubProcess(manifest, folder);
  const sessions = await Promise.all(
    [0, 1, 2, 2, 3].map((index) => openSession(`http://127.0.0.1:${ports[index]}/mcp`)),
  );
  for (const session of sessions) await session.call("count");
  // A call that is under way must not keep anything.
  sessions[0]!.start("tools/call", { name: "never", arguments: {} });
  const pids = readFileSync(starts, "utf8").trim().split("\n").map(Number);
  expect(pids).toHaveLength(5);
  return { hub, manifest, folder, pids };
}

describe.skipIf(process.platform === "win32")("the hub ends", () => {
  it("on SIGTERM, and 2 s later nothing of its servers is left", { timeout: 120_000 }, async () => {
    const times: number[] = [];
    // The machine may have other work at any one time.
    while (times.length < 5 && !times.some((time) => time <= 2000)) {
      const { hub, pids } = await running();
      const asked = performance.now();
      hub.kill("SIGTERM");
      expect(await once(hub, "exit")).toEqual([0, null]);
      times.push(performance.now() - asked);
      expect(pids.filter(isRunning)).toEqual([]);
    }
    expect(Math.min(...times)).toBeLessThanOrEqual(2000);
  });

  it("by SIGKILL, and what does not end by itself is ended at the next start", async () => {
    const { hub, manifest, folder, pids } = await running();
    hub.kill("SIGKILL");
    await once(hub, "exit");
    await eventually(() => pids.filter(isRunning).length <= 1);
    const next = await startHubProcess(manifest, folder);
    expect(pids.filter(isRunning)).toEqual([]);
    next.kill("SIGTERM");
    expect(await once(next, "exit")).toEqual([0, null]);
  });
});
