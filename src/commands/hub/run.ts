import { BY_SYSTEM } from "../../hub/daemon/launcher.ts";
import { currentPlatform } from "../../platform.ts";
import { openOutput } from "../output.ts";
import { write } from "../../report/write.ts";
import { startDaemon } from "../../hub/daemon/daemon.ts";
import { shownLine } from "./log-line.ts";
import { takeOver } from "./take-over.ts";

export interface RunOptions {
  readonly host?: string;
}

/** `mcp-lint hub run`: the hub in the foreground, until Ctrl-C or SIGTERM. */
export async function runCommand(manifest: string | undefined, { host }: RunOptions): Promise<number> {
  const platform = currentPlatform();
  // One that the system starts waits for a manifest to come rather than to be started again and again.
  if (platform.env[BY_SYSTEM] === undefined) await takeOver(manifest, platform);
  const { style, redactor } = openOutput();
  // Without a terminal a service manager reads along, which the log is for.
  const echo = process.stderr.isTTY;
  const daemon = await startDaemon({
    platform,
    ...(host !== undefined && { host }),
    ...(echo && { onLine: (line) => void write(process.stderr, shownLine(line, style), redactor) }),
  });
  const stop = (): void => void daemon.stop();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  // A closed terminal ends the hub that was run in it; one without a terminal is told to read its manifests again.
  process.on("SIGHUP", () => void (echo ? daemon.stop() : daemon.reload()));
  await daemon.stopped;
  return 0;
}
