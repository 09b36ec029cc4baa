import type { Severity } from "../engine/diagnostic.ts";
import type { ReportContext } from "./format.ts";
import type { JsonFinding } from "./json.ts";
import { xmlOf, type Element } from "./xml.ts";

const severities: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "info" };

/** The XML of Checkstyle, which many CI servers read. */
export function reportCheckstyle(context: ReportContext): string {
  const { files, findings } = context.report;
  const children = files.map(({ path }) => ({
    name: "file",
    attributes: { name: context.nameOf(path) },
    children: findings.filter(({ locations: [at] }) => at.path === path).map(errorOf),
  }));
  return xmlOf({ name: "checkstyle", attributes: { version: "10.0" }, children });
}

function errorOf({ rule, severity, message, help, locations: [{ start }] }: JsonFinding): Element {
  return {
    name: "error",
    attributes: {
      line: start.line,
      column: start.column,
      severity: severities[severity],
      message: help === undefined ? message : `${message}. ${help}`,
      source: `mcp-lint.${rule}`,
    },
  };
}
