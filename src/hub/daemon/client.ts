import { UserError } from "../../errors.ts";
import type { Platform } from "../../platform.ts";
import { thisProcess } from "../../transaction/holder.ts";
import type { DaemonReload } from "./daemon.ts";
import { hubFilesOf } from "./place.ts";
import { announced, type Running } from "./running.ts";
import type { DaemonStatus } from "./status.ts";

/** Milliseconds in which a hub that runs answers, however busy. */
const PATIENCE = 10_000;

/** The hub that runs, as the other commands talk to it. */
export interface HubClient {
  readonly running: Running;
  status(): Promise<DaemonStatus>;
  reload(): Promise<DaemonReload>;
  /** Waits until its process is gone. */
  stop(): Promise<void>;
}

/** The hub of this user; undefined where none runs. */
export function findHub(platform: Platform): HubClient | undefined {
  const running = announced(hubFilesOf(platform));
  const processes = thisProcess(platform);
  if (!running || !processes.isRunning(running.process)) return undefined;
  const isGone = (): boolean => !processes.isRunning(running.process);
  return {
    running,
    status: () => ask(running, "status") as Promise<DaemonStatus>,
    reload: () => ask(running, "reload") as Promise<DaemonReload>,
    async stop() {
      await ask(running, "stop");
      const until = Date.now() + 2 * PATIENCE;
      while (!isGone()) {
        if (Date.now() > until) {
          throw new UserError(
            `the hub, process ${running.process.pid}, does not end`,
            `its log says more: ${hubFilesOf(platform).log}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** @throws UserError where no hub runs. */
export function needHub(platform: Platform): HubClient {
  const hub = findHub(platform);
  if (hub) return hub;
  throw new UserError("no hub is running", "mcp-lint hub start");
}

async function ask({ host, port, secret, process: { pid } }: Running, action: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`http://${reachable(host)}:${port}/control/${action}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: "{}",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    const { cause } = error as Error;
    throw new UserError(
      `the hub, process ${pid}, does not answer on port ${port}: ${cause instanceof Error ? cause.message : String(error)}`,
      "mcp-lint hub logs tells more",
    );
  }
  if (response.ok) return response.json();
  throw new UserError(`the hub, process ${pid}, answers ${response.status}: ${(await response.text()).trim()}`);
}

/** A name for this machine under which a hub answers that listens there. */
function reachable(host = "0.0.0.0"): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
