import type { Comment, Document, Span } from "../document/document.ts";
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
import type { Refusal } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { merged } from "./text-edits.ts";
import { endsInBlockScalar, insideOf } from "./yaml-layout.ts";
import type { Element, Value } from "./yaml-layout.ts";
import { commentAt, endOfBlankLines, endOfLineBefore, hasCommentLineAbove, startOfBlankLines } from "./yaml-lines.ts";
import { columnOf } from "./yaml-site.ts";
import type { Site } from "./yaml-site.ts";

type Remove = Extract<DocumentOp, { op: "remove" }>;

/** Neighbours that go together. */
interface Run {
  readonly elements: readonly Element[];
  readonly before: Element | undefined;
  readonly after: Element | undefined;
  readonly container: Value;
}

/** A run with the comments on its lines. */
interface Leaving extends Run {
  readonly span: Span;
  /** Comments in the span that stay. */
  readonly kept: readonly Comment[];
  /** What stands in brackets over several lines must have as much. */
  readonly indent: string;
}

/**
 * Takes elements away, with their lines where they have them for themselves. A mapping in which `mayVanish` means that it
 * need not be there at all.
 */
export function removal(
  document: Document,
  op: Remove,
  { value: container, column }: Site,
  leaving: ReadonlySet<Element>,
  mayVanish: boolean,
): TextEdit[] | Refusal {
  const runs = runsOf(container, leaving).map((run) => leavingOf(document, op, run, column));
  if (runs.some((run) => endsInKeptBreaks(document, run))) {
    return { refused: "The text block before it ends in line breaks that the end of the file would have to keep" };
  }
  // The paths of its namesakes, where a key above stands twice, are the same.
  const comments = document.comments.filter((comment) => goes(comment, op) && comment.span.start >= container.after);
  const edits = runs.flatMap((run) => {
    if (run.before === undefined && run.after === undefined) return emptied(document, op, run, mayVanish);
    if (container.isFlow) return withoutFlow(document, run);
    return startsLine(document.text, run.span.start) ? [withoutLines(document, run)] : [withoutFirst(document, run)];
  });
  return merged([...edits, ...withoutComments(document, comments, merged(edits))]);
}

function goes({ owner }: Comment, { path, comments }: Remove): boolean {
  return comments === "take" && path.every((step, i) => owner[i] === step);
}

function runsOf(container: Value, leaving: ReadonlySet<Element>): Run[] {
  const runs: Run[] = [];
  const { elements } = container;
  for (let i = 0; i < elements.length; i++) {
    if (!leaving.has(elements[i]!)) continue;
    const first = i;
    while (i + 1 < elements.length && leaving.has(elements[i + 1]!)) i++;
    runs.push({
      elements: elements.slice(first, i + 1),
      before: elements[first - 1],
      after: elements[i + 1],
      container,
    });
  }
  return runs;
}

function leavingOf(document: Document, op: Remove, run: Run, column: number): Leaving {
  const { text } = document;
  const first = run.elements[0]!;
  const last = run.elements.at(-1)!;
  const isAlone = startsLine(text, first.start);
  const above = isAlone ? goingAbove(document, op, lineStart(text, first.start)) : undefined;
  const start = above ?? first.start;
  const hasComma = last.comma !== undefined && text.slice(last.end, last.comma).trim() === "";
  const closing = hasComma ? last.comma! + 1 : last.end;
  const trail = commentAt(document, endOfBlanks(text, closing));
  const isTrailing = trail && (!run.container.isFlow || isAlone || trail.owner.length >= op.path.length);
  const end = goingBelow(document, op, isTrailing ? trail.span.end : closing, run.after);
  const kept = commentsWithin(document, { start, end }).filter((comment) => !goes(comment, op));
  return {
    ...run,
    span: { start, end },
    kept,
    indent: " ".repeat(Math.max(0, column)) + (document.style.indent || "  "),
  };
}

/** Where the comments above that go start. */
function goingAbove(document: Document, op: Remove, line: number): number | undefined {
  const { text } = document;
  let start: number | undefined;
  for (let at = line; at > 0;) {
    const previous = lineStart(text, at - 1);
    const comment = commentAt(document, endOfBlanks(text, previous));
    if (!comment || !goes(comment, op)) break;
    start = comment.span.start;
    at = previous;
  }
  return start;
}

