import type { Comment, Document, Span } from "../document/document.ts";

export function startsLine(text: string, offset: number): boolean {
  const start = startOfBlanks(text, offset);
  return start === 0 || text.charAt(start - 1) === "\n";
}

export function endsLine(text: string, offset: number): boolean {
  const end = endOfBlanks(text, offset);
  return end === text.length || text.charAt(end) === "\n" || text.startsWith("\r\n", end);
}

/** Blanks at the start of the line that an offset lies in. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return text.slice(start, Math.min(endOfBlanks(text, start), offset));
}

export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** Offset after the line break that ends the line, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const found = text.indexOf("\n", offset);
  return found === -1 ? text.length : found + 1;
}

export function startOfBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charAt(at - 1))) at--;
  return at;
}

export function endOfBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charAt(at))) at++;
  return at;
}

export function commentsWithin({ comments }: Document, { start, end }: Span): readonly Comment[] {
  const from = firstFrom(comments, start);
  return comments.slice(from, firstFrom(comments, end, from));
}

/** Index of the first comment that starts at an offset or after it. */
export function firstFrom(comments: readonly Comment[], offset: number, from = 0): number {
  let low = from;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.span.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** With its marker. */
export function rawOf({ text }: Document, { span }: Comment): string {
  return text.slice(span.start, span.end);
}

function isBlank(char: string): boolean {
  return char === " " || char === "\t";
}
