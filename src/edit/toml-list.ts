import type { Comment, Document, Span } from "../document/document.ts";
import type { Refusal } from "./lower.ts";
import type { TextEdit } from "./op.ts";
import type { Entry, List } from "./toml-layout.ts";
import { commentsWithin } from "./lines.ts";
import { merged } from "./text-edits.ts";
import { endsLine, indentOn, isCommentLine, lineAt, linesAfter, startsLine, withoutLines } from "./toml-lines.ts";
import { commaAfter, gapIn } from "./toml-print.ts";
import type { TomlStyle } from "./toml-print.ts";

/** Puts an element into an inline table or an array so that it has `index`, on a line of its own if the others have one. */
export function intoList(document: Document, list: List, index: number, element: string, style: TomlStyle): TextEdit[] {
  const { span, entries } = list;
  if (entries.length === 0)
    return intoEmpty(document, span, element, style.padding[document.text[span.start] as "{" | "["]);
  const gap = gapIn(document, list) ?? style.gap;
  const before = entries[index - 1];
  return before ? afterElement(document, before, element, gap) : beforeAll(document, list, element, gap);
}

/** Takes elements out of an inline table or an array, and whole lines where they have them. */
export function outOfList(
  document: Document,
  list: List,
  doomed: ReadonlySet<Entry>,
  goes: (comment: Comment) => boolean,
): TextEdit[] | Refusal {
  const inside = { start: list.span.start + 1, end: list.span.end - 1 };
  const isEmptied = list.entries.every((entry) => doomed.has(entry));
  if (isEmptied && commentsWithin(document, inside).every(goes)) return [{ ...inside, text: "" }];
  const edits: TextEdit[] = [];
  for (const run of runsOf(list, doomed)) {
    const without = withoutRun(document, list, run, goes);
    if ("refused" in without) return without;
    edits.push(...without);
  }
  return merged(edits);
}

function intoEmpty(document: Document, { start, end }: Span, element: string, padding: string): TextEdit[] {
  const inside = { start: start + 1, end: end - 1 };
  const last = commentsWithin(document, inside).at(-1);
  if (!last) return [{ ...inside, text: padding + element + padding }];
  const line = lineAt(document, last.span.start);
  const indent = isCommentLine(document, line) ? indentOn(document, line) : indentOn(document, lineAt(document, start));
  return [linesAfter(document, line, [indent + element])];
}

function afterElement(document: Document, { span }: Entry, element: string, gap: string): TextEdit[] {
  const comma = commaAfter(document, span.end);
  const after = comma === undefined ? span.end : comma + 1;
  const isNear = comma === undefined || lineAt(document, comma) === lineAt(document, span.end);
  if (isNear && startsLine(document, span.start) && endsLine(document, after)) {
    const indent = indentOn(document, lineAt(document, span.start));
    const added = linesAfter(document, lineAt(document, after), [indent + element + (comma === undefined ? "" : ",")]);
    return comma === undefined ? merged([{ start: span.end, end: span.end, text: "," }, added]) : [added];
  }
  return [{ start: after, end: after, text: comma === undefined ? `,${gap}${element}` : `${gap}${element},` }];
}

function beforeAll(document: Document, { span: list, entries }: List, element: string, gap: string): TextEdit[] {
  const first = entries[0]!.span;
  if (!endsLine(document, list.start + 1) || !startsLine(document, first.start)) {
    return [{ start: first.start, end: first.start, text: `${element},${gap}` }];
  }
  const indent = indentOn(document, lineAt(document, first.start));
  return [linesAfter(document, lineAt(document, list.start), [`${indent}${element},`])];
}

/** Elements that go and stand next to each other. */
interface Run {
  readonly first: number;
  readonly last: number;
}

function runsOf({ entries }: List, doomed: ReadonlySet<Entry>): Run[] {
  const runs: Run[] = [];
  for (const [i, entry] of entries.entries()) {
    if (!doomed.has(entry)) continue;
    const run = runs.at(-1);
    if (run?.last === i - 1) runs[runs.length - 1] = { ...run, last: i };
    else runs.push({ first: i, last: i });
  }
  return runs;
}

function withoutRun(
  document: Document,
  { span: brackets, entries }: List,
  { first, last }: Run,
  goes: (comment: Comment) => boolean,
): TextEdit[] | Refusal {
  const { text } = document;
  const { start } = entries[first]!.span;
  const comma = commaAfter(document, entries[last]!.span.end);
  const end = comma === undefined ? entries[last]!.span.end : comma + 1;
  const previous = entries[first - 1]?.span.end;
  const commaBefore = previous === undefined ? undefined : commaAfter(document, previous);
  // Without a comma after it, the last element leaves that of the one before it behind.
  const stray =
    comma === undefined && commaBefore !== undefined ? [{ start: commaBefore, end: commaBefore + 1, text: "" }] : [];
  if (startsLine(document, start) && endsLine(document, end)) {
    return [...withoutLines(document, [{ start, end }], goes), ...stray];
  }
  if (!commentsWithin(document, { start, end }).every(goes)) {
    return { refused: "Comments stand inside of what is to go, on a line with other values" };
  }
  if (endsLine(document, end)) return [{ start: text.slice(0, start).trimEnd().length, end, text: "" }, ...stray];
  const isLast = last === entries.length - 1;
  const next = isLast ? brackets.end - 1 : entries[last + 1]!.span.start;
  if (!isLast || startsLine(document, start)) return [{ start, end: next, text: "" }, ...stray];
  const from = (comma === undefined ? previous : commaBefore! + 1) ?? brackets.start + 1;
  return [{ start: from, end, text: "" }];
}
