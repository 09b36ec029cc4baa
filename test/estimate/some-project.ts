import { clients } from "../../src/clients/index.ts";
import { discoverMachine } from "../../src/discover/machine.ts";
import { memoryFileSystem } from "../../src/file-system/memory.ts";
import { migrationOf } from "../../src/migration/plan.ts";
import { withManifest } from "../../src/manifest/model.ts";
import type { Project } from "../../src/model/entry.ts";
import type { Platform } from "../../src/platform.ts";
import { modelOf } from "../../src/run.ts";
import { defaultSettings } from "../../src/settings.ts";

export const platform: Platform = { os: "linux", home: "/home/ada", cwd: "/home/ada", env: {} };

/** The configs of a machine whose user is `/home/ada`. */
export async function machineWith(files: Record<string, string | object>): Promise<Project> {
  const texts = Object.entries(files).map(([file, content]) => [
    file,
    typeof content === "string" ? content : JSON.stringify(content),
  ]);
  const fileSystem = memoryFileSystem(Object.fromEntries(texts), "linux");
  const { sources } = await discoverMachine({ fileSystem, platform, clients });
  const project = await withManifest(await modelOf(sources, fileSystem), platform.home, { fileSystem, platform });
  return { ...project, migration: migrationOf(project, { ...defaultSettings, preset: "hub", routing: "path" }) };
}

/** So many servers that nobody measured, started through npx. */
export function strangers(count: number): Record<string, object> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`s${i}`, { command: "npx", args: ["-y", `@acme/server-${i}@1.0.0`] }]),
  );
}
