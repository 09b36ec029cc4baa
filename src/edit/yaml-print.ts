import { stringify } from "yaml";
import type { ToStringOptions, DocumentOptions, SchemaOptions } from "yaml";
import type { Document, Node, Path, Plain, Span } from "../document/document.ts";
import { columnOf } from "./yaml-site.ts";

/** The habits of a document, as far as new values follow them. */
export interface YamlStyle {
  readonly eol: string;
  /** What a level is indented by. */
  readonly unit: string;
  /** What a list is indented by under its key; may be empty. */
  readonly listUnit: string;
  /** Inside of the brackets. */
  readonly padding: Readonly<Record<"object" | "array", string>>;
  /** For strings that cannot do without. */
  readonly quote: Quote;
  readonly samples: readonly Sample[];
  /** Where something is written: of several samples the nearest counts. */
  readonly near: number;
}

export type Quote = '"' | "'";

interface Sample {
  readonly kind: "object" | "array";
  readonly name: string | number | undefined;
  readonly start: number;
  readonly isFlow: boolean;
  readonly isOfScalars: boolean;
}

/** How a scalar is written. */
interface Wording {
  /** Kept even where the text could do without; empty for none. */
  readonly quote: Quote | "";
  readonly isFlow: boolean;
}

/** What some reader refuses, or takes for a line break. */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\uFEFF]/u;

const plainest: ToStringOptions & DocumentOptions & SchemaOptions = {
  compat: "yaml-1.1",
  lineWidth: 0,
  flowCollectionPadding: false,
};

/** What is looked at after a bracket. */
const maxPadding = 20;

