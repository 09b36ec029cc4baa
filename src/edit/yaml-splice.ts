import { parse } from "yaml";
import type { Document, Span } from "../document/document.ts";
import { spanWithin } from "../document/span.ts";
import { nextLine } from "./lines.ts";
import type { Refusal } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { escaped, isPlain, isPrintable, printedScalar, quoteAt, styleNear } from "./yaml-print.ts";
import type { Site } from "./yaml-site.ts";

type Splice = Extract<DocumentOp, { op: "splice" }>;

/** Changes a part of a string in place, or writes the string anew where the part has no place of its own. */
export function splicing(document: Document, op: Splice, { node, value, parent }: Site): TextEdit[] | Refusal {
  const { text } = document;
  const before = node.kind === "scalar" ? String(node.value) : "";
  if (value.kind === "block scalar") {
    const edit = inTextBlock(text, before, value, op);
    return edit ? [edit] : { refused: "The change does not fit into the text block; make it by hand" };
  }
  const after = before.slice(0, op.start) + op.text + before.slice(op.end);
  const isFlow = parent?.isFlow === true;
  const quote = quoteAt(text, value.start);
  const span = spanWithin(document, value, op.start, op.end);
  const edit = {
    ...span,
    text: quote === '"' ? escaped(op.text) : quote === "'" ? op.text.replaceAll("'", "''") : op.text,
  };
  const raw = text.slice(value.start, edit.start) + edit.text + text.slice(edit.end, value.end);
  const isExact = quote === "" ? raw === after && isPlain(after, isFlow) : isPrintable(edit.text) && isRead(raw, after);
  if (isExact) return [edit];
  const printed = printedScalar(after, { quote, isFlow }, styleNear(document, value.start));
  return [{ start: value.start, end: value.end, text: printed }];
}

function isRead(raw: string, value: string): boolean {
  try {
    return parse(raw) === value;
  } catch {
    return false;
  }
}

/** Exact only within one line of a literal block scalar. */
function inTextBlock(text: string, value: string, scalar: Span, op: Splice): TextEdit | undefined {
  if (text.charAt(scalar.start) !== "|" || !isPrintable(op.text)) return undefined;
  const first = value.slice(0, op.start).split("\n").length - 1;
  const from = op.start - (value.lastIndexOf("\n", op.start - 1) + 1) * Number(op.start > 0);
  const line = value.split("\n")[first]!;
  const to = from + op.end - op.start;
  const changed = line.slice(0, from) + op.text + line.slice(to);
  if (to > line.length || changed.trim() === "" || line.trim() === "" || (from === 0 && /^\s/.test(changed)))
    return undefined;
  let start = nextLine(text, scalar.start);
  for (let i = 0; i < first; i++) start = nextLine(text, start);
  const raw = text.slice(start, nextLine(text, start)).replace(/\r?\n$/, "");
  const indent = raw.length - line.length;
  if (indent < 0 || raw.slice(indent) !== line || raw.slice(0, indent).trim() !== "") return undefined;
  return { start: start + indent + from, end: start + indent + to, text: op.text };
}
