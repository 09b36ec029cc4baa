import { docsUrl, version } from "../about.ts";
import type { Discovery, Source } from "../discover/source.ts";
import type { Severity } from "../engine/diagnostic.ts";
import { compareSeverity } from "../engine/severity.ts";
import { UserError } from "../errors.ts";
import { reportHuman } from "../report/human.ts";
import { reportJson } from "../report/json.ts";
import type { LintResult } from "../report/result.ts";
import type { ColorChoice } from "../report/style.ts";
import { table } from "../report/table.ts";
import { discover, lint } from "../run.ts";
import type { Settings } from "../settings.ts";
import { NOTHING_TO_LINT } from "./exit-status.ts";
import { openOutput, selectionOf, thisHost, type FileOptions, type Output } from "./output.ts";

export interface LintOptions extends FileOptions, Settings {
  readonly listFiles?: true;
  readonly failOn: Severity | "never";
  readonly maxWarnings?: number;
  readonly format: "human" | "json";
  readonly quiet?: true;
  readonly color: ColorChoice;
}

/** `mcp-lint`: lints and reports. */
export async function lintCommand(paths: readonly string[], options: LintOptions): Promise<number> {
  if (options.stdinFilename !== undefined && !paths.includes("-")) {
    throw new UserError("--stdin-filename needs the path `-`", "mcp-lint - --stdin-filename .cursor/mcp.json < file");
  }
  const selection = await selectionOf(paths, options);
  if (options.listFiles) return listFiles(await discover(selection, thisHost()), openOutput(undefined, options.color));

  const { preset, ports, sessions } = options;
  const result = await lint(selection, { preset, ports, sessions }, thisHost());
  const output = openOutput(result.project, options.color);
  const quiet = options.quiet === true;
  await output.write(
    options.format === "json"
      ? reportJson(result, { ...output, version, docsUrl })
      : reportHuman(result, { ...output, quiet, docsUrl }),
  );
  return exitStatus(result, options);
}

function exitStatus({ project, diagnostics }: LintResult, { failOn, maxWarnings }: LintOptions): number {
  if (project.documents.length === 0) return NOTHING_TO_LINT;
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  if (maxWarnings !== undefined && warnings > maxWarnings) return 1;
  const fails = failOn !== "never" && diagnostics.some(({ severity }) => compareSeverity(severity, failOn) >= 0);
  return fails ? 1 : 0;
}

/** Which file, which clients, which scope, and why. */
async function listFiles({ sources, skipped }: Discovery, { style, write }: Output): Promise<number> {
  const lines = table(
    sources.map((source) => [style.bold(source.shown), ownersOf(source), style.dim(source.why)]),
  ).split("\n");
  const chosen = sources.flatMap(({ readers }, index) => {
    const others = new Set(readers.flatMap(({ client, file }) => (file.shared ? [client.id] : [])));
    return others.size === 0 ? [lines[index]!] : [lines[index]!, style.dim(`  also read by ${[...others].join(", ")}`)];
  });
  const passed = skipped.map(({ shown, reason, detail }) => [shown, style.warning(reason), style.dim(detail ?? "")]);
  await write([...chosen, ...(passed.length > 0 ? ["", "passed over:", table(passed)] : [])].join("\n"));
  return sources.length > 0 ? 0 : NOTHING_TO_LINT;
}

function ownersOf({ readers }: Source): string {
  const owners = readers.filter(({ file }) => !file.shared);
  return [...new Set(owners.map(({ client, file }) => `${client.id} (${file.scope})`))].join(", ");
}
