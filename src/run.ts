import { rules } from "../rules/index.ts";
import type { Client } from "./clients/client.ts";
import { clientById, clients } from "./clients/index.ts";
import { below } from "./discover/collect.ts";
import { discoverExplicit, standardInputFile } from "./discover/explicit.ts";
import { isIgnored, rulesIn } from "./discover/ignored.ts";
import { discoverMachine } from "./discover/machine.ts";
import { discoverRepo, repositoryRoot } from "./discover/repo.ts";
import type { Discovery, Source } from "./discover/source.ts";
import { nearest } from "./discover/suggestion.ts";
import { parserFor } from "./document/parse.ts";
import { withOutlook } from "./engine/outlook.ts";
import { runRules } from "./engine/run-rules.ts";
import { UserError } from "./errors.ts";
import { costOf } from "./estimate/cost.ts";
import type { FileSystem } from "./file-system.ts";
import { listOnce } from "./file-system/list-once.ts";
import { overlay } from "./file-system/overlay.ts";
import { readAhead } from "./file-system/read-ahead.ts";
import type { FixResult } from "./fix/outcome.ts";
import type { Choice } from "./fix/passes.ts";
import { withManifest } from "./manifest/model.ts";
import { withAllowedStdio } from "./model/allowed-stdio.ts";
import { buildProject, type Input } from "./model/build.ts";
import { machineOf } from "./model/machine.ts";
import { dependencies } from "./model/dependencies.ts";
import { ownPackages } from "./model/own-packages.ts";
import type { Project, PublishedVersion, ServerEntry } from "./model/entry.ts";
import { oncePer } from "./once-per.ts";
import { pathsOf, type Platform } from "./platform.ts";
import type { LintResult } from "./report/result.ts";
import type { Settings } from "./settings.ts";
import { isDirective } from "./suppression/comments.ts";

/** What the program may touch. */
export interface Host {
  readonly fileSystem: FileSystem;
  readonly platform: Platform;
  /** Ports of the hub's range that something else listens on; they are looked for only where that was asked for. */
  readonly busyPorts?: ReadonlySet<number>;
  /** Ports of servers in other manifests; they are looked up only by a run that fixes. */
  readonly portsElsewhere?: ReadonlyMap<string, number>;
  /** Registries may be asked. Only a run with fixes does. */
  readonly online?: true;
  /** Called before a thousand files are read rather than ten. */
  expectMany?(): void;
}

/** From here on memory is worth a thought. */
const MANY = 200;

/** Which files. Without paths: the repository around the working directory, or the whole machine. */
export interface Selection {
  readonly paths: readonly string[];
  readonly machine?: true;
  /** Read the given files as this client does. */
  readonly client?: string;
  /** Leave out what .gitignore leaves out, and test data. */
  readonly ignore: boolean;
  /** What the path `-` stands for. */
  readonly standardInput?: { readonly name?: string; readonly bytes: Uint8Array };
}

/** discover → read → parse → model → analyse. Reads files and nothing else. */
export async function lint(selection: Selection, settings: Settings, machine: Host): Promise<LintResult> {
  const { fileSystem, platform } = withStandardInput(selection, machine);
  const host = { ...machine, fileSystem: listOnce(readAhead(fileSystem)), platform };
  return analyse(await discover(selection, settings, host), selection, settings, host, asIs);
}

/** discover → read → parse → model, without a look by any rule. Reads files and nothing else. */
export async function readProject(
  selection: Selection,
  settings: Pick<Settings, "exclude" | "allowStdio">,
  machine: Host,
): Promise<Project> {
  const host = withStandardInput(selection, machine);
  const { sources } = await discover(selection, settings, host);
  return modelled(sources, selection, settings, host);
}

/** The findings of `lint`, with the fixes that only a run with fixes works out. */
export async function lintWithFixes(selection: Selection, settings: Settings, machine: Host): Promise<LintResult> {
  const host = withStandardInput(selection, machine);
  const found = await discover(selection, settings, host);
  const { withCures } = await import("./fix/cures.ts");
  const plain = await analyse(found, selection, settings, host, asIs);
  const curable = await analyse(found, selection, settings, host, (project) => withCures(project, settings, host));
  const known = new Set(plain.diagnostics.map(({ fingerprint }) => fingerprint));
  return { ...curable, diagnostics: curable.diagnostics.filter(({ fingerprint }) => known.has(fingerprint)) };
}

/**
 * As `lint`, then plan → overlay → verify until nothing is left to fix. Reads files and nothing else; where the host is
 * online, it asks registries for versions before.
 */
export async function fix(selection: Selection, settings: Settings, choice: Choice, machine: Host): Promise<FixResult> {
  const host = withStandardInput(selection, machine);
  const found = await discover(selection, settings, host);
  const [{ runPasses }, { refusalOfGenerated }, { withCures }] = await Promise.all([
    import("./fix/passes.ts"),
    import("./fix/refusal.ts"),
    import("./fix/cures.ts"),
  ]);
  const published = host.online && (await askRegistries(found, selection, settings, host));
  const cures = { safety: choice.safety, ...(published && { published }) };
  const curable = (project: Project): Project => withCures(project, settings, host, cures);
  const isGenerated = refusalOfGenerated(found.sources);
  const refuses = (file: string): string | undefined => isGenerated(file) ?? choice.refuses?.(file);
  const reanalyse = (files: ReadonlyMap<string, Uint8Array>): Promise<LintResult> =>
    analyse(found, selection, settings, { ...host, fileSystem: overlay(host.fileSystem, files) }, curable);
  return runPasses(reanalyse, { ...choice, refuses });
}

