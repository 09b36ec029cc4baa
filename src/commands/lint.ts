import { docsUrl } from "../about.ts";
import type { Discovery, Source } from "../discover/source.ts";
import { UserError } from "../errors.ts";
import { documentsOf } from "../model/documents.ts";
import { reportHuman } from "../report/human.ts";
import { narrowed } from "../report/result.ts";
import { table } from "../report/table.ts";
import { discover, lint, lintWithFixes } from "../run.ts";
import { choicesOf } from "./chosen.ts";
import { exitStatus, NOTHING_TO_LINT } from "./exit-status.ts";
import { chosenFormats, isForMachines } from "./formats.ts";
import type { LintOptions } from "./lint-options.ts";
import { openOutput, selectionOf, thisHost, type Output } from "./output.ts";

/** `mcp-lint`: lints and reports; with `--fix`, fixes first. */
export async function lintCommand(paths: readonly string[], options: LintOptions): Promise<number> {
  if (options.stdinFilename !== undefined && !paths.includes("-")) {
    throw new UserError("--stdin-filename needs the path `-`", "mcp-lint - --stdin-filename .cursor/mcp.json < file");
  }
  const selection = await selectionOf(paths, options);
  const { settings, tolerance } = await choicesOf(options, thisHost());
  if (options.printConfig !== undefined) {
    return (await import("./print-config.ts")).printConfig(options.printConfig, selection, settings);
  }
  if (options.listFiles) {
    return listFiles(await discover(selection, settings, thisHost()), openOutput(undefined, options.color));
  }
  const changes = asksForChanges(options)
    ? (await import("./changes.ts")).chosenChanges(options, thisHost())
    : undefined;
  if (options.suppress) {
    return (await import("./suppress.ts")).suppressCommand(selection, settings, options, changes);
  }
  if (options.reason !== undefined) throw new UserError("--reason is for --suppress alone");
  if (asksForFixes(options)) {
    return (await import("./fix.ts")).fixCommand(selection, { settings, tolerance }, options, changes);
  }

  if (options.online) throw new UserError("--online is for fixes alone", "mcp-lint --fix --online");

  const formats = chosenFormats(options.format, process.env);
  const host = thisHost();
  const fileSystem = changes?.asStaged(host.fileSystem) ?? host.fileSystem;
  const reading = { ...host, fileSystem };
  const found = isForMachines(formats)
    ? await lintWithFixes(selection, (await import("./hub-token.ts")).withHubToken(settings, false), reading)
    : await lint(selection, settings, reading);
  const result = narrowed(found, changes?.isConcerned);
  const output = openOutput(documentsOf(result.project), options.color);
  const urls = { docsUrl: (rule: string) => docsUrl(rule, settings.ownRules) };
  const human = (): string => reportHuman(result, { ...output, ...urls, quiet: options.quiet === true });
  if (isForMachines(formats) || options.format)
    await (await import("./reports.ts")).writeReports(formats, result, output, human);
  else await output.write(human());
  return changes && result.project.documents.length === 0 ? 0 : exitStatus(result, tolerance);
}

function asksForChanges({ staged, changed }: LintOptions): boolean {
  return staged !== undefined || changed !== undefined;
}

/** What only makes sense with fixes asks for them. */
function asksForFixes({ fix, fixOnly, dryRun, diff, interactive, token, verify }: LintOptions): boolean {
  return [fix, fixOnly, dryRun, diff, interactive, token, verify].some((option) => option !== undefined);
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
