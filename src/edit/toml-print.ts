import type { Document, Plain } from "../document/document.ts";
import type { Entry, Layout, Section, Value } from "./toml-layout.ts";
import { separatorOf } from "./toml-layout.ts";
import { lineAt, lineSpan, startsLine } from "./toml-lines.ts";

/** The habits of a document near a place, as far as new values follow them. */
export interface TomlStyle {
  readonly quote: Quote;
  /** Inside of the brackets of one line. */
  readonly padding: { readonly "{": string; readonly "[": string };
  /** Between a comma and the next element on the same line. */
  readonly gap: string;
  /** Between key and value, on lines of their own and in inline tables. */
  readonly separator: string;
  readonly innerSeparator: string;
}

export type PlainObject = { readonly [key: string]: Plain };

type Quote = '"' | "'";

/** What was seen at an offset. */
interface Sample<T> {
  readonly start: number;
  readonly seen: T;
}

/** The habits seen last before an offset, or else first after it. */
export function styleBefore(document: Document, layout: Layout, offset: number): TomlStyle {
  const { text } = document;
  const quotes: Sample<Quote>[] = [];
  const paddings: Record<"{" | "[", Sample<string>[]> = { "{": [], "[": [] };
  const gaps: Sample<string>[] = [];
  const separators: Sample<string>[] = [];
  const innerSeparators: Sample<string>[] = [];
  const visit = (entry: Entry, isInner: boolean): void => {
    const { value, names } = entry;
    const { start, end } = value.span;
    if (names.length > 0) {
      const seen = separatorOf(document, entry).replaceAll(/[ \t]+/g, " ");
      (isInner ? innerSeparators : separators).push({ start, seen });
    }
    if (!value.entries) {
      const raw = text.slice(start, end);
      // A backslash or a quote in a string leaves no choice.
      if (/^(?:"[^"\\]*"|'[^"\\]*')$/.test(raw)) quotes.push({ start, seen: raw.charAt(0) as Quote });
      return;
    }
    const first = value.entries[0]?.span.start;
    const padding = first === undefined ? "\n" : text.slice(start + 1, first);
    if (/^[ \t]*$/.test(padding)) paddings[text.charAt(start) as "{" | "["].push({ start, seen: padding });
    const gap = gapIn(document, value);
    if (gap !== undefined) gaps.push({ start, seen: gap });
    for (const inner of value.entries) visit(inner, true);
  };
  for (const { entries } of layout) for (const entry of entries) visit(entry, false);
  const nearest = <T>(samples: readonly Sample<T>[], otherwise: T): T =>
    (samples.findLast(({ start }) => start < offset) ?? samples[0])?.seen ?? otherwise;
  const separator = nearest(separators, " = ");
  return {
    quote: nearest(quotes, '"'),
    padding: { "{": nearest(paddings["{"], " "), "[": nearest(paddings["["], "") },
    gap: nearest(gaps, " "),
    separator,
    innerSeparator: nearest(innerSeparators, separator),
  };
}

/** Why a value cannot be written in TOML, as one sentence without final dot; undefined where it can. */
export function unwritable(value: Plain): string | undefined {
  if (value === null) return "TOML has no null";
  if (typeof value === "bigint" && BigInt.asIntN(64, value) !== value) return "TOML has no integers of this size";
  if (typeof value === "string" && /\p{Surrogate}/u.test(value)) return "The text is no valid Unicode";
  if (typeof value !== "object") return undefined;
  if (Array.isArray(value)) return firstOf(value.map(unwritable));
  return firstOf(Object.entries(value).map(([key, inner]) => unwritable(key) ?? unwritable(inner)));
}

/** A value on one line. */
export function printedValue(value: Plain, style: TomlStyle): string {
  if (typeof value === "string") return printedString(value, style.quote);
  if (typeof value === "number") return printedNumber(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => printedValue(item, style));
    return printedList("[", items, "]", style);
  }
  const members = Object.entries(value).map(([key, inner]) => printedMember(printedKey(key), inner, style));
  return printedList("{", members, "}", style);
}

