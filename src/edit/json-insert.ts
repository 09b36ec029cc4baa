import type { Document, Span } from "../document/document.ts";
import { commaAfter, containerAt, elementAt, elementsOf, isLineComment, leadOf, trailFrom } from "./json-layout.ts";
import type { Container } from "./json-layout.ts";
import { fitsInLine, printedElement, styleNear, unitWithin } from "./json-print.ts";
import type { JsonStyle } from "./json-print.ts";
import { commentsWithin, endOfBlanks, endsLine, indentAt, startsLine } from "./lines.ts";
import type { DocumentOp, TextEdit } from "./op.ts";

type Insert = Extract<DocumentOp, { op: "insert" }>;

/** What an insertion is made with: the container, and how it and the document are laid out. */
interface Site {
  readonly document: Document;
  readonly op: Insert;
  readonly container: Container;
  readonly elements: readonly { readonly span: Span }[];
  readonly unit: string;
  readonly style: JsonStyle;
}

/** Puts a new element on a line of its own or into a line, as its neighbour has it, and past the neighbour's comments. */
export function insertion(document: Document, op: Insert): TextEdit[] {
  const container = containerAt(document, op.path.slice(0, -1));
  const elements = elementsOf(container);
  const style = styleNear(document, container.span.start);
  const site: Site = { document, op, container, elements, unit: unitWithin(document, container), style };
  if (elements.length === 0) return intoEmpty(site);
  const { index, isBefore } = neighbourOf(container, op);
  return isBefore ? beforeElement(site, index) : afterElement(site, index);
}

function neighbourOf(container: Container, { path, before, after }: Insert): { index: number; isBefore: boolean } {
  const step = path.at(-1)!;
  if (container.kind === "array") {
    const isBefore = Number(step) < container.items.length;
    return { index: isBefore ? Number(step) : container.items.length - 1, isBefore };
  }
  const found = container.members.findIndex(({ key }) => key === (before ?? after));
  if (found === -1) return { index: container.members.length - 1, isBefore: false };
  return { index: found, isBefore: before !== undefined };
}

function beforeElement(site: Site, index: number): TextEdit[] {
  const { document, op, container, elements, unit, style } = site;
  const { text } = document;
  const { span } = elements[index]!;
  const start = leadOf(document, container, index, op.path.length)[0]?.span.start ?? span.start;
  if (startsLine(text, start)) {
    const indent = indentAt(text, start);
    return [insertAt(start, `${printed(site, indent, false)},${style.eol}${indent}`)];
  }
  // A comment before the element on its line would follow the new one, and so become its.
  const indent = indentAt(text, start);
  const gap = start < span.start ? style.eol + indent + unit : style.gap;
  return [insertAt(start, `${printed(site, indent, true)},${gap}`)];
}

function afterElement(site: Site, index: number): TextEdit[] {
  const { document, op, container, elements, unit, style } = site;
  const { text } = document;
  const element = elements[index]!;
  const { span } = element;
  const comma = commaAfter(document, element);
  const trail = trailFrom(document, span.end);
  const start = leadOf(document, container, index, op.path.length)[0]?.span.start ?? span.start;
  const isOwnLine = startsLine(text, start) && (endsLine(text, trail.end) || isAtClose(site, trail.end));
  const mustBreak = trail.comments.some((comment) => isLineComment(document, comment));
  const indent = isOwnLine ? indentAt(text, start) : indentAt(text, container.span.start) + unit;
  const gap = isOwnLine || mustBreak ? style.eol + indent : gapAfter(site, trail.end);
  const added = printed(site, indent, !isOwnLine && !mustBreak);
  if (comma !== undefined && comma !== trail.comma) {
    // Commas stand at the start of lines; this one is left to the next element.
    return [insertAt(trail.end, `${style.eol}${indentAt(text, comma)},${style.gap || " "}${added}`)];
  }
  if (comma !== undefined) return [insertAt(trail.end, `${gap}${added},`)];
  if (trail.end === span.end) return [insertAt(trail.end, `,${gap}${added}`)];
  return [insertAt(span.end, ","), insertAt(trail.end, gap + added)];
}

function intoEmpty(site: Site): TextEdit[] {
  const { document, container, unit, style } = site;
  const { text } = document;
  const inside = { start: container.span.start + 1, end: container.span.end - 1 };
  const outer = indentAt(text, startsLine(text, inside.end) ? inside.end : container.span.start);
  const line = style.eol + outer + unit;
  if (commentsWithin(document, inside).length > 0) {
    const { end } = trailFrom(document, inside.start);
    const added = insertAt(end, line + printed(site, outer + unit, false));
    if (text.slice(end, inside.end).includes("\n")) return [added];
    return [{ ...added, end: inside.end, text: added.text + style.eol + outer }];
  }
  const isOpen = text.slice(inside.start, inside.end).includes("\n");
  if (!isOpen && isWrittenInLine(site)) {
    const padding = style.padding[container.kind];
    return [{ ...inside, text: padding + printed(site, outer, true) + padding }];
  }
  return [{ ...inside, text: line + printed(site, outer + unit, false) + style.eol + outer }];
}

/** Whether an empty container is filled on its line: as one with this in it would be written at its place. */
function isWrittenInLine({ document, op, container, unit, style }: Site): boolean {
  const path = op.path.slice(0, -1);
  const { start } = container.span;
  const step = op.path.at(-1)!;
  const filled = typeof step === "string" ? { [step]: op.value } : [op.value];
  const inLine = path.length > 0 && !startsLine(document.text, elementAt(document, path).start);
  return fitsInLine(filled, { path, indent: indentAt(document.text, start), unit, inLine }, style);
}

/** What divides elements at this place of a line. */
function gapAfter(site: Site, offset: number): string {
  const { text } = site.document;
  const isLast = endsLine(text, offset) || isAtClose(site, offset);
  return isLast ? site.style.gap : text.slice(offset, endOfBlanks(text, offset));
}

function isAtClose({ document, container }: Site, offset: number): boolean {
  return endOfBlanks(document.text, offset) === container.span.end - 1;
}

function printed({ op, unit, style }: Site, indent: string, inLine: boolean): string {
  return printedElement(op.value, { path: op.path, indent, unit, inLine }, style);
}

function insertAt(offset: number, text: string): TextEdit {
  return { start: offset, end: offset, text };
}
