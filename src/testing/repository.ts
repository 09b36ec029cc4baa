import { clients } from "../clients/index.ts";
import { discoverRepo } from "../discover/repo.ts";
import { parserFor } from "../document/parse.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";
import { runRules } from "../engine/run-rules.ts";
import { withCures } from "../fix/cures.ts";
import type { FixResult } from "../fix/outcome.ts";
import type { FileSystem } from "../file-system.ts";
import { memoryFileSystem, type MemoryFile } from "../file-system/memory.ts";
import { withManifest } from "../manifest/model.ts";
import { buildProject } from "../model/build.ts";
import { dependencies } from "../model/dependencies.ts";
import { machineOf } from "../model/machine.ts";
import type { Project } from "../model/entry.ts";
import { ownPackages } from "../model/own-packages.ts";
import type { Platform } from "../platform.ts";
import type { Rule } from "../rule.ts";
import { fix } from "../run.ts";
import { defaultSettings, type Settings } from "../settings.ts";

/** Files of a small repository, by their path in it. */
export type Files = Readonly<Record<string, MemoryFile>>;

export const platform: Platform = { os: "linux", home: "/home/ada", cwd: "/project", env: {} };
const root = "/project/";

export function repositoryOf(files: Files): FileSystem {
  const rooted = Object.entries(files).map(([name, content]) => [root + name, content]);
  return memoryFileSystem(Object.fromEntries(rooted), "linux");
}

/** The project that `mcp-lint --fix` would see in a repository with these files, on a machine with the programs in `path/`. */
export async function projectOf(files: Files, settings: Settings = defaultSettings): Promise<Project> {
  const fileSystem = repositoryOf(files);
  const { sources } = discoverRepo("/project", { fileSystem, platform, clients, ignore: true });
  const inputs = [];
  for (const source of sources) {
    const parse = await parserFor(source.syntax);
    inputs.push({ source, document: parse(source.file, fileSystem.read(source.file)) });
  }
  const model = {
    ...buildProject(inputs),
    isOwnPackage: ownPackages(fileSystem, platform),
    isDependency: dependencies(fileSystem, platform),
  };
  const project = await withManifest(model, "/project", { fileSystem, platform });
  const machine = machineOf({ fileSystem, platform: { ...platform, env: { PATH: "/project/path" } } });
  return withCures({ ...project, machine }, settings, { fileSystem, platform });
}

/** What one rule alone says of these files. */
export async function findingsOf(rule: Rule, files: Files, settings: Settings): Promise<readonly Diagnostic[]> {
  return runRules([rule], await projectOf(files, settings), settings, ({ shown }) => shown);
}

/** What the fixes of one rule make of these files, unsafe ones included, seen with the eyes of all rules. */
export async function fixedBy(
  rule: Pick<Rule, "id">,
  files: Files,
  settings: Settings,
  passes?: number,
): Promise<FixResult> {
  const choice = { safety: "all", rules: [rule.id], ...(passes !== undefined && { passes }) } as const;
  const host = { fileSystem: repositoryOf(files), platform };
  return fix({ paths: [], ignore: true }, settings, choice, host);
}

/** The files that fixes change, by their path in the repository, as they are afterwards. */
export function changedFiles({ changes }: FixResult): Readonly<Record<string, string>> {
  const texts = changes.map(({ file, after: { text, style } }) => {
    return [file.slice(root.length), style.bom ? `\uFEFF${text}` : text];
  });
  return Object.fromEntries(texts) as Record<string, string>;
}
