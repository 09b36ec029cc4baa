import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { positionAt, type Document, type Span } from "../src/document/document.ts";
import type { Diagnostic } from "../src/engine/diagnostic.ts";
import type { FixResult } from "../src/fix/outcome.ts";
import type { Rule } from "../src/rule.ts";
import { lint } from "../src/run.ts";
import { defaultSettings, type Settings } from "../src/settings.ts";
import * as testing from "../src/testing/repository.ts";

export { changedFiles, projectOf } from "../src/testing/repository.ts";

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

/** What all fixes of one rule make of these files, unsafe ones included, seen with the eyes of all rules. */
export async function fixedBy(rule: Rule, files: Files, settings: Partial<Settings> = {}): Promise<FixResult> {
  return testing.fixedBy(rule, files, { ...defaultSettings, ...settings });
}

/** What one rule says of these files. */
export async function findingsOf(
  rule: Rule,
  files: Files,
  settings: Partial<Settings> = {},
): Promise<readonly Diagnostic[]> {
  const all = { ...defaultSettings, ...settings };
  if (rule.id !== "unused-suppression") return testing.findingsOf(rule, files, all);
  // What accepts nothing is known only when all rules have spoken.
  const host = { fileSystem: testing.repositoryOf(files), platform: testing.platform };
  const { diagnostics } = await lint({ paths: [], ignore: true }, all, host);
  return diagnostics.filter(({ rule: id }) => id === rule.id);
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