/** A line of its own; `name` as it is written, perhaps with dots. */
export function printedEntry(name: string, value: Plain, style: TomlStyle): string {
  return name + style.separator + printedValue(value, style);
}

/** A member of an inline table. */
export function printedMember(name: string, value: Plain, style: TomlStyle): string {
  return name + style.innerSeparator + printedValue(value, style);
}

export function nameBelow(leading: string, name: string): string {
  return leading === "" ? name : `${leading}.${name}`;
}

/** A value in place of another: an array that goes over several lines with one item each still does. */
export function printedInPlace(document: Document, old: Entry["value"], value: Plain, style: TomlStyle): string {
  const items = Array.isArray(value) ? (value as readonly Plain[]) : [];
  const first = old.entries?.[0]?.span.start;
  const close = old.span.end - 1;
  const isOpen = first !== undefined && startsLine(document, first) && startsLine(document, close);
  if (!isOpen || items.length === 0 || document.text[close] !== "]") return printedValue(value, style);
  const { eol } = document.style;
  const comma = commaAfter(document, old.entries!.at(-1)!.span.end) === undefined ? "" : ",";
  const lines = items.map((item) => indentBefore(document, first) + printedValue(item, style));
  return `[${eol}${lines.join(`,${eol}`)}${comma}${eol}${indentBefore(document, close)}]`;
}

/** A key without quotes where it can be; `like` is a key in whose place it comes. */
export function printedKey(key: string, like = ""): string {
  const wasQuotedForNothing = /^(["'])[\w-]+\1$/.test(like);
  if (isBare(key) && !wasQuotedForNothing) return key;
  return printedString(key, like.startsWith("'") ? "'" : '"');
}

/** A string in these quotes; in basic ones where literal ones cannot hold it. */
export function printedString(text: string, quote: Quote): string {
  return quote === "'" && isLiteral(text) ? `'${text}'` : `"${escaped(text)}"`;
}

/** What stands between basic quotes. */
export function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll("\u007F", "\\u007F");
}

/** The blanks after the first comma of a list; undefined where nothing follows it on its line. */
export function gapIn({ text }: Document, { entries }: Value): string | undefined {
  const [first, second] = entries ?? [];
  if (!first || !second) return undefined;
  return /,([ \t]*)$/.exec(text.slice(first.span.end, second.span.start))?.[1];
}

/** Offset of the comma after an element of a list, wherever it stands. */
export function commaAfter({ text }: Document, offset: number): number | undefined {
  const found = /(?:\s+|#.*)*/y;
  found.lastIndex = offset;
  found.exec(text);
  return text.charAt(found.lastIndex) === "," ? found.lastIndex : undefined;
}

/** Spaces that bring the equals sign of a new key below those of a section that aligns them. */
export function alignedSeparator(document: Document, { entries }: Section, name: string, separator: string): string {
  const columns = entries.map((entry) => {
    const before = separatorOf(document, entry).indexOf("=");
    return { width: entry.names.at(-1)!.span.end - entry.names[0]!.span.start, before };
  });
  const ends = new Set(columns.map(({ width, before }) => width + before));
  const widths = new Set(columns.map(({ width }) => width));
  const [end] = ends;
  if (end === undefined || ends.size > 1 || widths.size < 2 || name.length >= end) return separator;
  return " ".repeat(end - name.length) + separator.trimStart();
}

export function isObject(value: Plain): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function indentBefore(document: Document, offset: number): string {
  return document.text.slice(lineSpan(document, lineAt(document, offset)).start, offset);
}

function printedNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  // Beyond 64 bits only a float can hold it.
  return Number.isInteger(value) && Math.abs(value) >= 2 ** 63 ? value.toExponential() : String(value);
}

function printedList(open: "{" | "[", elements: readonly string[], close: string, style: TomlStyle): string {
  if (elements.length === 0) return open + close;
  const padding = style.padding[open];
  return open + padding + elements.join(`,${style.gap}`) + padding + close;
}

function isBare(key: string): boolean {
  return /^[\w-]+$/.test(key);
}

function isLiteral(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/['\u0000-\u0008\u000A-\u001F\u007F]/.test(text);
}

function firstOf(reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.find((reason) => reason !== undefined);
}
