import { lineStarts, positionAt, type Document, type Span } from "../document/document.ts";
import { viewsOf, type Mark, type SourceLine } from "./line.ts";
import { rowsUnder } from "./marks.ts";
import type { Redactor } from "./redact.ts";
import type { Style } from "./style.ts";
import { visible } from "./visible.ts";

export interface Label {
  readonly span: Span;
  /** A few words beside the marks. */
  readonly text?: string;
  /** Marked with `^` rather than `-`. */
  readonly primary: boolean;
}

/** The labels of one file. The first is the place that the head of the frame names. */
export interface Snippet {
  /** The file, as people see it. */
  readonly shown: string;
  readonly document: Document;
  readonly labels: readonly [Label, ...Label[]];
}

export interface FrameOptions {
  readonly style: Style;
  /** Columns to draw in. */
  readonly width: number;
  readonly redactor: Redactor;
  /** For the marks of primary labels. */
  readonly paint: (text: string) => string;
}

/** Columns that the line numbers of these snippets take. */
export function gutterOf(snippets: readonly Snippet[]): number {
  let last = 1;
  for (const { document, labels } of snippets) {
    const end = labels.reduce((latest, { span }) => Math.max(latest, span.end), 0);
    last = Math.max(last, positionAt(document, end).line);
  }
  return String(last).length;
}

/** Draws snippets below each other. Secrets are masked before anything is placed, so the marks fit what is shown. */
export function drawFrame(snippets: readonly Snippet[], options: FrameOptions): readonly string[] {
  const { style, redactor } = options;
  const gutter = gutterOf(snippets);
  const margin = " ".repeat(gutter);
  const bar = style.frame(style.glyphs.bar);
  const lines: string[] = [];
  for (const [index, snippet] of snippets.entries()) {
    const { line, column } = positionAt(snippet.document, snippet.labels[0].span.start);
    const arrow = style.frame(index === 0 ? style.glyphs.arrow : ":::");
    lines.push(`${margin}${arrow} ${visible(redactor.redact(snippet.shown))}:${line}:${column}`, `${margin} ${bar}`);
    for (const row of rowsOf(snippet, options.width - gutter - 3, options)) {
      if (row === "fold") lines.push(style.frame("..."));
      else {
        const number = row.line === undefined ? margin : style.frame(String(row.line).padStart(gutter));
        lines.push(row.text === "" ? `${number} ${bar}` : `${number} ${bar} ${row.text}`);
      }
    }
    lines.push(`${margin} ${bar}`);
  }
  return lines;
}

/** A line of source with its number, marks below one, or lines left out. */
type Row = { readonly line?: number; readonly text: string } | "fold";

function rowsOf(
  { document, labels }: Snippet,
  width: number,
  { style, redactor, paint }: FrameOptions,
): readonly Row[] {
  const columns = Math.max(20, width);
  const marks = marksByLine(document, labels, redactor);
  const masks = redactor.masksOf(document);
  const rows: Row[] = [];
  let before: number | undefined;
  for (const line of [...marks.keys()].sort((a, b) => a - b)) {
    if (before !== undefined && line > before + 2) rows.push("fold");
    // A fold would be no shorter than the one line it stands for.
    if (before !== undefined && line === before + 2) draw(line - 1);
    draw(line);
    before = line;
  }
  return rows;

  function draw(line: number): void {
    const span = lineSpan(document, line);
    const source: SourceLine = {
      text: document.text,
      span,
      masks: masks.filter(({ start, end }) => start < span.end && end > span.start),
    };
    const onLine = marks.get(line) ?? [{ span: { start: span.start, end: span.start }, text: "", primary: false }];
    for (const view of viewsOf(source, onLine, columns, style.glyphs.ellipsis)) {
      rows.push({ line, text: view.shown.trimEnd() });
      if (!marks.has(line)) continue;
      for (const text of rowsUnder(view.marks, columns, { primary: paint, secondary: style.frame }))
        rows.push({ text });
    }
  }
}

/** Labels cut into lines. Of one over several lines the first and the last are marked; the words stand at the last. */
function marksByLine(
  document: Document,
  labels: readonly Label[],
  redactor: Redactor,
): ReadonlyMap<number, readonly Mark[]> {
  const marks = new Map<number, Mark[]>();
  const add = (line: number, mark: Mark): void => {
    const known = marks.get(line);
    if (known) known.push(mark);
    else marks.set(line, [mark]);
  };
  for (const { span, text: words = "", primary } of labels) {
    const text = visible(redactor.redact(words));
    const first = positionAt(document, span.start).line;
    const top = lineSpan(document, first);
    // What ends at the start of a line ends with the line before.
    const last = span.end <= top.end ? first : Math.max(first, positionAt(document, span.end - 1).line);
    const start = Math.min(span.start, top.end);
    if (first === last) {
      add(first, { span: { start, end: Math.max(start, Math.min(span.end, top.end)) }, text, primary });
      continue;
    }
    const bottom = lineSpan(document, last);
    const end = Math.min(span.end, bottom.end);
    const indent = document.text.slice(bottom.start, end).search(/[^ \t]|$/);
    add(first, { span: { start, end: top.end }, text: "", primary });
    add(last, { span: { start: bottom.start + indent, end }, text, primary });
  }
  return marks;
}

/** A line without its end; lines count from 1. */
function lineSpan(document: Document, line: number): Span {
  const { text } = document;
  const starts = lineStarts(document);
  const start = starts[line - 1] ?? text.length;
  const end = (starts[line] ?? text.length + 1) - 1;
  return { start, end: end > start && text[end - 1] === "\r" ? end - 1 : end };
}
