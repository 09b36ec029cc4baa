import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { clients } from "../src/clients/index.ts";
import { discoverRepo } from "../src/discover/repo.ts";
import { positionAt, type Document, type Span } from "../src/document/document.ts";
import { parserFor } from "../src/document/parse.ts";
import type { Diagnostic } from "../src/engine/diagnostic.ts";
import { runRules } from "../src/engine/run-rules.ts";
import { withCures } from "../src/fix/cures.ts";
import type { FixResult } from "../src/fix/outcome.ts";
import type { FileSystem } from "../src/file-system.ts";
import { memoryFileSystem } from "../src/file-system/memory.ts";
import { withManifest } from "../src/manifest/model.ts";
import { buildProject } from "../src/model/build.ts";
import { machineOf } from "../src/model/machine.ts";
import type { Project } from "../src/model/entry.ts";
import type { Platform } from "../src/platform.ts";
import type { Rule } from "../src/rule.ts";
import { fix, lint } from "../src/run.ts";
import { defaultSettings, type Settings } from "../src/settings.ts";

const platform: Platform = { os: "linux", home: "/home/ada", cwd: "/project", env: {} };

export type Files = Record<string, string | Uint8Array | { readonly link: string }>;

/** Every file below a folder of the disk, by its path relative to it. */
export function filesBelow(folder: string, prefix = ""): Files {
  const files: Files = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    const name = prefix + entry.name;
    if (entry.isDirectory()) Object.assign(files, filesBelow(at, `${name}/`));
    else files[name] = entry.isSymbolicLink() ? { link: readlinkSync(at) } : readFileSync(at);
  }
  return files;
}

/** The project that `mcp-lint --fix` would see in a repository with these files, on a machine with the programs in `path/`. */
export async function projectOf(files: Files, settings = defaultSettings): Promise<Project> {
  const fileSystem = repositoryOf(files);
  const { sources } = discoverRepo("/project", { fileSystem, platform, clients, ignore: true });
  const inputs = [];
  for (const source of sources) {
    const parse = await parserFor(source.syntax);
    inputs.push({ source, document: parse(source.file, fileSystem.read(source.file)) });
  }
  const project = await withManifest(buildProject(inputs), "/project", { fileSystem, platform });
  const machine = machineOf({ fileSystem, platform: { ...platform, env: { PATH: "/project/path" } } });
  return withCures({ ...project, machine }, settings, { fileSystem, platform });
}

function repositoryOf(files: Files): FileSystem {
  const rooted = Object.entries(files).map(([name, content]) => [`/project/${name}`, content]);
  return memoryFileSystem(Object.fromEntries(rooted), "linux");
}

/** What all fixes of one rule make of these files, unsafe ones included, seen with the eyes of all rules. */
export async function fixedBy(rule: Rule, files: Files, settings: Partial<Settings> = {}): Promise<FixResult> {
  const choice = { safety: "all", rules: [rule.id] } as const;
  const host = { fileSystem: repositoryOf(files), platform };
  return fix({ paths: [], ignore: true }, { ...defaultSettings, ...settings }, choice, host);
}

/** The files that fixes change, by their path in the repository, as they are afterwards. */
export function changedFiles({ changes }: FixResult): Record<string, string> {
  const texts = changes.map(({ file, after: { text, style } }) => {
    return [file.slice("/project/".length), style.bom ? `\uFEFF${text}` : text];
  });
  return Object.fromEntries(texts) as Record<string, string>;
}

/** What one rule says of these files. */
export async function findingsOf(
  rule: Rule,
  files: Files,
  settings: Partial<Settings> = {},
): Promise<readonly Diagnostic[]> {
  const all = { ...defaultSettings, ...settings };
  if (rule.id === "unused-suppression") {
    // What accepts nothing is known only when all rules have spoken.
    const { diagnostics } = await lint({ paths: [], ignore: true }, all, { fileSystem: repositoryOf(files), platform });
    return diagnostics.filter(({ rule: id }) => id === rule.id);
  }
  return runRules([rule], await projectOf(files, all), all, ({ shown }) => shown);
}

/** Findings as text, with exact positions: what a fixture's `expected.txt` holds. */
export function describeFindings(findings: readonly Diagnostic[]): string {
  return findings.map(describeFinding).join("\n");
}

function describeFinding({ severity, messageId, message, locations, help, notes, fix }: Diagnostic): string {
  const [first, ...others] = locations;
  const lines = [
    `${first.source.shown}:${range(first.document, first.span)} ${severity} ${messageId}${label(first.label)}`,
    `  ${message}`,
    ...others.map((at) => `  also ${at.source.shown}:${range(at.document, at.span)}${label(at.label)}`),
    ...notes.map((note) => `  note: ${note}`),
    ...(help === undefined ? [] : [`  help: ${help}`]),
    ...(fix ? [`  fix (${fix.safety}): ${fix.title}`] : []),
  ];
  return lines.join("\n") + "\n";
}

function range(document: Document, { start, end }: Span): string {
  const [from, to] = [positionAt(document, start), positionAt(document, end)];
  return `${from.line}:${from.column}-${to.line}:${to.column}`;
}

function label(text: string | undefined): string {
  return text === undefined ? "" : ` (${text})`;
}
