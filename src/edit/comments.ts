import type { Comment, Document, Member, Node, Path, Span } from "../document/document.ts";
import { memberOf } from "../document/document.ts";
import type { Refusal } from "./lower.ts";
import { endOfBlanks, endsLine, indentAt, lineStart, nextLine, startOfBlanks, startsLine } from "./lines.ts";
import type { CommentOp, TextEdit } from "./op.ts";

/** Comments are lines of their own or ends of lines, in every syntax that has them. */
export function commented(document: Document, op: Exclude<CommentOp, { op: "strip" }>): readonly TextEdit[] | Refusal {
  const text = op.op === "comment" ? op.text : op.to;
  if (text !== undefined && /[\r\n]/.test(text)) return { refused: "A comment is one line" };
  return op.op === "comment" ? above(document, op.path, op.text) : instead(document, op);
}

function above(document: Document, path: Path, comment: string): readonly TextEdit[] | Refusal {
  const start = startOf(document, path);
  if (start === undefined) return { refused: "What is to be commented on is written elsewhere in the file" };
  const { text, style, syntax } = document;
  if (text === "") return { refused: "The file holds nothing that could be commented on" };
  const at = lineStart(text, start);
  if (isWithin(document, at)) return { refused: "A text or a comment of several lines is in the way" };
  const marker = syntax.startsWith("json") ? "//" : "#";
  return [{ start: at, end: at, text: `${indentAt(text, start)}${marker} ${comment}${style.eol}` }];
}

/** Where the text of what a path leads to begins: its key, where it has one. */
function startOf({ root }: Document, path: Path): number | undefined {
  let node: Node | undefined = root;
  let start = root?.span.start;
  for (const step of path) {
    if (!node || node.kind === "scalar" || node.alias !== undefined) return undefined;
    const next: Member | Node | undefined =
      node.kind === "object" ? memberOf(node, String(step)) : node.items[Number(step)];
    if (!next || ("merged" in next && next.merged)) return undefined;
    start = "keySpan" in next ? Math.min(next.keySpan.start, next.value.span.start) : next.span.start;
    node = "keySpan" in next ? next.value : next;
  }
  return start;
}

/** Whether a string or a comment goes on over an offset. */
function isWithin({ root, comments }: Document, offset: number): boolean {
  const goesOver = ({ start, end }: Span): boolean => start < offset && offset < end;
  const isIn = (node: Node): boolean => {
    if (node.kind === "scalar") return goesOver(node.span);
    if (node.alias !== undefined) return false;
    const inner = node.kind === "array" ? node.items : node.members.map(({ value }) => value);
    return inner.some(isIn);
  };
  return comments.some(({ span }) => goesOver(span)) || (root !== undefined && isIn(root));
}

function instead(
  document: Document,
  { path, from, to }: CommentOp & { op: "recomment" },
): readonly TextEdit[] | Refusal {
  const { text, comments } = document;
  const isMeant = (comment: Comment): boolean =>
    comment.text === from &&
    comment.owner.length === path.length &&
    comment.owner.every((step, index) => step === path[index]);
  const comment = comments.find(isMeant);
  if (!comment) return { refused: "The comment to change is not there" };
  const { span } = comment;
  if (to === undefined) return [withoutLastBreak(text, withoutRun(text, span))];
  const isBlock = text.startsWith("/*", span.start);
  if (isBlock && to.includes("*/")) return { refused: "The text would end the comment" };
  const marker = isBlock ? "/*" : text.startsWith("//", span.start) ? "//" : "#";
  return [{ ...span, text: isBlock ? `/* ${to} */` : `${marker} ${to}` }];
}

/** A text that did not end its last line does not end the one before either. */
function withoutLastBreak(text: string, edit: TextEdit): TextEdit {
  if (edit.end !== text.length || text.endsWith("\n")) return edit;
  return { ...edit, start: text.slice(0, edit.start).trimEnd().length };
}

/** Comments that only blanks divide. */
export function withoutRun(text: string, { start, end }: Span): TextEdit {
  const before = startOfBlanks(text, start);
  if (!startsLine(text, start)) {
    const isFirst = before === start && !endsLine(text, end);
    return isFirst ? { start, end: endOfBlanks(text, end), text: "" } : { start: before, end, text: "" };
  }
  if (!endsLine(text, end)) return { start, end: endOfBlanks(text, end), text: "" };
  return { start: before, end: nextLine(text, end), text: "" };
}
