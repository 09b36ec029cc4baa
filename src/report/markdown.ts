import { counted } from "./quantity.ts";
import type { ReportContext } from "./format.ts";
import type { JsonFinding, JsonReport } from "./json.ts";
import { visible } from "./visible.ts";

/** Findings in the table; a job summary holds a megabyte, and nobody reads that. */
const SHOWN = 200;

/** For a job summary or a comment: what it comes to, a table of the findings, how to fix them. */
export function reportMarkdown(context: ReportContext): string {
  const { report, fixCommand } = context;
  const shown = report.findings.slice(0, SHOWN);
  return [
    `### mcp-lint: ${verdictOf(report)}`,
    ...(shown.length === 0 ? [] : [tableOf(shown, context)]),
    ...(report.findings.length > SHOWN ? [`… and ${report.findings.length - SHOWN} more.`] : []),
    ...(report.findings.some(({ fix }) => fix && fix.safety !== "manual")
      ? [`Fixes: \`${fixCommand}\`, or \`${fixCommand}=all\` with those that may change behaviour.`]
      : []),
  ].join("\n\n");
}

function verdictOf({ findings, files, summary: { errors, warnings, notes } }: JsonReport): string {
  const where = counted(files.length, "file");
  if (findings.length === 0) return `no problems in ${where}`;
  const counts = [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")];
  return `${counts.filter((text) => !text.startsWith("0 ")).join(", ")} in ${where}`;
}

function tableOf(findings: readonly JsonFinding[], context: ReportContext): string {
  const rows = findings.map(({ severity, rule, url, message, help, locations: [{ path, start }] }) => {
    const remedy = help === undefined ? "" : `<br>→ ${cell(help)}`;
    return `| ${severity} | [${rule}](${url}) | ${cell(`${context.nameOf(path)}:${start.line}`)} | ${cell(message)}${remedy} |`;
  });
  return ["| | rule | where | what |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** Text of a config must not become a link, an image, a mention or a tag; code spans of our own messages stay. */
function cell(text: string): string {
  return visible(text.replace(/\s+/g, " "))
    .split("`")
    .map((part, index, parts) => {
      const isCode = index % 2 === 1 && index < parts.length - 1;
      if (isCode) return `\`${part.replaceAll("|", "\\|")}\``;
      const lone = index % 2 === 1 ? "\\`" : "";
      return lone + part.replace(/[\\*_{}[\]()<>#|~!@$]/g, (mark) => `\\${mark}`);
    })
    .join("");
}