/** Where the comments below that go end. */
function goingBelow(document: Document, op: Remove, from: number, after: Element | undefined): number {
  const { text } = document;
  let end = from;
  for (const comment of commentsWithin(document, { start: from, end: after?.start ?? text.length })) {
    if (!goes(comment, op) || text.slice(end, comment.span.start).trim() !== "") break;
    end = comment.span.end;
  }
  return end;
}

/** Takes away what the edits leave of the comments. */
function withoutComments(document: Document, comments: readonly Comment[], edits: readonly TextEdit[]): TextEdit[] {
  let i = 0;
  const left = comments.filter(({ span }) => {
    while (i < edits.length && edits[i]!.end < span.end) i++;
    const edit = edits[i];
    return edit === undefined || span.start < edit.start;
  });
  return left.map((comment) => withoutComment(document, comment));
}

function withoutComment({ text }: Document, { span }: Comment): TextEdit {
  if (!startsLine(text, span.start)) return { start: startOfBlanks(text, span.start), end: span.end, text: "" };
  const start = lineStart(text, span.start);
  const end = nextLine(text, span.end);
  return text.charAt(end - 1) === "\n"
    ? { start, end, text: "" }
    : { start: endOfLineBefore(text, start), end, text: "" };
}

function withoutLines(document: Document, leaving: Leaving): TextEdit {
  const { text, style } = document;
  const { span, kept, before, after, container } = leaving;
  const indent = indentAt(text, span.start);
  const start = lineStart(text, span.start);
  const end = endOfLines(document, leaving);
  const floor = before?.reach ?? 0;
  const above = Math.max(floor, startOfBlankLines(text, start));
  const below = endOfBlankLines(text, end);
  const isAtEnd = end === text.length && !text.endsWith("\n");
  if (kept.length > 0) {
    const lines = kept.map((comment) => indent + rawOf(document, comment)).join(style.eol);
    // Without a blank line, what comes next would become the owner.
    const gap = isAtEnd ? "" : end === text.length || below > end ? style.eol : style.eol.repeat(2);
    return { start, end, text: lines + gap };
  }
  const hasAbove = hasCommentLineAbove(document, start);
  if (isAtEnd) return { start: endOfLineBefore(text, hasAbove ? start : above), end, text: "" };
  if (hasAbove) return { start, end, text: below > end ? "" : end === text.length ? "" : style.eol };
  if (!container.isFlow && before && endsInBlockScalar(before)) {
    const joined = withoutContinuation(document, before, start, end, below);
    if (joined) return joined;
  }
  const isLast = after === undefined || below === text.length;
  if (above < start && (isLast || below > end)) return { start: above, end, text: "" };
  return { start, end: before === undefined && above === start && !isLast ? below : end, text: "" };
}

/** Where blanks or a comment below would become a part of the block scalar above: without them, or further left. */
function withoutContinuation(
  document: Document,
  before: Element,
  start: number,
  end: number,
  below: number,
): TextEdit | undefined {
  const { text } = document;
  const column = columnOf(document, before.start);
  const comment = commentAt(document, endOfBlanks(text, below));
  if (comment && columnOf(document, comment.span.start) > column) {
    return { start, end: comment.span.start, text: " ".repeat(column) };
  }
  const isHarmless = before.reach === before.end && /^[\r\n]*$/.test(text.slice(end, below));
  return isHarmless ? undefined : { start, end: below, text: "" };
}

/** What shares its line with the dash above it: the next one moves up, but not past its comments. */
function withoutFirst(document: Document, leaving: Leaving): TextEdit {
  const { text, style } = document;
  const { span, kept, after } = leaving;
  const end = endOfLines(document, leaving);
  if (kept.length > 0) {
    const indent = " ".repeat(columnOf(document, span.start));
    const gap = kept.length > 1 && endOfBlankLines(text, end) === end ? style.eol : "";
    const lines = kept.map((comment) => rawOf(document, comment)).join(style.eol + indent);
    return { start: span.start, end, text: lines + style.eol + gap };
  }
  const isLed = commentsWithin(document, { start: end, end: after!.start }).length > 0;
  if (!isLed) return { start: span.start, end: after!.start, text: "" };
  return { start: startOfBlanks(text, span.start), end: endOfLineBefore(text, end), text: "" };
}

