import { migrationOf } from "../migration/plan.ts";
import type { Project, PublishedVersion } from "../model/entry.ts";
import type { Host } from "../run.ts";
import type { Settings } from "../settings.ts";
import { installedVersions } from "./installed.ts";

/** The project with what its fixes are made of; only a run that fixes pays for it. */
export function withCures(
  project: Project,
  settings: Settings,
  { fileSystem, platform }: Host,
  published?: PublishedVersion,
): Project {
  const migration = migrationOf(project, settings);
  const installed = installedVersions(fileSystem, platform);
  return { ...project, migration, installed, ...(published && { published }) };
}
