import type { Document, Node, Path, Plain, Span } from "../document/document.ts";
import { elementsOf } from "./json-layout.ts";
import type { Container } from "./json-layout.ts";
import { indentAt, startsLine } from "./lines.ts";

/** The habits of a document, as far as new values follow them. */
export interface JsonStyle {
  readonly eol: string;
  /** Between a key and its value. */
  readonly colon: string;
  /** Between a comma and the next element on the same line. */
  readonly gap: string;
  /** Inside of the brackets of one line. */
  readonly padding: Readonly<Record<Container["kind"], string>>;
  readonly quote: Quote;
  /** Empty where keys have no quotes. */
  readonly keyQuote: Quote | "";
  readonly samples: readonly Sample[];
  /** Where something is written: of several samples the nearest counts. */
  readonly near: number;
}

/** Where a new value stands. */
export interface Place {
  readonly path: Path;
  /** Of the line in which the value begins. */
  readonly indent: string;
  /** What a level is indented by. */
  readonly unit: string;
  /** Everything must stay on one line. */
  readonly inLine: boolean;
}

export type Quote = '"' | "'";

interface Sample {
  readonly kind: Container["kind"];
  readonly path: Path;
  readonly start: number;
  readonly inLine: boolean;
}

/** A list of scalars goes on one line up to this column, where no other list tells. */
const maxColumn = 80;

export function styleNear(document: Document, near: number): JsonStyle {
  const { text, style, root } = document;
  const colons: string[] = [];
  const gaps: string[] = [];
  const paddings: Record<Container["kind"], string[]> = { object: [], array: [] };
  const quotes: Quote[] = [];
  const keyQuotes: (Quote | "")[] = [];
  const samples: Sample[] = [];

  const visit = (node: Node, path: Path): void => {
    if (node.kind === "scalar") {
      if (typeof node.value === "string") quotes.push(quoteAt(text, node.span) || '"');
      return;
    }
    visitLayout(node, path);
    if (node.kind === "array") {
      for (const [i, item] of node.items.entries()) visit(item, [...path, i]);
      return;
    }
    for (const { key, keySpan, value } of node.members) {
      keyQuotes.push(quoteAt(text, keySpan));
      const colon = text.slice(keySpan.end, value.span.start);
      if (/^[ \t]*:[ \t]*$/.test(colon)) colons.push(colon);
      visit(value, [...path, key]);
    }
  };

  const visitLayout = (container: Container, path: Path): void => {
    const { kind, span } = container;
    const elements = elementsOf(container);
    if (elements.length === 0) return;
    const inLine = !text.slice(span.start, span.end).includes("\n");
    samples.push({ kind, path, start: span.start, inLine });
    if (inLine) paddings[kind].push(/^[ \t]*/.exec(text.slice(span.start + 1, elements[0]!.span.start))![0]);
    for (const [i, { span }] of elements.entries()) {
      const between = i > 0 && /^,([ \t]*)$/.exec(text.slice(elements[i - 1]!.span.end, span.start));
      if (between) gaps.push(between[1]!);
    }
  };

  if (root) visit(root, []);
  const colon = mostFrequent(colons) ?? ": ";
  const gap = mostFrequent(gaps) ?? (colon === ":" ? "" : " ");
  return {
    eol: style.eol,
    colon,
    gap,
    padding: { object: mostFrequent(paddings.object) ?? gap, array: mostFrequent(paddings.array) ?? "" },
    quote: mostFrequent(quotes) ?? '"',
    keyQuote: mostFrequent(keyQuotes) ?? '"',
    samples,
    near,
  };
}

/** A new member with its key, or the bare item, by the last step of the path. */
export function printedElement(value: Plain, place: Place, style: JsonStyle): string {
  const step = place.path.at(-1);
  const printed = printedValue(value, place, style);
  return typeof step === "string" ? quoted(step, style.keyQuote, style) + style.colon + printed : printed;
}

export function printedValue(value: Plain, place: Place, style: JsonStyle): string {
  if (typeof value === "string") return quoted(value, style.quote, style);
  if (typeof value !== "object" || value === null) return String(value);
  const { path, indent, unit } = place;
  const kind = Array.isArray(value) ? "array" : "object";
  const [open, close] = kind === "array" ? "[]" : "{}";
  const entries: readonly (readonly [string | number, Plain])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  if (entries.length === 0) return `${open}${close}`;
  const inLine = fitsInLine(value, place, style);
  const inner = inLine ? indent : indent + unit;
  const elements = entries.map(([step, element]) =>
    printedElement(element, { path: [...path, step], indent: inner, unit, inLine }, style),
  );
  if (inLine) return `${open}${style.padding[kind]}${elements.join(`,${style.gap}`)}${style.padding[kind]}${close}`;
  const line = style.eol + inner;
  return `${open}${line}${elements.join(`,${line}`)}${style.eol}${indent}${close}`;
}

/** Whether an object or a list with this in it goes on one line: as its namesakes do, else those of its level. */
export function fitsInLine(value: Plain & object, place: Place, style: JsonStyle): boolean {
  if (place.inLine) return true;
  const kind = Array.isArray(value) ? "array" : "object";
  const name = place.path.at(-1);
  const alike = style.samples.filter((sample) => sample.kind === kind);
  const sample =
    nearest(
      alike.filter(({ path }) => typeof name === "string" && path.at(-1) === name),
      style.near,
    ) ??
    nearest(
      alike.filter(({ path }) => path.length === place.path.length),
      style.near,
    );
  if (sample) return sample.inLine;
  if (!Array.isArray(value) || value.some((item) => typeof item === "object" && item !== null)) return false;
  const other = nearest(alike, style.near);
  if (other) return other.inLine;
  return place.indent.length + printedElement(value, { ...place, inLine: true }, style).length <= maxColumn;
}

/** A string in quotes; a key may go without. */
export function quoted(text: string, quote: Quote | "", style: JsonStyle): string {
  if (quote === "" && /^[A-Za-z_$][\w$]*$/.test(text)) return text;
  const mark = quote || style.quote;
  return mark + escaped(text, mark) + mark;
}

/** What stands between the quotes. */
export function escaped(text: string, quote: Quote): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return quote === "'" ? inner.replaceAll("'", "\\'") : inner;
}

export function quoteAt(text: string, { start }: Span): Quote | "" {
  const char = text.charAt(start);
  return char === '"' || char === "'" ? char : "";
}

/** What a level is indented by in a container. */
export function unitWithin({ text, style }: Document, node: Node): string {
  const outer = indentAt(text, node.span.start);
  const element = elementsOf(node).find(({ span }) => startsLine(text, span.start));
  const inner = element === undefined ? "" : indentAt(text, element.span.start);
  const isDeeper = inner.length > outer.length && inner.startsWith(outer);
  return isDeeper ? inner.slice(outer.length) : style.indent || "  ";
}

function nearest(samples: readonly Sample[], offset: number): Sample | undefined {
  let best: Sample | undefined;
  for (const sample of samples) {
    if (!best || Math.abs(sample.start - offset) < Math.abs(best.start - offset)) best = sample;
  }
  return best;
}

/** Of equally frequent ones, the first. */
function mostFrequent<T>(things: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  let best: T | undefined;
  for (const [thing, count] of counts) if (best === undefined || count > counts.get(best)!) best = thing;
  return best;
}
