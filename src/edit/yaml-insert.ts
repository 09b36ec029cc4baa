import type { Document, Node } from "../document/document.ts";
import { commentsWithin, endOfBlanks, endsLine, indentAt, nextLine, startsLine } from "./lines.ts";
import type { Refusal } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { merged } from "./text-edits.ts";
import { insideOf } from "./yaml-layout.ts";
import type { Element, Value } from "./yaml-layout.ts";
import { commentAt, endOfBlankLines, leadStart } from "./yaml-lines.ts";
import {
  isBlock,
  printedFlow,
  printedFlowMember,
  printedItem,
  printedMember,
  quoteOf,
  styleNear,
} from "./yaml-print.ts";
import type { Quote, YamlStyle } from "./yaml-print.ts";
import { replacement } from "./yaml-set.ts";
import { columnOf, mergedIn, writtenElements } from "./yaml-site.ts";
import type { Site } from "./yaml-site.ts";

type Insert = Extract<DocumentOp, { op: "insert" }>;

/** Between which elements something is added. */
interface Gap {
  readonly before: Element | undefined;
  readonly after: Element | undefined;
  /** Which of the two it is to stand with. */
  readonly isWithNext: boolean;
}

/** Adds an element beside a neighbour, past the comments of the neighbour, and laid out like it. */
export function insertion(document: Document, op: Insert, site: Site): TextEdit[] | Refusal {
  const { value, node, column } = site;
  if (value.kind === "pair") return { refused: "The mapping stands in a list without braces of its own" };
  const style = styleNear(document, value.start);
  if (value.elements.length === 0) return intoEmpty(document, op, site, style);
  const gap = gapFor(document, op, node, value);
  if ("refused" in gap) return gap;
  if (value.isFlow) return intoFlow(document, op, gap, " ".repeat(Math.max(0, column)) + style.unit, style);
  return [gap.isWithNext ? beforeBlock(document, op, gap.after!, style) : afterBlock(document, op, gap, style)];
}

/** Adds the first member to a document that holds nothing. */
export function firstInsertion(document: Document, { path, value }: Insert, end: number): TextEdit[] {
  const { text } = document;
  const style = styleNear(document, end);
  const printed = printedMember(path, value, 0, style);
  if (end < text.length || text.endsWith("\n")) return [insertAt(end, printed + style.eol)];
  return [insertAt(end, (text === "" ? "" : style.eol) + printed)];
}

function gapFor(document: Document, op: Insert, node: Node, value: Value): Gap | Refusal {
  const { elements } = value;
  const step = op.path.at(-1);
  if (typeof step === "number") return gapAt(elements, step, step < elements.length);
  const members = node.kind === "object" ? node.members : [];
  const sibling = members.find(({ key }) => key === (op.before ?? op.after));
  if (!sibling) return gapAt(elements, elements.length, false);
  if (sibling.merged) return { refused: mergedIn(document, value) };
  const written = members.filter(({ merged }) => !merged);
  const index = elements.indexOf(writtenElements(node, value)[written.indexOf(sibling)]!);
  const isWithNext = op.before !== undefined;
  return gapAt(elements, isWithNext ? index : index + 1, isWithNext);
}

function gapAt(elements: readonly Element[], index: number, isWithNext: boolean): Gap {
  return { before: elements[index - 1], after: elements[index], isWithNext };
}

function beforeBlock(document: Document, op: Insert, after: Element, style: YamlStyle): TextEdit {
  const indent = " ".repeat(columnOf(document, after.start));
  const printed = printedBeside(document, op, after, style);
  if (!startsLine(document.text, after.start)) return insertAt(after.start, printed + style.eol + indent);
  return insertAt(leadStart(document, after.start), indent + printed + style.eol);
}

function afterBlock(document: Document, op: Insert, { before, after }: Gap, style: YamlStyle): TextEdit {
  const { text } = document;
  const indent = " ".repeat(columnOf(document, before!.start));
  const printed = indent + printedBeside(document, op, before!, style);
  const line = Math.max(nextLine(text, before!.end), before!.reach);
  const tail = tailEnd(document, op, line, before!, after);
  // Without a blank line between, the last comment would become that of the new element.
  const below = tail === line ? tail : endOfBlankLines(text, tail);
  const gap = tail > line && below === tail ? style.eol : "";
  if (below === text.length && !text.endsWith("\n")) return insertAt(below, style.eol + gap + printed);
  return insertAt(below, gap + printed + style.eol);
}

