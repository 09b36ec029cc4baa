import type { ReportContext } from "./format.ts";
import type { JsonFinding, JsonReport } from "./json.ts";
import { visible } from "./visible.ts";

/**
 * For a program that reads: a line a finding with what to do, no excerpt, no ornament; the last line is the command that
 * puts right what can be, so that no second call is needed to find it.
 */
export function reportAgent({ report, fixCommand }: ReportContext): string {
  return [...fixedLines(report), ...report.findings.map(lineOf), tallyOf(report), ...commandLines(report, fixCommand)]
    .map(visible)
    .join("\n");
}

function fixedLines({ fixed = [], skippedFixes = [], transaction }: JsonReport): readonly string[] {
  const undo = transaction === undefined ? "" : ` (undo: mcp-lint undo ${transaction.id})`;
  return [
    ...fixed.map(({ rule, server, title }) => `fixed ${rule}${ofServer(server)}: ${title}${undo}`),
    ...skippedFixes.map(({ rule, server, why }) => `not fixed ${rule}${ofServer(server)}: ${why}`),
  ];
}

function ofServer(server: string | undefined): string {
  return server === undefined ? "" : ` \`${server}\``;
}

function lineOf({ rule, severity, message, help, fix, locations: [{ path, start }] }: JsonFinding): string {
  // What --fix does by itself nobody needs to be told how to do.
  const remedy = help === undefined || fix?.safety === "safe" ? "" : ` -> ${help}`;
  return `${path}:${start.line}:${start.column} ${severity} ${rule}: ${message}${remedy}${fix ? fixOf(fix) : ""}`;
}

function fixOf({ safety, why }: NonNullable<JsonFinding["fix"]>): string {
  if (safety === "manual") return why === undefined ? " [by hand]" : ` [by hand: ${why}]`;
  return safety === "safe" ? " [--fix]" : " [--fix=all]";
}

function tallyOf({ findings, files, summary: { errors, warnings, notes } }: JsonReport): string {
  const where = `${files.length} file${files.length === 1 ? "" : "s"}`;
  if (findings.length === 0) return `no problems in ${where}`;
  return `${errors} errors, ${warnings} warnings, ${notes} notes in ${where}`;
}

function commandLines({ findings }: JsonReport, fixCommand: string): readonly string[] {
  const safe = findings.filter(({ fix }) => fix?.safety === "safe").length;
  const unsafe = findings.filter(({ fix }) => fix?.safety === "unsafe").length;
  const all = `${fixCommand}=all`;
  if (safe === 0 && unsafe === 0) return findings.length === 0 ? [] : ["nothing of this can be fixed automatically"];
  if (unsafe === 0) return [`fix ${safe}: ${fixCommand}`];
  if (safe === 0) return [`review and fix ${unsafe} (may change behaviour): ${all}`];
  return [`review and fix ${unsafe} more (may change behaviour): ${all}`, `fix ${safe}: ${fixCommand}`];
}
