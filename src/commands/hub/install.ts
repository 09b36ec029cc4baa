import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { shownPath } from "../../discover/collect.ts";
import { UserError } from "../../errors.ts";
import { findHub } from "../../hub/daemon/client.ts";
import type { Service } from "../../hub/service/service.ts";
import { currentPlatform } from "../../platform.ts";
import { visible } from "../../report/visible.ts";
import { openOutput } from "../output.ts";
import { keepEnvironment, runTool, thisService } from "./installed-service.ts";
import { programFile } from "./program-file.ts";
import { takeOver } from "./take-over.ts";

export interface InstallOptions {
  readonly dryRun?: true;
}

/** `mcp-lint hub install`: lets the system start the hub at every login, and now. */
export async function installCommand(manifest: string | undefined, { dryRun }: InstallOptions): Promise<number> {
  const platform = currentPlatform();
  const service = thisService(platform);
  const { style, write } = openOutput();
  if (dryRun) {
    await write([`# ${service.file}`, service.text.trimEnd(), ...commandLines(service.install)].join("\n"));
    return 0;
  }
  refuseTemporary();
  const { ok, said } = await runTool(service.check);
  if (!ok) {
    throw new UserError(
      `a ${service.kind} cannot be installed: ${said}`,
      "mcp-lint hub start runs the hub without one; --dry-run shows what would be installed",
    );
  }
  await takeOver(manifest, platform);
  // The one in the background would keep the service from starting.
  await findHub(platform)?.stop();
  const missed = await keepEnvironment(platform);
  // launchd refuses a service that it knows already.
  if (existsSync(service.file)) for (const words of service.uninstall) await runTool(words);
  writeService(service);
  for (const words of service.install) await must(words);
  await write(
    [
      style.success(`Installed the hub as a ${service.kind}: ${shownPath(service.file, platform)}`),
      ...(missed === undefined
        ? []
        : [`${style.warning("warning")}: your shell could not be asked for its variables: ${visible(missed)}`]),
      ...(service.note === undefined ? [] : [`${service.note}.`]),
      "mcp-lint hub status shows how it is; mcp-lint hub uninstall takes it back.",
    ].join("\n"),
  );
  return 0;
}

/** `mcp-lint hub uninstall`: ends the hub and takes the service back. */
export async function uninstallCommand(_: undefined, { dryRun }: InstallOptions): Promise<number> {
  const platform = currentPlatform();
  const service = thisService(platform);
  const { style, write } = openOutput();
  if (!existsSync(service.file)) {
    throw new UserError(
      `the hub is not installed: there is no ${service.file}`,
      "mcp-lint hub stop ends one that runs",
    );
  }
  if (dryRun) {
    const commands = commandLines([...service.uninstall, ["remove", service.file], ...service.afterwards]);
    await write(commands.join("\n"));
    return 0;
  }
  for (const words of service.uninstall) await runTool(words);
  rmSync(service.file, { force: true });
  for (const words of service.afterwards) await runTool(words);
  await findHub(platform)?.stop();
  await write(style.success(`Removed the ${service.kind} ${shownPath(service.file, platform)}`));
  return 0;
}

/** What npx fetched for one run is gone one day, and the service with it. */
function refuseTemporary(): void {
  if (!/[\\/]_npx[\\/]/.test(programFile())) return;
  throw new UserError("npx keeps this program for a while only", "npm install --global @mcp-lint/cli, then install");
}

function writeService({ file, text, encoding }: Service): void {
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file) && !readFileSync(file, encoding === "utf-16" ? "utf16le" : "utf8").includes("mcp-lint")) {
    throw new UserError(`${file} is there already and is not ours`, "move it away first");
  }
  writeFileSync(file, encoding === "utf-16" ? `\uFEFF${text}` : text, encoding === "utf-16" ? "utf16le" : "utf8");
}

async function must(words: readonly string[]): Promise<void> {
  const { ok, said } = await runTool(words);
  if (!ok) throw new UserError(`\`${words.join(" ")}\` failed: ${said}`, "mcp-lint hub uninstall takes it back");
}

function commandLines(commands: readonly (readonly string[])[]): readonly string[] {
  return commands.map((words) => `$ ${words.map((word) => (/\s/.test(word) ? JSON.stringify(word) : word)).join(" ")}`);
}
