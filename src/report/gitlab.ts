import type { Severity } from "../engine/diagnostic.ts";
import type { ReportContext } from "./format.ts";

const severities: Readonly<Record<Severity, string>> = { error: "major", warning: "minor", note: "info" };

/** Code Quality of GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function reportGitlab(context: ReportContext): string {
  const issues = context.report.findings.map(({ rule, severity, message, help, fingerprint, locations }) => {
    const [{ path, start, end }] = locations;
    return {
      description: help === undefined ? message : `${message}. ${help}`,
      check_name: rule,
      fingerprint,
      severity: severities[severity],
      location: { path: context.nameOf(path), lines: { begin: start.line, end: end.line } },
    };
  });
  return JSON.stringify(issues, undefined, 2);
}
