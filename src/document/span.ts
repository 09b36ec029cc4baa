import type { Document, Span, Syntax } from "./document.ts";
import { loneBackslash } from "./json-string.ts";

/**
 * Where a piece of a string stands in the text. `scalar` is the span of the string with its quotes, `from` and `to` are
 * offsets in its value. Gives the whole scalar where pieces have no place of their own: folded and multi-line YAML, aliases.
 */
export function spanWithin(document: Document, scalar: Span, from: number, to: number): Span {
  const raw = document.text.slice(scalar.start, scalar.end);
  // Nearly every string there is.
  if ((document.syntax === "json" || document.syntax === "jsonc") && raw.startsWith('"') && !raw.includes("\\")) {
    const content = scalar.start + 1;
    return from <= to && to <= Math.max(0, raw.length - 2) ? { start: content + from, end: content + to } : scalar;
  }
  const style = styleOf(raw, document.syntax);
  if (style === undefined || from > to) return scalar;
  const end = raw.length - style.closing;
  if (!mayEscape.test(raw)) {
    const content = scalar.start + style.opening;
    return to <= Math.max(0, end - style.opening) ? { start: content + from, end: content + to } : scalar;
  }
  let at = style.opening;
  let decoded = 0;
  let start: number | undefined;
  for (;;) {
    if (start === undefined && decoded >= from) start = at;
    if (decoded >= to) break;
    if (at >= end) return scalar;
    const unit = style.unit(raw, at);
    at += unit.raw;
    decoded += unit.decoded;
  }
  return start === undefined ? scalar : { start: scalar.start + start, end: scalar.start + at };
}

/** A string with neither a backslash nor a quote inside: each of its characters means itself. */
const mayEscape = /\\|.'./s;

/** Lengths of what stands at one offset of a string, and of what it means. */
interface Unit {
  readonly raw: number;
  readonly decoded: number;
}

interface StringStyle {
  readonly opening: number;
  readonly closing: number;
  unit(raw: string, at: number): Unit;
}

const plainUnit: Unit = { raw: 1, decoded: 1 };

function styleOf(raw: string, syntax: Syntax): StringStyle | undefined {
  const quote = raw.charAt(0);
  const quoted = quote === '"' || quote === "'" || "“„”‘’`".includes(quote || " ");
  const isYaml = syntax === "yaml" || syntax === "markdown";
  if (isYaml) {
    if (raw.includes("\n") || "*|>".includes(quote || "*")) return undefined;
    if (quote === '"') return { opening: 1, closing: 1, unit: yamlEscape };
    if (quote === "'") return { opening: 1, closing: 1, unit: doubledQuote };
    return { opening: 0, closing: 0, unit: () => plainUnit };
  }
  if (syntax === "toml") {
    if (!quoted) return { opening: 0, closing: 0, unit: () => plainUnit };
    const long = raw.length >= 6 && raw.startsWith(quote.repeat(3));
    const size = long ? 3 : 1;
    // A line break right after the opening quotes is no part of the string.
    const skipped = long ? (/^\r?\n/.exec(raw.slice(3))?.[0].length ?? 0) : 0;
    return { opening: size + skipped, closing: size, unit: quote === '"' ? tomlEscape : () => plainUnit };
  }
  // Quotes that are escaped outside of a string, which the parser marks.
  if (raw.startsWith('\\"')) return { opening: 2, closing: 2, unit: jsonEscape };
  if (!quoted) return { opening: 0, closing: 0, unit: () => plainUnit };
  if (syntax === "json5") return { opening: 1, closing: 1, unit: json5Escape };
  const isLiteral = loneBackslash(raw.slice(1, -1)) !== undefined;
  return { opening: 1, closing: 1, unit: isLiteral ? literalBackslash : jsonEscape };
}

function jsonEscape(raw: string, at: number): Unit {
  if (raw[at] !== "\\") return plainUnit;
  return { raw: raw[at + 1] === "u" ? 6 : 2, decoded: 1 };
}

/** In a string with a lone backslash, which the parser marks, all but these are kept as they stand. */
function literalBackslash(raw: string, at: number): Unit {
  return raw[at] === "\\" && /["'\\/]/.test(raw.charAt(at + 1)) ? { raw: 2, decoded: 1 } : plainUnit;
}

function json5Escape(raw: string, at: number): Unit {
  if (raw[at] !== "\\") return plainUnit;
  switch (raw[at + 1]) {
    case "u":
      return { raw: 6, decoded: 1 };
    case "x":
      return { raw: 4, decoded: 1 };
    case "\n":
    case "\u2028":
    case "\u2029":
      return { raw: 2, decoded: 0 };
    case "\r":
      return { raw: raw[at + 2] === "\n" ? 3 : 2, decoded: 0 };
    default:
      return { raw: 2, decoded: 1 };
  }
}

function tomlEscape(raw: string, at: number): Unit {
  if (raw[at] !== "\\") return plainUnit;
  const broken = /^\\[ \t]*\r?\n\s*/.exec(raw.slice(at));
  return broken ? { raw: broken[0].length, decoded: 0 } : codedEscape(raw, at);
}

function yamlEscape(raw: string, at: number): Unit {
  return raw[at] === "\\" ? codedEscape(raw, at) : plainUnit;
}

function doubledQuote(raw: string, at: number): Unit {
  return raw[at] === "'" ? { raw: 2, decoded: 1 } : plainUnit;
}

/** `\x41`, `\u0041`, `\U00000041`, and all others of one letter. */
function codedEscape(raw: string, at: number): Unit {
  switch (raw[at + 1]) {
    case "x":
      return { raw: 4, decoded: 1 };
    case "u":
      return { raw: 6, decoded: 1 };
    case "U":
      return { raw: 10, decoded: Number.parseInt(raw.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1 };
    default:
      return { raw: 2, decoded: 1 };
  }
}
