import type { Document, Node, Span } from "../document/document.ts";
import { commaAfter, elementsOf } from "./json-layout.ts";
import { withoutRun } from "./comments.ts";
import { endOfBlanks } from "./lines.ts";
import type { TextEdit } from "./op.ts";
import { merged } from "./text-edits.ts";

/** Takes all comments away, with their lines where they have them for themselves. */
export function withoutComments({ text, comments }: Document): TextEdit[] {
  const runs: Span[] = [];
  for (const { span } of comments) {
    const last = runs.at(-1);
    const continues = last && endOfBlanks(text, last.end) === span.start;
    if (continues) runs[runs.length - 1] = { start: last.start, end: span.end };
    else runs.push(span);
  }
  const edits = merged(runs.map((run) => withoutRun(text, run)));
  const last = edits.at(-1);
  if (last?.end !== text.length || text.endsWith("\n")) return edits;
  // A text that did not end its last line does not end the one before either.
  return [...edits.slice(0, -1), { ...last, start: text.slice(0, last.start).trimEnd().length }];
}

export function withoutTrailingCommas(document: Document): TextEdit[] {
  const edits: TextEdit[] = [];
  const visit = (node: Node): void => {
    if (node.kind === "scalar") return;
    const last = elementsOf(node).at(-1);
    const comma = last && commaAfter(document, last);
    if (comma !== undefined) edits.push({ start: comma, end: comma + 1, text: "" });
    for (const inner of node.kind === "array" ? node.items : node.members.map(({ value }) => value)) visit(inner);
  };
  if (document.root) visit(document.root);
  return merged(edits);
}
