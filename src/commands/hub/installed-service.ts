import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { BY_SYSTEM } from "../../hub/daemon/launcher.ts";
import { hubFilesOf } from "../../hub/daemon/place.ts";
import { captureEnvironment, storeEnvironment } from "../../hub/launch/environment.ts";
import { serviceOf, type Service } from "../../hub/service/service.ts";
import type { Platform } from "../../platform.ts";
import { programFile } from "./program-file.ts";

/** The hub as a service of this machine, with this program as what it runs. */
export function thisService(platform: Platform): Service {
  const { env } = platform;
  // Where these are set, the configs and the state of the user lie elsewhere, and a service manager may not know.
  const names = ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"];
  const places = names.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []));
  const uid = process.getuid?.();
  return serviceOf(
    {
      command: process.execPath,
      args: [programFile(), "hub", "run"],
      env: { ...Object.fromEntries(places), [BY_SYSTEM]: "1" },
      ...(uid !== undefined && { uid }),
    },
    platform,
  );
}

/** The service, where it is installed. `start` says whether the service manager did it. */
export function installedService(platform: Platform): { start(): Promise<boolean> } | undefined {
  const service = thisService(platform);
  if (!existsSync(service.file)) return undefined;
  return {
    async start() {
      await keepEnvironment(platform);
      return (await runTool(service.start)).ok;
    },
  };
}

/** Keeps what a terminal of this user sets, for a hub that the system starts. Says why it could not. */
export async function keepEnvironment(platform: Platform): Promise<string | undefined> {
  try {
    await storeEnvironment(hubFilesOf(platform).folder, await captureEnvironment(platform));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Runs a command of the service manager. `said`: what it had to say where it failed. */
export async function runTool(words: readonly string[]): Promise<{ readonly ok: boolean; readonly said: string }> {
  const [command = "", ...args] = words;
  try {
    await promisify(execFile)(command, args, { windowsHide: true });
    return { ok: true, said: "" };
  } catch (error) {
    const { stderr, code, message } = error as Error & { stderr?: string; code?: unknown };
    return { ok: false, said: stderr?.trim() || (code === "ENOENT" ? `there is no ${command} here` : message) };
  }
}
