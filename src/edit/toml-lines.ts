import { lineStarts, positionAt } from "../document/document.ts";
import type { Comment, Document, Span } from "../document/document.ts";
import { commentsWithin, rawOf } from "./lines.ts";
import type { TextEdit } from "./op.ts";

/** Lines are counted from 0. What follows the last line break is a line only where something stands there. */
export function lineAt(document: Document, offset: number): number {
  return positionAt(document, offset).line - 1;
}

export function lineCount(document: Document): number {
  const starts = lineStarts(document);
  return starts.at(-1) === document.text.length ? starts.length - 1 : starts.length;
}

/** Without its line break. */
export function lineSpan(document: Document, line: number): Span {
  const { text } = document;
  const start = startOfLine(document, line);
  let end = startOfLine(document, line + 1);
  if (text.charAt(end - 1) === "\n" && end > start) end -= text.charAt(end - 2) === "\r" ? 2 : 1;
  return { start, end };
}

export function rawLine(document: Document, line: number): string {
  const { start, end } = lineSpan(document, line);
  return document.text.slice(start, end);
}

/** Not of lines inside of a string, where blanks say something. */
export function isBlankLine(document: Document, line: number): boolean {
  return line >= 0 && line < lineCount(document) && rawLine(document, line).trim() === "";
}

export function isCommentLine(document: Document, line: number): boolean {
  if (line < 0 || line >= lineCount(document)) return false;
  return commentOn(document, line)?.span.start === lineSpan(document, line).start + indentOn(document, line).length;
}

/** In TOML there is at most one. */
function commentOn(document: Document, line: number): Comment | undefined {
  const { start, end } = lineSpan(document, line);
  return commentsWithin(document, { start, end })[0];
}

/** Blanks at the start of a line. */
export function indentOn(document: Document, line: number): string {
  return /^[ \t]*/.exec(rawLine(document, line))![0];
}

/** Nothing before it on its line. */
export function startsLine(document: Document, offset: number): boolean {
  return document.text.slice(startOfLine(document, lineAt(document, offset)), offset).trim() === "";
}

/** Nothing but perhaps a comment after it on its line. */
export function endsLine(document: Document, offset: number): boolean {
  const line = lineAt(document, offset);
  const end = commentOn(document, line)?.span.start ?? lineSpan(document, line).end;
  return document.text.slice(offset, end).trim() === "";
}

/** The line at which the comments begin that stand directly above a line. */
export function leadOf(document: Document, line: number): number {
  let first = line;
  while (isCommentLine(document, first - 1)) first--;
  return first;
}

export function blanksAbove(document: Document, line: number): number {
  let count = 0;
  while (isBlankLine(document, line - 1 - count)) count++;
  return count;
}

export function linesAfter(document: Document, line: number, lines: readonly string[]): TextEdit {
  const { end } = lineSpan(document, line);
  return { start: end, end, text: lines.map((added) => document.style.eol + added).join("") };
}

export function linesBefore(document: Document, line: number, lines: readonly string[]): TextEdit {
  const { start } = lineSpan(document, line);
  return { start, end: start, text: lines.map((added) => added + document.style.eol).join("") };
}

/** After all that stands in the text, with a blank line between. */
export function atEnd(document: Document, lines: readonly string[]): TextEdit {
  const { eol } = document.style;
  let line = lineCount(document) - 1;
  while (isBlankLine(document, line)) line--;
  if (line >= 0) return linesAfter(document, line, ["", ...lines]);
  return { start: 0, end: 0, text: lines.join(eol) + (document.text === "" ? "" : eol) };
}

/**
 * Takes away the lines on which the spans lie, all of which have their lines to themselves, and the comments that go. Of
 * comments that stay on such lines each keeps its line. A gap that they leave between blank lines closes.
 */
export function withoutLines(
  document: Document,
  spans: readonly Span[],
  goes: (comment: Comment) => boolean,
): TextEdit[] {
  const left = new Map<number, string | undefined>();
  for (const { start, end } of spans) {
    for (let line = lineAt(document, start); line <= lineAt(document, end); line++) {
      const comment = commentOn(document, line);
      const stays = comment && !goes(comment);
      left.set(line, stays ? indentOn(document, line) + rawOf(document, comment) : undefined);
    }
  }
  for (const comment of document.comments.filter(goes)) {
    const line = lineAt(document, comment.span.start);
    if (isCommentLine(document, line)) left.set(line, undefined);
  }
  const edits: TextEdit[] = [];
  let done = -1;
  for (const line of [...left.keys()].sort((a, b) => a - b)) {
    if (line <= done) continue;
    const first = line - blanksAbove(document, line);
    done = line;
    while (left.has(done + 1) || isBlankLine(document, done + 1)) done++;
    edits.push(...rewritten(document, first, done, leftOf(document, left, first, done)));
  }
  return edits;
}

/** What is left of the lines `first` to `last`, all of which are blank or in `left`. */
function leftOf(
  document: Document,
  left: ReadonlyMap<number, string | undefined>,
  first: number,
  last: number,
): string[] {
  const result: string[] = [];
  /** Blank lines since the last line that stays, in groups between those that go. */
  let blanks: string[][] = [[]];
  const closeGap = (atStart: boolean, atEnd: boolean): void => {
    const before = blanks[0]!;
    const after = blanks.at(-1)!;
    const longer = after.length > before.length ? after : before;
    const kept = atStart === atEnd ? longer : atStart ? before : after;
    const isWholeText = atStart && atEnd && blanks.length > 1;
    if (!isWholeText) for (const blank of kept) result.push(blank);
    blanks = [[]];
  };
  let atStart = first === 0;
  for (let line = first; line <= last; line++) {
    const stays = left.get(line);
    if (stays !== undefined) {
      closeGap(atStart, false);
      result.push(stays);
      atStart = false;
    } else if (left.has(line)) {
      blanks.push([]);
    } else {
      blanks.at(-1)!.push(rawLine(document, line));
    }
  }
  closeGap(atStart, last + 1 === lineCount(document));
  return result;
}

/** The lines `first` to `last` with others in their place, no more than they are; equal ones are not touched. */
function rewritten(document: Document, first: number, last: number, lines: readonly string[]): TextEdit[] {
  let same = 0;
  while (same < lines.length && lines[same] === rawLine(document, first + same)) same++;
  let sameAtEnd = 0;
  const isSameAtEnd = (): boolean => lines.at(-1 - sameAtEnd) === rawLine(document, last - sameAtEnd);
  while (same + sameAtEnd < lines.length && isSameAtEnd()) sameAtEnd++;
  const [from, to] = [first + same, last - sameAtEnd];
  const rest = lines.slice(same, lines.length - sameAtEnd);
  if (from > to) return [];
  const { eol, finalNewline } = document.style;
  const { start } = lineSpan(document, from);
  if (to + 1 < lineCount(document) || finalNewline) {
    return [{ start, end: startOfLine(document, to + 1), text: rest.map((line) => line + eol).join("") }];
  }
  if (from === 0) return [{ start, end: document.text.length, text: rest.join(eol) }];
  const before = lineSpan(document, from - 1).end;
  return [{ start: before, end: document.text.length, text: rest.map((line) => eol + line).join("") }];
}

function startOfLine(document: Document, line: number): number {
  return lineStarts(document)[line] ?? document.text.length;
}
