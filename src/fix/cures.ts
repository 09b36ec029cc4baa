import { migrationOf } from "../migration/plan.ts";
import type { Project, PublishedVersion } from "../model/entry.ts";
import type { Host } from "../run.ts";
import type { Settings } from "../settings.ts";
import { installedVersions } from "./installed.ts";
import type { Choice } from "./passes.ts";

/** The project with what its fixes are made of; only a run that fixes pays for it. `safety`: of the fixes it makes. */
export function withCures(
  project: Project,
  settings: Settings,
  { fileSystem, platform }: Host,
  { safety = "safe", published }: { readonly safety?: Choice["safety"]; readonly published?: PublishedVersion } = {},
): Project {
  const migration = migrationOf(project, settings, safety === "all");
  const installed = installedVersions(fileSystem, platform);
  return { ...project, migration, installed, ...(published && { published }) };
}
