import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../../errors.ts";
import { unmarked } from "../../hub/child/mark.ts";
import { findHub, type HubClient } from "../../hub/daemon/client.ts";
import { hubFilesOf } from "../../hub/daemon/place.ts";
import { currentPlatform, type Platform } from "../../platform.ts";
import { openOutput } from "../output.ts";
import { installedService } from "./installed-service.ts";
import { reportStarted } from "./report.ts";
import type { RunOptions } from "./run.ts";
import { programFile } from "./program-file.ts";
import { takeOver } from "./take-over.ts";

/** Milliseconds in which a hub listens, on a machine that is busy with everything that starts at login. */
const PATIENCE = 30_000;

/** `mcp-lint hub start`: the hub in the background; one that runs takes over the manifest instead. */
export async function startCommand(manifest: string | undefined, options: RunOptions): Promise<number> {
  const platform = currentPlatform();
  await takeOver(manifest, platform);
  const running = findHub(platform);
  if (running) await running.reload();
  const hub = running ?? (await start(options, platform));
  const { style, write } = openOutput();
  await write(reportStarted(await hub.status(), { already: running !== undefined, style, platform }));
  return 0;
}

/** Starts a hub and waits until it listens. */
export async function start(options: RunOptions, platform: Platform): Promise<HubClient> {
  const service = installedService(platform);
  if (service && options.host === undefined && (await service.start())) return listening(platform, () => undefined);
  const { child, why } = detached(options, platform);
  const exit = once(child, "exit");
  let ended = false;
  void exit.then(() => (ended = true));
  const hub = await listening(platform, () => (ended ? why() : undefined));
  child.unref();
  return hub;
}

/** A hub that outlives this process and its terminal. */
function detached({ host }: RunOptions, platform: Platform) {
  const { folder } = hubFilesOf(platform);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const said = path.join(folder, "start.log");
  const output = openSync(said, "w", 0o600);
  const args = [programFile(), "hub", "run", ...(host === undefined ? [] : ["--host", host])];
  const child = spawn(process.execPath, args, {
    detached: true,
    // Where it stands must not keep a folder from being removed, nor decide what it serves.
    cwd: platform.home,
    env: unmarked(process.env),
    stdio: ["ignore", output, output],
    windowsHide: true,
  });
  closeSync(output);
  const why = (): string => readFileSync(said, "utf8").trim();
  return { child, why };
}

/** Waits for the hub. `failure`: what it said, as soon as it ended instead. */
async function listening(platform: Platform, failure: () => string | undefined): Promise<HubClient> {
  const { log } = hubFilesOf(platform);
  const more = existsSync(log) ? `its log says more: ${log}` : undefined;
  for (const until = Date.now() + PATIENCE; Date.now() < until;) {
    const hub = findHub(platform);
    if (hub) return hub;
    const said = failure();
    if (said !== undefined) throw new UserError(`the hub ended at once${said === "" ? "" : `:\n${said}`}`, more);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new UserError(`the hub does not listen after ${PATIENCE / 1000} s`, more);
}
