import { rules } from "../rules/index.ts";
import { clientById, clients } from "./clients/index.ts";
import { discoverExplicit } from "./discover/explicit.ts";
import { discoverMachine } from "./discover/machine.ts";
import { discoverRepo, repositoryRoot } from "./discover/repo.ts";
import type { Discovery, Source } from "./discover/source.ts";
import type { Document } from "./document/document.ts";
import { parserFor } from "./document/parse.ts";
import { runRules } from "./engine/run-rules.ts";
import { UserError } from "./errors.ts";
import { costOf } from "./estimate/cost.ts";
import type { FileSystem } from "./file-system.ts";
import { buildProject } from "./model/build.ts";
import type { Project } from "./model/entry.ts";
import type { Platform } from "./platform.ts";
import type { LintResult } from "./report/result.ts";
import type { Settings } from "./settings.ts";

/** What the program may touch. */
export interface Host {
  readonly fileSystem: FileSystem;
  readonly platform: Platform;
}

/** Which files. Without paths: the repository around the working directory, or the whole machine. */
export interface Selection {
  readonly paths: readonly string[];
  readonly machine: boolean;
  /** Read the given files as this client does. */
  readonly client?: string;
  /** Leave out what .gitignore leaves out. */
  readonly ignore: boolean;
}

/** discover → read → parse → model → analyse. Reads files and nothing else. */
export async function lint(selection: Selection, settings: Settings, host: Host): Promise<LintResult> {
  const discovery = await discover(selection, host);
  const project = await modelOf(discovery.sources, host.fileSystem);
  const diagnostics = runRules(rules, project, settings);
  return { project, diagnostics, skipped: discovery.skipped, cost: costOf(project), settings };
}

export async function discover(selection: Selection, { fileSystem, platform }: Host): Promise<Discovery> {
  const { paths, machine, client: id, ignore } = selection;
  const options = { fileSystem, platform, clients, ignore };
  if (machine) {
    if (paths.length > 0) throw new UserError("--machine takes no paths", "give either --machine or paths");
    return discoverMachine(options);
  }
  if (paths.length === 0) return discoverRepo(repositoryRoot(platform.cwd, fileSystem), options);
  const client = id === undefined ? undefined : clientById(id);
  return discoverExplicit(paths, client === undefined ? options : { ...options, client });
}

export async function modelOf(sources: readonly Source[], fileSystem: FileSystem): Promise<Project> {
  const inputs: { source: Source; document: Document }[] = [];
  for (const source of sources) {
    const parse = await parserFor(source.syntax);
    inputs.push({ source, document: parse(source.file, fileSystem.read(source.file)) });
  }
  return buildProject(inputs);
}
