import type { Severity } from "../engine/diagnostic.ts";
import type { ReportContext } from "./format.ts";
import type { JsonFinding } from "./json.ts";
import { visible } from "./visible.ts";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "notice" };

/**
 * Annotations of GitHub Actions:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function reportGithub(context: ReportContext): string {
  return context.report.findings.map((finding) => annotationOf(finding, context)).join("\n");
}

function annotationOf(finding: JsonFinding, context: ReportContext): string {
  const { rule, severity, message, help, url, locations } = finding;
  const [{ path, start, end }] = locations;
  const properties = {
    title: `mcp-lint: ${rule}`,
    file: context.nameOf(path),
    line: start.line,
    endLine: end.line,
    // Columns are only shown, and only allowed, where it is one line.
    ...(start.line === end.line && { col: start.column, endColumn: end.column }),
  };
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  const text = [message, ...(help === undefined ? [] : [help]), url].map(visible).join("\n");
  return `::${commands[severity]} ${pairs.join(",")}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
