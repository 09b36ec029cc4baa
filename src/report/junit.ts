import type { ReportContext } from "./format.ts";
import type { JsonFinding } from "./json.ts";
import { xmlOf, type Element } from "./xml.ts";

/**
 * JUnit's XML: a suite a file, a test a finding. Errors and warnings fail; a note is a test passed over, for a CI server
 * would stop at a failure. A file without findings is one test that passes.
 */
export function reportJunit(context: ReportContext): string {
  const { files, findings } = context.report;
  const suites = files.map(({ path }) => {
    const ofFile = findings.filter(({ locations: [at] }) => at.path === path);
    return suiteOf(context.nameOf(path), ofFile);
  });
  const clean = files.length - new Set(findings.map(({ locations: [at] }) => at.path)).size;
  return xmlOf({
    name: "testsuites",
    attributes: { name: "mcp-lint", ...countsOf(findings, clean) },
    children: suites,
  });
}

function suiteOf(name: string, findings: readonly JsonFinding[]): Element {
  const passed: Element = { name: "testcase", attributes: { name, classname: "mcp-lint" } };
  const children = findings.length === 0 ? [passed] : findings.map((finding) => caseOf(finding, name));
  return { name: "testsuite", attributes: { name, ...countsOf(findings, findings.length === 0 ? 1 : 0) }, children };
}

/** `clean`: files without a finding. */
function countsOf(findings: readonly JsonFinding[], clean: number): Readonly<Record<string, number>> {
  const skipped = findings.filter(({ severity }) => severity === "note").length;
  return { tests: findings.length + clean, failures: findings.length - skipped, errors: 0, skipped };
}

function caseOf(finding: JsonFinding, file: string): Element {
  const { rule, severity, message, help, url, server, locations } = finding;
  const [{ start }] = locations;
  const isNote = severity === "note";
  const text = [message, ...(help === undefined ? [] : [help]), `${file}:${start.line}:${start.column}`, url].join(
    "\n",
  );
  return {
    name: "testcase",
    attributes: { name: server === undefined ? rule : `${rule} (${server})`, classname: file },
    children: [
      isNote
        ? { name: "skipped", attributes: { message } }
        : { name: "failure", attributes: { message, type: severity }, children: text },
    ],
  };
}
