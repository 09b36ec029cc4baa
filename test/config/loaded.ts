import { findConfig } from "../../src/config/find.ts";
import { loadConfig } from "../../src/config/load.ts";
import { mergeConfig, type Chosen } from "../../src/config/merge.ts";
import { UserError } from "../../src/errors.ts";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import type { Platform } from "../../src/platform.ts";

export const platform: Platform = { os: "linux", home: "/home/ada", cwd: "/repo", env: {} };

/** What the config of a repository with these files says; undefined where it has none. */
export async function loaded(files: Readonly<Record<string, string>>, machine = false): Promise<Chosen | undefined> {
  const rooted = Object.entries(files).map(([name, text]) => [name.startsWith("/") ? name : `/repo/${name}`, text]);
  const surroundings = { fileSystem: memoryFileSystem(Object.fromEntries(rooted), "linux"), platform };
  const place = findConfig("/repo", machine, surroundings);
  return place && mergeConfig(await loadConfig(place, surroundings));
}

/** The error that a config gives, hint included. */
export async function complaintOf(files: Readonly<Record<string, string>> | string): Promise<string> {
  const error: unknown = await loaded(typeof files === "string" ? { "mcp-lint.jsonc": files } : files).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error(`no complaint, but ${String(error)}`);
  return error.hint === undefined ? error.message : `${error.message} (${error.hint})`;
}
