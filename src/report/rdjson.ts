import { lineStarts, type Document } from "../document/document.ts";
import type { Severity } from "../engine/diagnostic.ts";
import type { ReportContext } from "./format.ts";
import type { JsonFinding, JsonLocation, JsonPosition } from "./json.ts";

const severities: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", note: "INFO" };

/** reviewdog's diagnostic format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf */
export function reportRdjson(context: ReportContext): string {
  const rangeOf = ({ path, start, end }: Pick<JsonLocation, "path" | "start" | "end">): object => {
    const document = context.documents.get(path);
    return { start: pointOf(start, document), end: pointOf(end, document) };
  };
  const placeOf = (at: Pick<JsonLocation, "path" | "start" | "end">): object => ({
    path: context.nameOf(at.path),
    range: rangeOf(at),
  });
  const diagnosticOf = ({ rule, severity, message, help, url, locations, fix }: JsonFinding): object => {
    const [first, ...others] = locations;
    return {
      message: help === undefined ? message : `${message}\n${help}`,
      location: placeOf(first),
      severity: severities[severity],
      code: { value: rule, url },
      ...(others.length > 0 && {
        related_locations: others.map((at) => ({ message: at.label ?? "also here", location: placeOf(at) })),
      }),
      // A suggestion has one file, that of the finding.
      ...(fix?.edits?.every(({ path }) => path === first.path) && {
        suggestions: fix.edits.map((edit) => ({ range: rangeOf(edit), text: edit.text })),
      }),
    };
  };
  const source = { name: "mcp-lint", url: "https://github.com/mcp-lint/mcp-lint" };
  return JSON.stringify({ source, diagnostics: context.report.findings.map(diagnosticOf) }, undefined, 2);
}

/** Columns of the format count bytes of UTF-8. */
function pointOf({ line, column, offset }: JsonPosition, document: Document | undefined): object {
  if (!document) return { line, column };
  const start = lineStarts(document)[line - 1] ?? 0;
  return { line, column: Buffer.byteLength(document.text.slice(start, offset)) + 1 };
}
