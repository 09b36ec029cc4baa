import type { Comment, Document, Span } from "../document/document.ts";
import { commaAfter, containerAt, elementsOf, isLineComment, leadOf, trailFrom } from "./json-layout.ts";
import type { Container } from "./json-layout.ts";
import {
  commentsWithin,
  endOfBlanks,
  endsLine,
  indentAt,
  lineStart,
  nextLine,
  rawOf,
  startOfBlanks,
  startsLine,
} from "./lines.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { merged } from "./text-edits.ts";

type Remove = Extract<DocumentOp, { op: "remove" }>;

/** Takes an element away, with its line where it has one of its own; of a key that stands there twice, all. */
export function removal(document: Document, op: Remove): TextEdit[] {
  const container = containerAt(document, op.path.slice(0, -1));
  const elements = elementsOf(container);
  const step = op.path.at(-1);
  const isMeant = (index: number): boolean =>
    container.kind === "object" ? container.members[index]!.key === step : index === step;
  const lastLeft = elements.findLastIndex((_, index) => !isMeant(index));
  const inside = { start: container.span.start + 1, end: container.span.end - 1 };
  const staysEmpty = commentsWithin(document, inside).every((comment) => goes(comment, op));
  if (lastLeft === -1 && staysEmpty) return [{ ...inside, text: "" }];

  const endOfLeft = elements[lastLeft]?.span.end ?? inside.start;
  const edits: TextEdit[] = [];
  for (const [index, element] of elements.entries()) {
    if (!isMeant(index)) continue;
    const leaving = leavingOf(document, op, container, index, endOfLeft);
    edits.push(withoutElement(document, leaving), ...strayComma(document, element));
  }
  const endsInComma = commaAfter(document, elements.at(-1)!) !== undefined;
  if (lastLeft !== -1 && lastLeft < elements.length - 1 && !endsInComma) {
    const comma = commaAfter(document, elements[lastLeft]!)!;
    edits.push({ start: comma, end: comma + 1, text: "" });
  }
  return merged(edits);
}

/** An element on its way out. */
interface Leaving {
  /** With its comma, and with its comments on the same lines. */
  readonly span: Span;
  /** Comments in the span that stay. */
  readonly kept: readonly Comment[];
  /** Comments above the span that stay. */
  readonly hasCommentAbove: boolean;
  readonly isFirst: boolean;
  readonly container: Container;
  /** Where the last element that is left ends, or the opening bracket. */
  readonly endOfLeft: number;
  /** Length of its path. */
  readonly depth: number;
}

function leavingOf(document: Document, op: Remove, container: Container, index: number, endOfLeft: number): Leaving {
  const element = elementsOf(container)[index]!.span;
  const lead = leadOf(document, container, index, op.path.length);
  const trail = trailFrom(document, element.end);
  const takes = op.comments === "take";
  const beside = lead.filter(({ span }) => takes || !document.text.slice(span.end, element.start).includes("\n"));
  const start = beside[0]?.span.start ?? element.start;
  const opening = trailFrom(document, container.span.start + 1);
  return {
    span: { start, end: trail.end },
    kept: takes ? [] : [...beside, ...commentsWithin(document, element), ...trail.comments],
    hasCommentAbove: beside.length < lead.length,
    isFirst: index === 0 && commentsWithin(document, { start: opening.end, end: start }).length === 0,
    container,
    endOfLeft,
    depth: op.path.length,
  };
}

function goes({ owner }: Comment, { path, comments }: Remove): boolean {
  return comments === "take" && owner.length >= path.length;
}

/** The comma of an element where it stands on a later line, before the next element. */
function strayComma(document: Document, element: { readonly span: Span }): TextEdit[] {
  const comma = commaAfter(document, element);
  if (comma === undefined || comma === trailFrom(document, element.span.end).comma) return [];
  return [{ start: comma, end: endOfBlanks(document.text, comma + 1), text: "" }];
}

function withoutElement(document: Document, leaving: Leaving): TextEdit {
  const { text } = document;
  const { span, kept } = leaving;
  if (startsLine(text, span.start) && endsLine(text, span.end)) return withoutLines(document, leaving);
  return kept.length === 0 ? withoutPart(document, leaving) : commentsInPlace(document, leaving);
}

function withoutLines(document: Document, leaving: Leaving): TextEdit {
  const { text, style } = document;
  const { span, kept, hasCommentAbove, isFirst, container, depth } = leaving;
  const start = lineStart(text, span.start);
  const end = nextLine(text, span.end);
  const above = startOfBlankLines(text, start);
  const below = endOfBlankLines(text, end);
  const isAtClose = endOfBlanks(text, end) === container.span.end - 1;
  if (kept.length > 0 || hasCommentAbove) {
    const indent = indentAt(text, span.start);
    const lines = kept.map((comment) => indent + rawOf(document, comment) + style.eol);
    const [next] = commentsWithin(document, { start: end, end: endOfBlanks(text, end) + 1 });
    // Without a blank line, the next element would become the owner.
    const isAdopted = !isAtClose && below === end && (next === undefined || next.owner.length >= depth);
    return { start, end, text: lines.join("") + (isAdopted ? style.eol : "") };
  }
  if (above < start && (isAtClose || below > end)) return { start: above, end, text: "" };
  return { start, end: isFirst && above === start ? below : end, text: "" };
}

function withoutPart(document: Document, { span, container, endOfLeft }: Leaving): TextEdit {
  const { text } = document;
  const after = endOfBlanks(text, span.end);
  if (endsLine(text, span.end)) return { start: startOfBlanks(text, span.start), end: span.end, text: "" };
  const rest = { start: span.start, end: after, text: "" };
  if (after !== container.span.end - 1) return rest;
  const remarks = commentsWithin(document, { start: endOfLeft, end: span.start });
  if (remarks.some((comment) => isLineComment(document, comment))) return rest;
  return { start: text.slice(0, span.start).trimEnd().length, end: span.end, text: "" };
}

function commentsInPlace(document: Document, { span, kept, container }: Leaving): TextEdit {
  const { text, style } = document;
  const after = endOfBlanks(text, span.end);
  const parts = kept.map((comment) => {
    const gap = isLineComment(document, comment) ? style.eol + indentAt(text, span.start) : " ";
    return [rawOf(document, comment), gap];
  });
  const needsNothing = endsLine(text, span.end) || (after === container.span.end - 1 && parts.at(-1)![1] === " ");
  if (!needsNothing) return { start: span.start, end: after, text: parts.flat().join("") };
  return { start: span.start, end: span.end, text: parts.flat().slice(0, -1).join("") };
}

function startOfBlankLines(text: string, lineAt: number): number {
  let start = lineAt;
  while (start > 0) {
    const previous = lineStart(text, start - 1);
    if (!endsLine(text, previous)) break;
    start = previous;
  }
  return start;
}

function endOfBlankLines(text: string, lineAt: number): number {
  let end = lineAt;
  while (end < text.length && endsLine(text, end)) end = nextLine(text, end);
  return end;
}
