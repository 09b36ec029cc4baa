import type { Document, Path, Plain } from "../document/document.ts";
import { commentsWithin, endOfBlanks, indentAt, rawOf, startsLine } from "./lines.ts";
import type { TextEdit } from "./op.ts";
import { merged } from "./text-edits.ts";
import type { Value } from "./yaml-layout.ts";
import { commentAt, endOfLine } from "./yaml-lines.ts";
import { isBlock, printedBlock, printedFlow, quoteAt, quoteOf, styleNear } from "./yaml-print.ts";
import type { Quote, YamlStyle } from "./yaml-print.ts";
import { columnOf } from "./yaml-site.ts";
import type { Site } from "./yaml-site.ts";

/** Writes another value in place of one. Comments inside of the old one go above the key or the dash. */
export function replacement(document: Document, path: Path, value: Plain, site: Site): TextEdit[] {
  const { text } = document;
  const { value: old, element, parent } = site;
  const style = styleNear(document, old.start);
  const head = element?.start ?? old.start;
  const isBelow = parent !== undefined && !parent.isFlow && old.start > endOfLine(text, old.after);
  const isInside = parent?.isFlow === true;
  const lines = printedLines(document, path, value, site, style);
  const isMoved = isBelow && (lines !== undefined || isBlockCollection(old));
  const start = isMoved ? endOfLine(text, old.after) : old.start;
  const whole = isMoved || spansLines(text, old) ? endWithComment(document, old) : old.end;
  const end = isMoved ? endOfBlanks(text, whole) : whole;
  const kept = commentsWithin(document, { start, end });
  const edits = lines
    ? inLines(document, site, { start, end, text: lines.text }, lines.column, style)
    : inLine(site, { start, end, text: printedFlow(value, style, quoteFor(text, value, site), isInside) });
  if (kept.length === 0) return edits;
  const indent = startsLine(text, head) ? indentAt(text, head) : " ".repeat(columnOf(document, head));
  const lead = head === 0 || /\s/.test(text.charAt(head - 1)) ? "" : " ";
  const comments = kept.map((comment) => rawOf(document, comment) + style.eol + indent).join("");
  return merged([{ start: head, end: head, text: lead + comments }, ...edits]);
}

interface Lines {
  readonly text: string;
  readonly column: number;
}

/** The value in lines, or undefined where it goes on one. */
function printedLines(document: Document, path: Path, value: Plain, site: Site, style: YamlStyle): Lines | undefined {
  const { value: old, element, parent } = site;
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return undefined;
  if (parent?.isFlow) return undefined;
  const kind = Array.isArray(value) ? "list" : "map";
  const isAlike = old.kind === kind && old.elements.length > 0;
  if (isAlike ? old.isFlow : !isBlock(value, path, style)) return undefined;
  const outer = element ? columnOf(document, element.start) : 0;
  const inner = !element ? 0 : !element.key ? 2 : (kind === "list" ? style.listUnit : style.unit).length;
  const column = isAlike ? columnOf(document, old.start) : outer + inner;
  return { text: printedBlock(path, value, column, style), column };
}

/** `edit` replaces the old value, or all that is below the line of its key. */
function inLine({ value: old, element }: Site, edit: TextEdit): TextEdit[] {
  if (edit.start !== old.start) {
    return merged([
      { start: old.after, end: old.after, text: ` ${edit.text}` },
      { ...edit, text: "" },
    ]);
  }
  const isBare = old.kind === "nothing";
  const colon = isBare && element?.key && element.colon === undefined ? ":" : "";
  return [{ ...edit, text: `${colon}${isBare ? " " : ""}${edit.text}` }];
}

function inLines(document: Document, site: Site, edit: TextEdit, column: number, style: YamlStyle): TextEdit[] {
  const { text } = document;
  const { value: old, element } = site;
  const line = style.eol + " ".repeat(column);
  if (edit.start !== old.start) return [{ ...edit, text: line + edit.text }];
  const trail = commentAt(document, endOfBlanks(text, edit.end));
  const isAfterDash = element !== undefined && !element.key && old.after === element.start + 1;
  if (!trail && isAfterDash && columnOf(document, old.start) === column) return [edit];
  if (!trail && isAfterDash && old.kind === "nothing") return [{ ...edit, text: ` ${edit.text}` }];
  if (!element && startsLine(text, old.start)) return [edit];
  if (!trail) return [{ start: old.after, end: endOfBlanks(text, edit.end), text: line + edit.text }];
  return [
    { start: old.after, end: edit.end, text: "" },
    { start: trail.span.end, end: trail.span.end, text: line + edit.text },
  ];
}

/** The quote that a string keeps: that of the one before it, or that of its key in brackets. */
function quoteFor(text: string, value: Plain, { value: old, element, parent }: Site): Quote | "" {
  if (typeof value === "string" && old.kind === "scalar") return quoteAt(text, old.start);
  return parent?.isFlow && element?.key ? quoteOf(text, element.key) : "";
}

function isBlockCollection({ kind, isFlow }: Value): boolean {
  return !isFlow && (kind === "map" || kind === "list");
}

function spansLines(text: string, old: Value): boolean {
  return isBlockCollection(old) && text.slice(old.after, old.end).includes("\n");
}

function endWithComment(document: Document, { end }: Value): number {
  return commentAt(document, endOfBlanks(document.text, end))?.span.end ?? end;
}
