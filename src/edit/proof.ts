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
  if (hasNewProblem(before, op, after)) return "The edits would break the file";
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

function hasNewProblem(before: Document, op: DocumentOp, after: Document): boolean {
  const left = countsOf(before.problems.map(({ code }) => code));
  // In JSON every comment is marked; whoever writes one knows that its readers take it.
  const isMeant = (code: string): boolean => code === "comment" && op.op === "comment";
  return after.problems.some(({ code }) => !taken(left, code) && !isMeant(code));
}

function flawOfComments(before: Document, op: DocumentOp, after: Document): string | undefined {
  if (op.op === "comment" || op.op === "recomment") return flawOfWritten(before, op, after);
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

/** One comment more, less or other, and all the rest as before. */
function flawOfWritten(
  before: Document,
  op: DocumentOp & { op: "comment" | "recomment" },
  after: Document,
): string | undefined {
  const [gone, come] = op.op === "comment" ? [undefined, op.text] : [op.from, op.to];
  const texts = countsOf(before.comments.map(({ text }) => text));
  if (gone !== undefined && !taken(texts, gone)) return "The comment to change is not there";
  const isNew = (text: string): boolean => !taken(texts, text);
  const added = after.comments.map(({ text }) => text).filter(isNew);
  if ([...texts.values()].some((left) => left > 0)) return "The edits would lose a comment";
  const isExact = come === undefined ? added.length === 0 : added.length === 1 && added[0] === come;
  return isExact ? undefined : "The edits would not give the comment";
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
