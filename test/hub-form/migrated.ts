import path from "node:path";
import { bytesOf } from "../../src/fix/overlay.ts";
import type { FixResult } from "../../src/fix/outcome.ts";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import { fix } from "../../src/run.ts";
import { defaultSettings, type Settings } from "../../src/settings.ts";

export type Scope = "user" | "project";
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Where the files of a scope lie. */
export const foldersOf = { user: "/home/ada", project: "/project" } as const;

/** What `--fix-only http-only` makes of files, by their path below the home folder or the project. */
export async function migrated(
  files: Files,
  scope: Scope,
  settings: Partial<Settings> = {},
): Promise<{ readonly files: Files; readonly result: FixResult }> {
  const folder = foldersOf[scope];
  const rooted = Object.fromEntries(Object.entries(files).map(([name, content]) => [path.join(folder, name), content]));
  const host = {
    fileSystem: memoryFileSystem({ "/home/ada/": "", ...rooted }, "linux"),
    platform: { os: "linux", home: "/home/ada", cwd: folder, env: {} },
  } as const;
  const result = await fix(
    { paths: [], ignore: true, ...(scope === "user" && { machine: true }) },
    { ...defaultSettings, ...settings },
    { safety: "safe", rules: ["http-only"] },
    host,
  );
  const after = result.changes.map((change) => [path.relative(folder, change.file), bytesOf(change.after)] as const);
  return { files: { ...files, ...Object.fromEntries(after) }, result };
}

/** Files as texts. */
export function text(files: Files): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      name,
      typeof content === "string" ? content : new TextDecoder("utf-8", { ignoreBOM: true }).decode(content),
    ]),
  );
}
