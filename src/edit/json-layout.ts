import { memberOf, nodeAt } from "../document/document.ts";
import type { ArrayNode, Comment, Document, Node, ObjectNode, Path, Span } from "../document/document.ts";
import type { TextEdit } from "./op.ts";

export type Container = ObjectNode | ArrayNode;

/** The object or array at a path that is known to lead to one. */
export function containerAt({ root }: Document, path: Path): Container {
  return nodeAt(root, path) as Container;
}

/** The member with its key, or the item; for the root, the whole value. */
export function elementAt({ root }: Document, path: Path): Span {
  const parent = nodeAt(root, path.slice(0, -1));
  const step = path.at(-1);
  const member = typeof step === "string" ? memberOf(parent, step) : undefined;
  return (member ?? nodeAt(root, path)!).span;
}

/** Members or items. Their spans are without commas. */
export function elementsOf(node: Node): readonly { readonly span: Span }[] {
  return node.kind === "object" ? node.members : node.kind === "array" ? node.items : [];
}

/** What follows an element and belongs to it: its comma, and comments up to the end of the line. */
export interface Trail {
  readonly end: number;
  /** Offset; undefined where there is none before the end. */
  readonly comma: number | undefined;
  readonly comments: readonly Comment[];
}

/** What follows up to the end of the line; after an opening bracket as well. */
export function trailFrom(document: Document, from: number): Trail {
  const { text, comments } = document;
  const found: Comment[] = [];
  let comma: number | undefined;
  let end = from;
  let next = firstFrom(comments, from);
  for (;;) {
    const at = endOfBlanks(text, end);
    const comment = comments[next];
    if (comment?.span.start === at) {
      found.push(comment);
      next++;
      end = comment.span.end;
    } else if (comma === undefined && text.charAt(at) === ",") {
      comma = at;
      end = at + 1;
    } else {
      return { end, comma, comments: found };
    }
  }
}

/** Offset of the comma after an element, wherever it stands. */
export function commaAfter(document: Document, { span: { end } }: { readonly span: Span }): number | undefined {
  const { text, comments } = document;
  let at = end;
  for (let next = firstFrom(comments, end); ; next++) {
    while (/\s/.test(text.charAt(at))) at++;
    if (comments[next]?.span.start !== at) return text.charAt(at) === "," ? at : undefined;
    at = comments[next]!.span.end;
  }
}

/** The comments before an element that belong to it. `depth` is the length of its path. */
export function leadOf(document: Document, container: Container, index: number, depth: number): readonly Comment[] {
  const elements = elementsOf(container);
  const before = elements[index - 1];
  const from = before === undefined ? container.span.start + 1 : trailFrom(document, before.span.end).end;
  return commentsWithin(document, { start: from, end: elements[index]!.span.start }).filter(
    ({ owner }) => owner.length === depth,
  );
}

export function commentsWithin({ comments }: Document, { start, end }: Span): readonly Comment[] {
  const from = firstFrom(comments, start);
  return comments.slice(from, firstFrom(comments, end, from));
}

/** With its marker. */
export function rawOf({ text }: Document, { span }: Comment): string {
  return text.slice(span.start, span.end);
}

/** Nothing can follow it on its line. */
export function isLineComment({ text }: Document, { span }: Comment): boolean {
  return text.startsWith("//", span.start);
}

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

/** In the order of their start; those that overlap or touch as one. */
export function merged(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last === undefined || edit.start > last.end) result.push(edit);
    else result.push({ ...result.pop()!, end: Math.max(last.end, edit.end), text: last.text + edit.text });
  }
  return result;
}

function isBlank(char: string): boolean {
  return char === " " || char === "\t";
}

/** Index of the first comment that starts at an offset or after it. */
function firstFrom(comments: readonly Comment[], offset: number, from = 0): number {
  let low = from;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.span.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
