import type { Comment, Document, Path } from "../document/document.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { territoryOf } from "./territory.ts";
import { applied, isSame, valueOf } from "./value.ts";

/**
 * What is wrong with the edits that an op was lowered to, given the document before and after, as one sentence without
 * final dot and without values. Undefined where they do what the op means and nothing else.
 */
export function flawOf(
  before: Document,
  op: DocumentOp,
  edits: readonly TextEdit[],
  after: Document,
): string | undefined {
  if (!areInOrder(edits, before.text.length)) return "The edits overlap or lie outside of the text";
  if (!stayWithin(edits, territoryOf(before, op))) return "The edits touch what does not belong to the change";
  if (hasNewProblem(before, after)) return "The edits would break the file";
  // TOML writes the members of a table before its sub-tables, wherever they are added.
  const expected = applied(valueOf(before), op);
  if (!isSame(expected, valueOf(after), before.syntax !== "toml")) return "The edits would not give the new value";
  return flawOfComments(before, op, after) ?? flawOfStyle(before, after);
}

function areInOrder(edits: readonly TextEdit[], length: number): boolean {
  let previous = 0;
  return edits.every(({ start, end }) => {
    const fits = previous <= start && start <= end && end <= length;
    previous = end;
    return fits;
  });
}

function stayWithin(edits: readonly TextEdit[], territory: readonly { start: number; end: number }[]): boolean {
  let i = 0;
  return edits.every(({ start, end }) => {
    while (i < territory.length && territory[i]!.end < end) i++;
    const span = territory[i];
    return span !== undefined && span.start <= start;
  });
}

function hasNewProblem(before: Document, after: Document): boolean {
  const left = countsOf(before.problems.map(({ code }) => code));
  return after.problems.some(({ code }) => !taken(left, code));
}

function flawOfComments(before: Document, op: DocumentOp, after: Document): string | undefined {
  const mayGo = (comment: Comment): boolean =>
    op.op === "strip"
      ? op.what === "comment"
      : op.op === "remove" && op.comments === "take" && leadsTo(op.path, comment.owner);
  const found = countsOf(after.comments.map((comment) => rawOf(after, comment)));
  const kept = before.comments.filter((comment) => !mayGo(comment));
  if (!kept.every((comment) => taken(found, rawOf(before, comment)))) return "The edits would lose a comment";
  const known = countsOf(before.comments.map((comment) => rawOf(before, comment)));
  if (!after.comments.every((comment) => taken(known, rawOf(after, comment)))) {
    return "The edits would make a comment of something";
  }
  const isLeft = op.op === "strip" && op.what === "comment" && after.comments.length > 0;
  return isLeft ? "The edits would leave a comment" : undefined;
}

function flawOfStyle(before: Document, after: Document): string | undefined {
  const { style, text } = before;
  if (after.style.bom !== style.bom) return "The edits would change the byte order mark";
  if (after.text !== "" && after.style.finalNewline !== style.finalNewline) {
    return "The edits would change the end of the file";
  }
  if (/\p{Surrogate}/u.test(after.text)) return "The edits would cut a character in two";
  const known = new Set([style.eol, ...lineEndsOf(text)]);
  return lineEndsOf(after.text).every((eol) => known.has(eol)) ? undefined : "The edits would mix line ends";
}

function lineEndsOf(text: string): ("\n" | "\r\n")[] {
  const unix = /(?<!\r)\n/.test(text);
  return [...(unix ? ["\n" as const] : []), ...(text.includes("\r\n") ? ["\r\n" as const] : [])];
}

function rawOf({ text }: Document, { span }: Comment): string {
  return text.slice(span.start, span.end);
}

function leadsTo(path: Path, owner: Path): boolean {
  return path.every((step, i) => owner[i] === step);
}

function countsOf(things: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return counts;
}

/** Takes one away, if there is one. */
function taken(counts: Map<string, number>, thing: string): boolean {
  const count = counts.get(thing) ?? 0;
  counts.set(thing, count - 1);
  return count > 0;
}
