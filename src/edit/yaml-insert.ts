import type { Document, Node, Path, Span } from "../document/document.ts";
import { plainOf } from "../document/document.ts";
import {
  commentsWithin,
  endOfBlanks,
  endsLine,
  indentAt,
  lineStart,
  nextLine,
  startOfBlanks,
  startsLine,
} from "./json-layout.ts";
import type { Refusal } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { insideOf } from "./yaml-layout.ts";
import type { Element, Value } from "./yaml-layout.ts";
import { isBlock, printedFlow, printedFlowMember, printedItem, printedMember, quoteAt, styleNear } from "./yaml-print.ts";
import type { YamlStyle } from "./yaml-print.ts";
import { columnOf, mergedIn, writtenElements } from "./yaml-site.ts";
import type { Site } from "./yaml-site.ts";

type Insert = Extract<DocumentOp, { op: "insert" }>;

/** Between which elements something is added. */
interface Gap {
  readonly before: Element | undefined;
  readonly after: Element | undefined;
  /** The one beside which it is to stand. */
  readonly isBeforeNext: boolean;
}

/** Adds an element beside a neighbour, past the comments of the neighbour, and laid out like it. */
export function insertion(document: Document, op: Insert, site: Site): TextEdit[] | Refusal {
  const { value, node } = site;
  const gap = gapFor(document, op, node, value);
  if ("refused" in gap) return gap;
  const style = styleNear(document, value.start);
  if (value.isFlow) {
    return value.elements.length === 0 ? intoEmpty(document, op, site, style) : intoFlow(document, op, site, gap, style);
  }
  return [gap.isBeforeNext ? beforeBlock(document, op, gap.after!, style) : afterBlock(document, op, gap, style)];
}

/** Adds the first member to a document that holds nothing. */
export function firstInsertion({ text, style }: Document, op: Insert, end: number): TextEdit[] {
  const document = { text, style };
  const printed = printedMember(op.path, op.value, 0, styleNear({ ...document, root: undefined } as never, 0));
  if (end < text.length || text.endsWith("\n")) return [insertAt(end, printed + style.eol)];
  return [insertAt(end, (text === "" ? "" : style.eol) + printed)];
}

function gapFor(document: Document, op: Insert, node: Node, value: Value): Gap | Refusal {
  const { elements } = value;
  const step = op.path.at(-1)!;
  if (typeof step === "number" || node.kind !== "object") return gapAt(elements, Number(step), Number(step) < elements.length);
  const end = gapAt(elements, elements.length, false);
  const name = siblingOf(node, op);
  if (name === undefined) return end;
  const inherited = node.members.filter(({ merged }) => merged).length;
  const found = node.members.findIndex(({ key }) => key === name.key);
  if (found < inherited) return { refused: mergedIn(document, value) };
  const index = elements.indexOf(writtenElements(node, value)[found - inherited]!);
  return gapAt(elements, name.isBefore ? index : index + 1, name.isBefore);
}

/** Keys like `1` come first in an object, wherever they stand in the text: beside one means before all others. */
function siblingOf(node: Node, { before, after }: Insert): { readonly key: string; readonly isBefore: boolean } | undefined {
  const keys = Object.keys(plainOf(node) as object);
  const key = before ?? after;
  if (key === undefined || !keys.includes(key)) return undefined;
  if (!/^(?:0|[1-9]\d*)$/.test(key)) return { key, isBefore: before !== undefined };
  const other = keys.find((name) => !/^(?:0|[1-9]\d*)$/.test(name));
  return other === undefined ? undefined : { key: other, isBefore: true };
}

function gapAt(elements: readonly Element[], index: number, isBeforeNext: boolean): Gap {
  return { before: elements[index - 1], after: elements[index], isBeforeNext };
}

function beforeBlock(document: Document, op: Insert, after: Element, style: YamlStyle): TextEdit {
  const { text } = document;
  const column = columnOf(document, after.start);
  const printed = printedElement(document, op, column, after, style);
  if (!startsLine(text, after.start)) return insertAt(after.start, printed + style.eol + " ".repeat(column));
  const start = leadStart(document, after.start);
  return insertAt(start, " ".repeat(column) + printed + style.eol);
}

function afterBlock(document: Document, op: Insert, { before, after }: Gap, style: YamlStyle): TextEdit {
  const { text } = document;
  const column = columnOf(document, before!.start);
  const printed = " ".repeat(column) + printedElement(document, op, column, before!, style);
  const comments = commentsWithin(document, { start: before!.end, end: after?.start ?? text.length });
  const siblingPath = [...op.path.slice(0, -1)];
  let last: Span | undefined;
  for (const { span, owner } of comments) {
    if (!startsLine(text, span.start)) last ??= lineStart(text, span.start) <= before!.end ? span : undefined;
    else if (columnOf(document, span.start) > column && !isLead(owner, siblingPath, document, before!)) last = span;
    else break;
  }
  return insertAt(0, printed + String(last));
}