/** A collection from which everything goes; where nothing would be null, its brackets stay. */
function emptied(document: Document, op: Remove, leaving: Leaving, mayVanish: boolean): TextEdit[] {
  const { text, style } = document;
  const { span, kept, container } = leaving;
  const brackets = container.kind === "list" ? "[]" : "{}";
  if (container.isFlow) {
    const inside = insideOf(container);
    const staysEmpty = commentsWithin(document, inside).every((comment) => goes(comment, op));
    return staysEmpty ? [{ ...inside, text: "" }] : withoutFlow(document, leaving);
  }
  const raws = kept.map((comment) => rawOf(document, comment));
  const line = style.eol + " ".repeat(columnOf(document, span.start));
  const isRoot = op.path.length === 1;
  if (!startsLine(text, container.start)) {
    const end = endOfBlanks(text, span.end);
    return [{ start: span.start, end, text: raws.length === 0 ? brackets : `${brackets} ${raws.join(line)}` }];
  }
  if (!isRoot)
    return [{ start: container.after, end: container.after, text: ` ${brackets}` }, withoutLines(document, leaving)];
  if (!mayVanish) return [{ ...span, text: [...raws, brackets].join(line) }];
  return [withoutLines(document, leaving)];
}

function withoutFlow(document: Document, leaving: Leaving): TextEdit[] {
  const { text } = document;
  const { span, before, after, elements } = leaving;
  const comma = elements.at(-1)!.comma;
  const edits: TextEdit[] = [];
  // Commas at the start of lines.
  if (comma !== undefined && comma >= span.end)
    edits.push({ start: comma, end: endOfBlanks(text, comma + 1), text: "" });
  if (startsLine(text, span.start) && endsLine(text, span.end)) {
    edits.push(withoutLines(document, leaving));
  } else {
    edits.push(withoutPart(document, leaving));
  }
  if (before && !after && comma === undefined) {
    edits.push({ start: before.comma!, end: before.comma! + 1, text: "" });
  }
  return edits;
}

function withoutPart(document: Document, leaving: Leaving): TextEdit {
  const { text, style } = document;
  const { span, kept, before, after, container, indent } = leaving;
  const isAtLineEnd = endsLine(text, span.end);
  if (kept.length > 0) {
    const line = style.eol + (startsLine(text, span.start) ? indentAt(text, span.start) : indent);
    const lead = /\s/.test(text.charAt(span.start - 1)) ? "" : " ";
    const raws = kept.map((comment) => rawOf(document, comment)).join(line);
    return isAtLineEnd
      ? { ...span, text: lead + raws }
      : { start: span.start, end: endOfBlanks(text, span.end), text: lead + raws + line };
  }
  if (after && !isAtLineEnd) return { start: span.start, end: endOfBlanks(text, span.end), text: "" };
  const isFree = before?.comma !== undefined && text.slice(before.comma + 1, span.start).trim() === "";
  if (after || !isFree) {
    const start = startOfBlanks(text, span.start);
    return { start: start > container.start + 1 && isAtLineEnd ? start : span.start, end: span.end, text: "" };
  }
  return { start: before.comma! + 1, end: span.end, text: "" };
}

/**
 * The end of the last line that goes, with its line break, with the empty lines that belong to a block scalar, and with
 * the blanks that end a file.
 */
function endOfLines({ text }: Document, { span, elements }: Leaving): number {
  const end = Math.max(nextLine(text, span.end), elements.at(-1)!.reach);
  return endOfBlankLines(text, end) === text.length && !text.endsWith("\n") ? text.length : end;
}

/** A block scalar whose value has the breaks at its end, where the text that is left must end without any. */
function endsInKeptBreaks(document: Document, leaving: Leaving): boolean {
  const { text } = document;
  const { before, kept } = leaving;
  const isAtEnd = endOfLines(document, leaving) === text.length && !text.endsWith("\n");
  return isAtEnd && kept.length === 0 && before !== undefined && /\n\s*\n/.test(text.slice(before.end, before.reach));
}
