import type { ReportContext } from "./format.ts";
import { visible } from "./visible.ts";

/** A line a finding, as compilers write them; editors and problem matchers read it. */
export function reportUnix(context: ReportContext): string {
  return context.report.findings
    .map(({ rule, severity, message, locations: [{ path, start }] }) =>
      visible(`${context.nameOf(path)}:${start.line}:${start.column}: ${severity}: ${message} [${rule}]`),
    )
    .join("\n");
}