/** For all packages at once of which a rule wants to know. */
async function askRegistries(
  found: Discovery,
  selection: Selection,
  settings: Settings,
  host: Host,
): Promise<PublishedVersion> {
  const [{ withCures }, { publishedVersions }] = await Promise.all([
    import("./fix/cures.ts"),
    import("./fix/published.ts"),
  ]);
  const wanted: ServerEntry[] = [];
  const note = (entry: ServerEntry): undefined => void wanted.push(entry);
  await analyse(found, selection, settings, host, (project) => withCures(project, settings, host, { published: note }));
  return publishedVersions(wanted, rootOf(selection, host), host);
}

const asIs = (project: Project): Project => project;

/** read → parse → model → analyse. `prepare`: adds what only some runs need. */
async function analyse(
  { sources, skipped }: Discovery,
  selection: Selection,
  settings: Settings,
  host: Host,
  prepare: (project: Project) => Project,
): Promise<LintResult> {
  if (sources.length >= MANY) host.expectMany?.();
  const { ownRules = [] } = settings;
  const [all, nameOf] = [[...rules, ...ownRules], namesFor(selection, host)];
  const project = prepare(await withOutlook(await modelled(sources, selection, settings, host), settings, all));
  const found = runRules(all, project, settings, nameOf);
  const rest = { skipped, cost: costOf(project, settings), settings };
  if (!mayBeSuppressed(project, settings)) return { project, diagnostics: found, ...rest };
  const { applySuppressions } = await import("./suppression/apply.ts");
  const isWhole = selection.paths.length === 0;
  const root = rootOf(selection, host);
  const hidden = {
    paths: skipped.map(({ shown }) => shown),
    isIgnored: (file: string) =>
      isIgnored(pathsOf(host.platform).join(root, file), "file", rulesIn(root, undefined, host), host.platform),
  };
  const isOurs = (file: string): boolean => below(root, file, host.platform) !== undefined;
  const surroundings = { ...host, rules: all, nameOf, isWhole, hidden, isOurs };
  return { ...(await applySuppressions(found, project, settings, surroundings)), ...rest };
}

function mayBeSuppressed({ documents }: Project, { suppressing }: Settings): boolean {
  if (suppressing === false) return false;
  return suppressing !== undefined || documents.some(({ document }) => document.comments.some(isDirective));
}

/** What files are called wherever the program was started. */
export function namesFor(selection: Selection, host: Host): (source: Source) => string {
  const root = rootOf(selection, host);
  return oncePer(({ file, shown }: Source): string => below(root, file, host.platform) ?? shown);
}

/** read → parse → model, with the hub manifest. */
async function modelled(
  sources: readonly Source[],
  selection: Selection,
  { allowStdio }: Pick<Settings, "allowStdio">,
  host: Host,
): Promise<Project> {
  const configs = {
    ...(await modelOf(sources, host.fileSystem)),
    isOwnPackage: ownPackages(host.fileSystem, host.platform),
    isDependency: dependencies(host.fileSystem, host.platform),
    ...(selection.machine && { machine: machineOf(host) }),
  };
  // Where there is only standard input, that is all that is read and all that is written.
  const project = selection.standardInput ? configs : await withManifest(configs, rootOf(selection, host), host);
  return allowStdio ? withAllowedStdio(project, allowStdio, namesFor(selection, host)) : project;
}

/** The folder that findings are told apart within. */
function rootOf({ machine }: Selection, { fileSystem, platform }: Host): string {
  return machine ? platform.home : repositoryRoot(platform.cwd, fileSystem);
}

/** @throws UserError where the selection contradicts itself or names nothing. */
export async function discover(
  selection: Selection,
  settings: Pick<Settings, "exclude">,
  host: Host,
): Promise<Discovery> {
  const { exclude } = settings;
  const found = await discoverAll(selection, host);
  if (!exclude) return found;
  const { withoutExcluded } = await import("./discover/excluded.ts");
  return withoutExcluded(found, exclude, namesFor(selection, host));
}

async function discoverAll(selection: Selection, { fileSystem, platform }: Host): Promise<Discovery> {
  const { paths, machine, client, ignore, standardInput } = selection;
  const options = { fileSystem, platform, clients, ignore };
  if (machine) {
    if (paths.length > 0) throw new UserError("--machine takes no paths", "give either --machine or paths");
    return discoverMachine(options);
  }
  if (paths.length === 0) {
    if (client !== undefined) throw new UserError("--client needs paths", "name the files to read as this client does");
    const root = rootOf(selection, { fileSystem, platform });
    if (root === platform.home) {
      throw new UserError(
        "this is your home folder and no repository",
        "mcp-lint --machine lints every config of this computer",
      );
    }
    return discoverRepo(root, options);
  }
  return discoverExplicit(paths, {
    ...options,
    ...(client !== undefined && { client: knownClient(client) }),
    ...(standardInput?.name !== undefined && { stdinFilename: standardInput.name }),
  });
}

export async function modelOf(sources: readonly Source[], fileSystem: FileSystem): Promise<Project> {
  const inputs: Input[] = [];
  for (const source of sources) {
    const parse = await parserFor(source.syntax);
    inputs.push({ source, document: parse(source.file, fileSystem.read(source.file)) });
  }
  return buildProject(inputs);
}

function withStandardInput({ standardInput }: Selection, host: Host): Host {
  if (!standardInput) return host;
  const file = standardInputFile(standardInput.name, host.platform);
  return { ...host, fileSystem: overlay(host.fileSystem, new Map([[file, standardInput.bytes]])) };
}

function knownClient(id: string): Client {
  const client = clientById(id);
  if (client) return client;
  const meant = nearest(
    id,
    clients.map(({ id }) => id),
  );
  throw new UserError(
    `there is no client \`${id}\``,
    meant === undefined ? "`mcp-lint clients` lists all" : `did you mean \`${meant}\`? \`mcp-lint clients\` lists all`,
  );
}
