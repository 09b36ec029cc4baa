import { nodeAt } from "../document/document.ts";
import type { Document } from "../document/document.ts";
import { spanWithin } from "../document/span.ts";
import { commented } from "./comments.ts";
import { insertion } from "./json-insert.ts";
import { containerAt, elementAt, isLineComment } from "./json-layout.ts";
import { escaped, printedValue, quoteAt, quoted, styleNear, unitWithin } from "./json-print.ts";
import { removal } from "./json-remove.ts";
import { withoutComments, withoutTrailingCommas } from "./json-strip.ts";
import { commentsWithin, indentAt, rawOf, startOfBlanks, startsLine } from "./lines.ts";
import type { Lower } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { merged } from "./text-edits.ts";

/** JSON, with or without comments, and JSON5. */
export const lower: Lower = (document, op) => {
  switch (op.op) {
    case "set":
      return replacement(document, op);
    case "remove":
      return removal(document, op);
    case "rename":
      return renaming(document, op);
    case "insert":
      return insertion(document, op);
    case "splice":
      return splicing(document, op);
    case "comment":
    case "recomment":
      return commented(document, op);
    case "strip":
      return op.what === "comment" ? withoutComments(document) : withoutTrailingCommas(document);
  }
};

type OpNamed<Name extends DocumentOp["op"]> = Extract<DocumentOp, { op: Name }>;

/** Comments inside of the old value stay: above the element, or after the value where the element shares its line. */
function replacement(document: Document, { path, value }: OpNamed<"set">): TextEdit[] {
  const { text, style } = document;
  const { span } = nodeAt(document.root, path)!;
  const element = elementAt(document, path);
  const indent = indentAt(text, element.start);
  const unit = unitWithin(document, nodeAt(document.root, path.slice(0, -1))!);
  const inLine = path.length > 0 && !startsLine(text, element.start);
  const printed = printedValue(value, { path, indent, unit, inLine }, styleNear(document, span.start));
  const kept = commentsWithin(document, span);
  const comments = kept.map((comment) => rawOf(document, comment));
  if (!inLine) {
    const above = comments.map((comment) => comment + style.eol + indent).join("");
    return merged([
      { start: element.start, end: element.start, text: above },
      { ...span, text: printed },
    ]);
  }
  if (!kept.some((comment) => isLineComment(document, comment))) {
    return [{ ...span, text: [printed, ...comments].join(" ") }];
  }
  const line = style.eol + indent + unit;
  return [{ start: startOfBlanks(text, span.start), end: span.end, text: line + [...comments, printed].join(line) }];
}

function renaming(document: Document, { path, to }: OpNamed<"rename">): TextEdit[] {
  const parent = containerAt(document, path.slice(0, -1));
  const style = styleNear(document, parent.span.start);
  const members = parent.kind === "object" ? parent.members.filter(({ key }) => key === path.at(-1)) : [];
  return members.map(({ keySpan: { start, end } }) => {
    return { start, end, text: quoted(to, quoteAt(document.text, { start, end }), style) };
  });
}

function splicing(document: Document, { path, start, end, text }: OpNamed<"splice">): TextEdit[] {
  const { span } = nodeAt(document.root, path)!;
  return [{ ...spanWithin(document, span, start, end), text: escaped(text, quoteAt(document.text, span) || '"') }];
}
