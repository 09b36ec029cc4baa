import { appendFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { documentedRules } from "../../rules/documented.ts";
import { docsUrl, version } from "../about.ts";
import type { Document } from "../document/document.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";
import { UserError } from "../errors.ts";
import type { EstimateResult } from "../estimate/result.ts";
import { editsOf, type FileEdits } from "../fix/edits.ts";
import { currentPlatform } from "../platform.ts";
import { machineFormats, type Format, type ReportContext } from "../report/format.ts";
import { reportOf, type FixesDone } from "../report/json.ts";
import { namesOf } from "../report/names.ts";
import type { LintResult } from "../report/result.ts";
import { fixCommandOf } from "./fix-command.ts";
import { isForMachines, type FormatChoice } from "./formats.ts";
import { thisHost, type Output } from "./output.ts";

/** Writes every report that was asked for; `human`: the text of the one for people. */
export async function writeReports(
  choices: readonly FormatChoice[],
  result: LintResult,
  output: Output,
  human: () => string,
  done?: FixesDone,
): Promise<void> {
  const context = isForMachines(choices) ? await contextOf(choices, result, output, done) : undefined;
  for (const { format, file } of choices) {
    const text = format === "human" || !context ? human() : await textOf(format, context);
    if (file === undefined) await output.write(text);
    else await writeReport(file, output.redactor.redact(text));
    if (format === "github" && context) await addToSummary(context);
  }
}

async function writeReport(file: string, text: string): Promise<void> {
  try {
    await writeFile(path.resolve(file), text === "" ? text : `${text}\n`);
  } catch (error) {
    throw new UserError(
      `cannot write ${file}: ${(error as NodeJS.ErrnoException).code}`,
      "name another file behind the `=`",
    );
  }
}

async function textOf(format: Exclude<Format, "human">, context: ReportContext): Promise<string> {
  const report = await machineFormats[format]();
  return report(context);
}

/** Formats that hand fixes on to other programs, in offsets. */
const carryingEdits: ReadonlySet<Format> = new Set(["json", "sarif", "rdjson"]);

async function contextOf(
  choices: readonly FormatChoice[],
  result: LintResult,
  { redactor }: Output,
  done?: FixesDone,
): Promise<ReportContext> {
  const platform = currentPlatform();
  const { ownRules = [] } = result.settings;
  const urlOf = (rule: string): string => docsUrl(rule, ownRules);
  const { documents } = result.project;
  const byFile = new Map(documents.map(({ document }) => [document.file, document]));
  const isCarrying = choices.some(({ format }) => carryingEdits.has(format));
  const edits = isCarrying ? await allEdits(result.diagnostics, byFile) : new Map();
  const report = reportOf(result, { redactor, version, docsUrl: urlOf, edits }, done);
  const isCosted = choices.some(({ format }) => format === "html");
  return {
    report,
    result,
    redactor,
    ...(isCosted && { estimate: await estimateIn(result) }),
    rules: [...documentedRules, ...ownRules],
    docsUrl: urlOf,
    platform,
    documents: new Map(documents.map(({ source, document }) => [source.shown, document])),
    nameOf: namesOf(report, platform.env["GITHUB_WORKSPACE"] ?? platform.cwd, platform),
    fixCommand: fixCommandOf(process.argv.slice(2), platform.env),
  };
}

async function estimateIn({ project, settings }: LintResult): Promise<EstimateResult> {
  const { estimateFor } = await import("./estimate-result.ts");
  return estimateFor(project, settings, {}, thisHost(), async () => new Map());
}

async function allEdits(
  diagnostics: readonly Diagnostic[],
  documents: ReadonlyMap<string, Document>,
): Promise<ReadonlyMap<Diagnostic, readonly FileEdits[]>> {
  const all = new Map<Diagnostic, readonly FileEdits[]>();
  for (const diagnostic of diagnostics) {
    const edits = diagnostic.fix && (await editsOf(diagnostic.fix, documents));
    if (edits) all.set(diagnostic, edits);
  }
  return all;
}

/** GitHub shows ten annotations of a step; the summary of the job has them all. */
async function addToSummary(context: ReportContext): Promise<void> {
  const file = process.env["GITHUB_STEP_SUMMARY"];
  if (!file) return;
  const report = await machineFormats.markdown();
  await appendFile(file, `${report(context)}\n\n`);
}
