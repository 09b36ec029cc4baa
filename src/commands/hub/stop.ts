import { shownPath } from "../../discover/collect.ts";
import { UserError } from "../../errors.ts";
import { findHub } from "../../hub/daemon/client.ts";
import { hubFilesOf } from "../../hub/daemon/place.ts";
import { forgetManifest } from "../../hub/daemon/registry.ts";
import { currentPlatform } from "../../platform.ts";
import { openOutput } from "../output.ts";
import { chosenManifest } from "./chosen.ts";
import { reportStarted } from "./report.ts";
import type { RunOptions } from "./run.ts";
import { start } from "./start.ts";

/** `mcp-lint hub stop`: ends the hub and every server; with a manifest, serves that one no longer. */
export async function stopCommand(given: string | undefined): Promise<number> {
  const platform = currentPlatform();
  const { style, write } = openOutput();
  const hub = findHub(platform);
  if (given !== undefined) {
    const file = chosenManifest(given, platform);
    if (file === undefined || !forgetManifest(file, hubFilesOf(platform))) {
      throw new UserError(
        "the hub does not serve that manifest by your word",
        "mcp-lint hub status lists those it does",
      );
    }
    await hub?.reload();
    await write(style.success(`The hub no longer serves ${shownPath(file, platform)}`));
    return 0;
  }
  if (!hub) {
    await write("No hub is running");
    return 0;
  }
  await hub.stop();
  await write(style.success("The hub and all its servers have ended"));
  return 0;
}

/** `mcp-lint hub restart`: with the program and the environment of now. */
export async function restartCommand(_: undefined, options: RunOptions): Promise<number> {
  const platform = currentPlatform();
  const before = findHub(platform);
  const host = options.host ?? before?.running.host;
  await before?.stop();
  const hub = await start(host === undefined ? {} : { host }, platform);
  const { style, write } = openOutput();
  await write(reportStarted(await hub.status(), { already: false, style, platform }));
  return 0;
}
