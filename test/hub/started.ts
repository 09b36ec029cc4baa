import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished, vi } from "vitest";
import type { Runnable } from "../../src/hub/child/child.ts";
import type { Hub, HubOptions } from "../../src/hub/contract.ts";
import type { HubEvent } from "../../src/hub/event.ts";
import { startHub } from "../../src/hub/hub.ts";
import type { Limits } from "../../src/hub/limits.ts";
import type { HubServer, Manifest } from "../../src/manifest/manifest.ts";

export const probe = fileURLToPath(new URL("probe-server.js", import.meta.url));

/** Waits until it no longer throws; long, for this machine may have other work. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 20_000 });
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mcp-lint-hub-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Ports of this machine that nobody listens on. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export function manifestOf(...servers: readonly HubServer[]): Manifest {
  return { servers, origins: [] };
}

/** The probe as a server of the manifest. */
export function probeAt(port: number, more: Partial<HubServer> = {}): HubServer {
  return {
    name: "probe",
    port,
    command: process.execPath,
    args: [probe],
    env: {},
    sharing: "shared",
    ejected: false,
    ...more,
  };
}

export function runnableOf({ command, args, env, cwd }: HubServer): Runnable {
  const variables = { PATH: process.env["PATH"] ?? "", ...env };
  return {
    command,
    args,
    env: variables,
    cwd: cwd ?? tmpdir(),
    identity: JSON.stringify([command, args]),
    shown: command,
  };
}

export interface Started {
  readonly hub: Hub;
  readonly events: readonly HubEvent[];
  readonly stateFolder: string;
  readonly url: string;
  /** What the probe was sent, one line for each message. */
  received(): readonly string[];
}

export interface Starting extends Partial<HubOptions<Runnable>> {
  readonly server?: Partial<HubServer>;
  readonly manifest?: Manifest;
  readonly limits?: Partial<Limits>;
}

/** A hub with one probe behind it, which ends with the test. */
export async function startedHub({ server = {}, manifest, limits = {}, ...options }: Starting = {}): Promise<Started> {
  const stateFolder = options.stateFolder ?? temporaryFolder();
  const log = path.join(stateFolder, "probe.log");
  const port = manifest?.servers[0]?.port ?? server.port ?? (await freePorts(1))[0]!;
  const events: HubEvent[] = [];
  const hub = await startHub(
    manifest ?? manifestOf(probeAt(port, { ...server, env: { PROBE_LOG: log, ...server.env } })),
    {
      routing: "port",
      launch: async (server) => runnableOf(server),
      log: (event) => events.push(event),
      ...options,
      stateFolder,
    },
    { tick: 50, ...limits },
  );
  onTestFinished(() => hub.close());
  return {
    hub,
    events,
    stateFolder,
    url: `http://127.0.0.1:${port}/mcp`,
    received() {
      try {
        return readFileSync(log, "utf8").trim().split("\n");
      } catch {
        return [];
      }
    },
  };
}
