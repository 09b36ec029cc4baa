import type { Source } from "../../src/discover/source.ts";
import type { Document, Span, Syntax } from "../../src/document/document.ts";
import { parserFor } from "../../src/document/parse.ts";
import type { Diagnostic, Location } from "../../src/engine/diagnostic.ts";
import { certain } from "../../src/estimate/amount.ts";
import type { LintResult } from "../../src/report/result.ts";
import { createStyle, type Style } from "../../src/report/style.ts";
import { defaultSettings } from "../../src/settings.ts";

const parseJson = await parserFor("json");

export const plain: Style = createStyle("never", {}, { env: { LANG: "C" }, os: "linux" });
export const colored: Style = createStyle("always", {}, { env: { LANG: "C" }, os: "linux" });

export function jsonOf(text: string, file = "/project/.mcp.json"): Document {
  return parseJson(file, text);
}

export async function documentOf(syntax: Syntax, text: string): Promise<Document> {
  return (await parserFor(syntax))(`/project/config.${syntax}`, text);
}

/** The span of the `nth` occurrence of a piece of a document's text. */
export function spanOf({ text }: Pick<Document, "text">, piece: string, nth = 0): Span {
  let start = text.indexOf(piece);
  for (let i = 0; i < nth; i++) start = text.indexOf(piece, start + 1);
  if (start === -1) throw new Error(`not there: ${piece}`);
  return { start, end: start + piece.length };
}

export function sourceOf(document: Document): Source {
  const { file, syntax } = document;
  return { file, shown: file.replace("/project/", ""), syntax, readers: [], why: "given" };
}

export function locationOf(document: Document, span: Span, label?: string): Location {
  const at = { source: sourceOf(document), document, path: [], span };
  return label === undefined ? at : { ...at, label };
}

export function diagnosticOf(locations: Diagnostic["locations"], rest: Partial<Diagnostic> = {}): Diagnostic {
  return {
    rule: "some-rule",
    messageId: "found",
    message: "something is wrong",
    severity: "warning",
    confidence: "high",
    locations,
    notes: [],
    fingerprint: "0123456789abcdef",
    ...rest,
  };
}

const none = { processes: certain(0), memory: certain(0) };

export function resultOf(
  documents: readonly Document[],
  diagnostics: readonly Diagnostic[],
  rest: Partial<LintResult> = {},
): LintResult {
  const modelled = documents.map((document) => ({ source: sourceOf(document), document, maps: [], entries: [] }));
  return {
    project: { documents: modelled, entries: [] },
    diagnostics,
    skipped: [],
    cost: { entries: 0, stdioEntries: 0, clients: [], one: none, many: { sessions: 8, ...none } },
    settings: defaultSettings,
    ...rest,
  };
}
