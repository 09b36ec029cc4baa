import { writeFile } from "node:fs/promises";
import path from "node:path";
import { version } from "../about.ts";
import { UserError } from "../errors.ts";
import type { EstimateResult } from "../estimate/result.ts";
import { documentsOf } from "../model/documents.ts";
import type { ColorChoice } from "../report/style.ts";
import { readProject } from "../run.ts";
import { choicesOf } from "./chosen.ts";
import { estimateFor, openSessions, type EstimateChoice } from "./estimate-result.ts";
import { NOTHING_TO_LINT } from "./exit-status.ts";
import { openOutput, selectionOf, thisHost, type FileOptions, type Output } from "./output.ts";

interface EstimateOptions extends FileOptions, EstimateChoice {
  readonly json?: true;
  readonly markdown?: true;
  readonly svg?: string;
  readonly color: ColorChoice;
}

/** `mcp-lint estimate`: the arithmetic, before, after and with how many sessions this machine falls over. */
export async function estimateCommand(paths: readonly string[], options: EstimateOptions): Promise<number> {
  const host = thisHost();
  const { config, machine } = options;
  const { settings } = await choicesOf({ ...(config !== undefined && { config }), ...(machine && { machine }) }, host);
  const project = await readProject(await selectionOf(paths, options), settings, host);
  const result = await estimateFor(project, settings, options, host, openSessions(host));
  const output = openOutput(documentsOf(project), options.color);
  await output.write(await reportOf(result, options, output));
  if (options.svg !== undefined) await writeChart(options.svg, result);
  if (project.documents.length === 0) return NOTHING_TO_LINT;
  return result.budget.some(({ over }) => over) ? 1 : 0;
}

async function reportOf(result: EstimateResult, options: EstimateOptions, output: Output): Promise<string> {
  if (options.json) return (await import("../report/estimate/json.ts")).estimateJson(result, { ...output, version });
  if (options.markdown) return (await import("../report/estimate/markdown.ts")).estimateMarkdown(result);
  return (await import("../report/estimate/human.ts")).describeEstimate(result, output);
}

async function writeChart(file: string, result: EstimateResult): Promise<void> {
  const { drawSvg } = await import("../report/estimate/svg.ts");
  await writeFile(path.resolve(file), `${drawSvg(result)}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `cannot write ${file}: ${error.code ?? error.message}`,
      "name a file in a folder that is there",
    );
  });
}
