import type { Comment, Document } from "../document/document.ts";
import { commentsWithin, endOfBlanks, endsLine, lineStart, nextLine } from "./lines.ts";

/** The comment that starts at an offset. */
export function commentAt(document: Document, offset: number): Comment | undefined {
  return commentsWithin(document, { start: offset, end: offset + 1 })[0];
}

/** Start of the line in which something starts, or of the comment lines right above it. */
export function leadStart(document: Document, offset: number): number {
  let start = lineStart(document.text, offset);
  while (hasCommentLineAbove(document, start)) start = lineStart(document.text, start - 1);
  return start;
}

export function hasCommentLineAbove(document: Document, line: number): boolean {
  if (line === 0) return false;
  const { text } = document;
  return commentAt(document, endOfBlanks(text, lineStart(text, line - 1))) !== undefined;
}

/** Before its line break. */
export function endOfLine(text: string, offset: number): number {
  const line = nextLine(text, offset);
  return text.charAt(line - 1) === "\n" && line > offset ? endOfLineBefore(text, line) : line;
}

/** The end of the line above the one that starts at an offset. */
export function endOfLineBefore(text: string, line: number): number {
  if (line === 0) return 0;
  return line - (text.startsWith("\r\n", line - 2) ? 2 : 1);
}

export function startOfBlankLines(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const previous = lineStart(text, start - 1);
    if (!endsLine(text, previous)) break;
    start = previous;
  }
  return start;
}

export function endOfBlankLines(text: string, line: number): number {
  let end = line;
  while (end < text.length && endsLine(text, end)) end = nextLine(text, end);
  return end;
}