/** Comments below an element that are indented more than it belong to what is in it. */
function tailEnd(document: Document, op: Insert, line: number, before: Element, after: Element | undefined): number {
  const { text } = document;
  const column = columnOf(document, before.start);
  const end = after ? leadStart(document, after.start) : text.length;
  let tail = line;
  for (const { span, owner } of commentsWithin(document, { start: line, end })) {
    const isOther = owner.length < op.path.length && owner.some((step, i) => step !== op.path[i]);
    if (isOther || columnOf(document, span.start) <= column || text.slice(tail, span.start).trim() !== "") break;
    tail = nextLine(text, span.end);
  }
  return tail;
}

function intoFlow(document: Document, op: Insert, gap: Gap, indent: string, style: YamlStyle): TextEdit[] {
  const { text } = document;
  const { before, after } = gap;
  if (gap.isWithNext) {
    const printed = printedWithin(op, style, after!.key ? quoteOf(text, after!.key) : "");
    if (!startsLine(text, after!.start)) return [insertAt(after!.start, `${printed}, `)];
    return [insertAt(leadStart(document, after!.start), `${indentAt(text, after!.start)}${printed},${style.eol}`)];
  }
  const { start, end, comma, key } = before!;
  const printed = printedWithin(op, style, key ? quoteOf(text, key) : "");
  const isOwnLine = startsLine(text, start);
  const line = style.eol + (isOwnLine ? indentAt(text, start) : indent);
  const closing = comma !== undefined && text.slice(end, comma).trim() === "" ? comma + 1 : end;
  const trail = commentAt(document, endOfBlanks(text, closing));
  const space = trail || (isOwnLine && endsLine(text, closing)) ? line : " ";
  const at = trail?.span.end ?? closing;
  if (comma === undefined) return merged([insertAt(end, ","), insertAt(at, space + printed)]);
  // Where commas stand at the start of lines, the next one is left to the next element.
  if (closing === end) return [insertAt(at, `${line}, ${printed}`)];
  return [insertAt(at, `${space}${printed},`)];
}

function intoEmpty(document: Document, op: Insert, site: Site, style: YamlStyle): TextEdit[] {
  const { value, element, parent, column } = site;
  const inside = insideOf(value);
  const isFree = commentsWithin(document, inside).length === 0;
  const step = op.path.at(-1)!;
  const path = op.path.slice(0, -1);
  const filled = typeof step === "number" ? [op.value] : { [step]: op.value };
  if (isFree && !parent?.isFlow && isBlock(filled, path, style)) return replacement(document, path, filled, site);
  const quote = parent?.isFlow && element?.key ? quoteOf(document.text, element.key) : "";
  const printed = printedWithin(op, style, quote);
  const padding = style.padding[value.kind === "map" ? "object" : "array"];
  if (isFree) return [{ ...inside, text: padding + printed + padding }];
  const trail = commentAt(document, endOfBlanks(document.text, inside.start));
  const indent = " ".repeat(Math.max(0, column)) + style.unit;
  return [insertAt(trail?.span.end ?? inside.start, style.eol + indent + printed)];
}

function printedBeside(document: Document, { path, value }: Insert, beside: Element, style: YamlStyle): string {
  const column = columnOf(document, beside.start);
  if (typeof path.at(-1) === "number") return printedItem(path, value, column, style);
  return printedMember(path, value, column, style, beside.key ? quoteOf(document.text, beside.key) : "");
}

function printedWithin({ path, value }: Insert, style: YamlStyle, quote: Quote | ""): string {
  const step = path.at(-1)!;
  return typeof step === "number"
    ? printedFlow(value, style, quote, true)
    : printedFlowMember(step, value, style, quote);
}

function insertAt(offset: number, text: string): TextEdit {
  return { start: offset, end: offset, text };
}