export function styleNear(document: Document, near: number): YamlStyle {
  const { text, style, root } = document;
  const samples: Sample[] = [];
  const paddings: Record<"object" | "array", string[]> = { object: [], array: [] };
  const listUnits: string[] = [];
  const quotes: Quote[] = [];

  const visit = (node: Node, name: string | number | undefined): void => {
    if (node.alias !== undefined) return;
    const { start } = node.span;
    if (node.kind === "scalar") {
      const quote = quoteAt(text, start);
      if (quote !== "") quotes.push(quote);
      return;
    }
    const inner = node.kind === "array" ? node.items : node.members.map(({ value }) => value);
    if (inner.length === 0) return;
    const isFlow = "[{".includes(text.charAt(start));
    const isOfScalars = inner.every(({ kind }) => kind === "scalar");
    samples.push({ kind: node.kind, name, start, isFlow, isOfScalars });
    const padded = isFlow && /^.([ \t]*)[^\s#]/.exec(text.slice(start, start + maxPadding));
    if (padded) paddings[node.kind].push(padded[1]!);
    if (node.kind === "array") for (const [i, item] of node.items.entries()) visit(item, i);
    else
      for (const { key, keySpan, value, merged } of node.members) if (!merged) visitMember(key, keySpan.start, value);
  };

  const visitMember = (key: string, keyStart: number, value: Node): void => {
    if (value.kind === "array" && text.charAt(value.span.start) === "-") {
      const deeper = columnOf(document, value.span.start) - columnOf(document, keyStart);
      if (deeper >= 0) listUnits.push(" ".repeat(deeper));
    }
    visit(value, key);
  };

  if (root) visit(root, undefined);
  const unit = style.indent.startsWith(" ") ? style.indent : "  ";
  return {
    eol: style.eol,
    unit,
    listUnit: mostFrequent(listUnits) ?? unit,
    padding: { object: mostFrequent(paddings.object) ?? "", array: mostFrequent(paddings.array) ?? "" },
    quote: mostFrequent(quotes) ?? '"',
    samples,
    near,
  };
}

/**
 * A member in lines, without indentation before its first; `column` is that of the key. The quote is kept for the key
 * even where it could do without.
 */
export function printedMember(
  path: Path,
  value: Plain,
  column: number,
  style: YamlStyle,
  quote: Quote | "" = "",
): string {
  const key = printedScalar(String(path.at(-1)), { quote, isFlow: false }, style);
  if (!isBlock(value, path, style)) return `${key}: ${printedFlow(value, style)}`;
  const inner = column + (Array.isArray(value) ? style.listUnit : style.unit).length;
  return `${key}:${style.eol}${" ".repeat(inner)}${printedBlock(path, value, inner, style)}`;
}

export function printedItem(path: Path, value: Plain, column: number, style: YamlStyle): string {
  const isInLines = isBlock(value, path, style);
  return `- ${isInLines ? printedBlock(path, value, column + 2, style) : printedFlow(value, style)}`;
}

/** A mapping or list in lines, without indentation before its first. */
export function printedBlock(path: Path, value: Plain & object, column: number, style: YamlStyle): string {
  const lines = Array.isArray(value)
    ? value.map((inner, i) => printedItem([...path, i], inner, column, style))
    : Object.entries(value).map(([key, inner]) => printedMember([...path, key], inner, column, style));
  return lines.join(style.eol + " ".repeat(column));
}

/** On one line. With `quote`, strings and keys are put in quotes even where they could do without, as in JSON. */
export function printedFlow(value: Plain, style: YamlStyle, quote: Quote | "" = "", isInside = false): string {
  if (typeof value !== "object" || value === null) return printedScalar(value, { quote, isFlow: isInside }, style);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const parts = Array.isArray(value)
    ? value.map((inner) => printedFlow(inner, style, quote, true))
    : Object.entries(value).map(([key, inner]) => printedFlowMember(key, inner, style, quote));
  const padding = parts.length === 0 ? "" : style.padding[Array.isArray(value) ? "array" : "object"];
  return `${open}${padding}${parts.join(", ")}${padding}${close}`;
}

export function printedFlowMember(key: string, value: Plain, style: YamlStyle, quote: Quote | ""): string {
  return `${printedScalar(key, { quote, isFlow: true }, style)}: ${printedFlow(value, style, quote, true)}`;
}

/** Whether a value is written in lines: as its namesakes are, else as lists like it or, for mappings, as people do. */
export function isBlock(value: Plain, path: Path, style: YamlStyle): value is Plain & object {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return false;
  const kind = Array.isArray(value) ? "array" : "object";
  const isOfScalars = Object.values(value).every((inner) => typeof inner !== "object" || inner === null);
  const alike = style.samples.filter((sample) => sample.kind === kind && sample.isOfScalars === isOfScalars);
  const name = path.at(-1);
  const namesakes = alike.filter((sample) => typeof name === "string" && sample.name === name);
  const sample = nearest(namesakes, style.near) ?? (kind === "array" ? nearest(alike, style.near) : undefined);
  return sample === undefined || !sample.isFlow;
}

/**
 * A scalar so that readers of YAML 1.2 and of 1.1 take it for what it is. Inside of brackets a colon is put in quotes as
 * well: old readers take it for the end of a key.
 */
export function printedScalar(value: Exclude<Plain, object> | null, wording: Wording, style: YamlStyle): string {
  if (typeof value !== "string") return stringify(value).trimEnd();
  const hasColon = wording.isFlow && value.includes(":");
  if (wording.quote === "" && !hasColon && isPlain(value, wording.isFlow)) return value;
  return quoted(value, wording.quote || style.quote);
}

/** Whether a string needs no quotes. */
export function isPlain(value: string, isFlow: boolean): boolean {
  if (!isPrintable(value) || /^(?:---|\.\.\.)/.test(value)) return false;
  if (!isFlow) return stringify(value, plainest) === `${value}\n`;
  return stringify([value], { ...plainest, collectionStyle: "flow" }) === `[${value}]\n`;
}

export function isPrintable(value: string): boolean {
  return !unprintable.test(value);
}

function quoted(value: string, quote: Quote): string {
  if (quote === "'" && isPrintable(value)) return `'${value.replaceAll("'", "''")}'`;
  return `"${escaped(value)}"`;
}

/** What stands between double quotes. */
export function escaped(value: string): string {
  const escape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).slice(1, -1).replaceAll(new RegExp(unprintable, "gu"), escape);
}

/** The quote of a key that could do without, which is a habit that new keys follow. */
export function quoteOf(text: string, { start, end }: Span): Quote | "" {
  const quote = quoteAt(text, start);
  return isPlain(text.slice(start + 1, end - 1), true) ? quote : "";
}

export function quoteAt(text: string, offset: number): Quote | "" {
  const char = text.charAt(offset);
  return char === '"' || char === "'" ? char : "";
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
