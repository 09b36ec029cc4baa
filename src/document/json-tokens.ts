import { createScanner } from "jsonc-parser";
import type { ScanError, SyntaxKind } from "jsonc-parser";
import type { ScalarNode, Span } from "./document.ts";
import { heldOnce, loneBackslash, unescaped } from "./json-string.ts";

/**
 * `word` is everything that JSON would want in quotes; `template` is a tag that a template engine replaces.
 * Offsets are UTF-16.
 */
export interface JsonToken extends Span {
  readonly kind: "{" | "}" | "[" | "]" | "," | ":" | "scalar" | "word" | "template" | "end";
  /** Of scalars; the text of words and templates. */
  readonly value: ScalarNode["value"];
}

export type Flaw =
  | "unclosed-string"
  | "unclosed-comment"
  | "backslash"
  | "control-character"
  | "single-quotes"
  | "curly-quotes"
  | "escaped-quotes"
  | "number"
  | "hash-comment"
  | "invisible-character"
  | "template";

export interface JsonTokens {
  next(): JsonToken;
  readonly comments: readonly Span[];
}

// The package declares its enums so that they cannot be used where files are compiled one by one.
const kindOf: Readonly<Record<number, JsonToken["kind"]>> = {
  [1 satisfies SyntaxKind.OpenBraceToken]: "{",
  [2 satisfies SyntaxKind.CloseBraceToken]: "}",
  [3 satisfies SyntaxKind.OpenBracketToken]: "[",
  [4 satisfies SyntaxKind.CloseBracketToken]: "]",
  [5 satisfies SyntaxKind.CommaToken]: ",",
  [6 satisfies SyntaxKind.ColonToken]: ":",
};
const openBrace = 1 satisfies SyntaxKind.OpenBraceToken;
const nullKeyword = 7 satisfies SyntaxKind.NullKeyword;
const trueKeyword = 8 satisfies SyntaxKind.TrueKeyword;
const falseKeyword = 9 satisfies SyntaxKind.FalseKeyword;
const stringLiteral = 10 satisfies SyntaxKind.StringLiteral;
const numericLiteral = 11 satisfies SyntaxKind.NumericLiteral;
const lineComment = 12 satisfies SyntaxKind.LineCommentTrivia;
const blockComment = 13 satisfies SyntaxKind.BlockCommentTrivia;
const lineBreak = 14 satisfies SyntaxKind.LineBreakTrivia;
const blank = 15 satisfies SyntaxKind.Trivia;
const endOfFile = 17 satisfies SyntaxKind.EOF;
const unclosedComment = 1 satisfies ScanError.UnexpectedEndOfComment;
const unclosedString = 2 satisfies ScanError.UnexpectedEndOfString;

/** Digits beyond which nobody means the number, and reading it exactly gets slow. */
const maxDigits = 400;

const closers: Readonly<Record<string, string>> = {
  "“": "”",
  "„": "”",
  "”": "”",
  "‘": "’",
  "’": "’",
  "'": "'",
  "`": "`",
};

/** Splits JSON with comments into tokens, and goes on after everything that is none: each flaw is reported once read. */
export function jsonTokens(text: string, report: (flaw: Flaw, span: Span) => void): JsonTokens {
  const scanner = createScanner(text, false);
  const comments: Span[] = [];
  const lineEndFrom = forwardSearch(text, "\n");
  const tagEndFrom: Readonly<Record<string, (from: number) => number>> = {
    "{": forwardSearch(text, "}}"),
    "%": forwardSearch(text, "%}"),
    "#": forwardSearch(text, "#}"),
  };

  const lineEnd = (from: number): number => {
    const found = lineEndFrom(from);
    return found === -1 ? text.length : found;
  };

  /** End of the template tag that starts here: on its line, or anywhere where its opening is nothing else than a tag. */
  const tagEnd = (start: number): number | undefined => {
    const second = text.charAt(start + 1);
    // {{" is a brace too many, not a tag.
    if (second === "{" && '"{}\r\n'.includes(text.charAt(start + 2))) return undefined;
    const found = tagEndFrom[second]?.(start + 2) ?? -1;
    const long = second !== "{" || "-/".includes(text.charAt(start + 2) || " ");
    return found === -1 || (!long && found > lineEnd(start)) ? undefined : found + 2;
  };

  const token = (kind: JsonToken["kind"], start: number, end: number, value: JsonToken["value"] = null): JsonToken => {
    if (end !== scanner.getPosition()) scanner.setPosition(end);
    return { kind, start, end, value };
  };

  const string = (start: number): JsonToken => {
    const end = scanner.getPosition();
    const value = scanner.getTokenValue();
    const error = scanner.getTokenError();
    // A tag with quotes of its own inside a string: "{{ env "TOKEN" }}".
    if (value.includes("{{") && value.lastIndexOf("{{") > value.lastIndexOf("}}")) {
      const close = tagEndFrom["{"]!(end);
      const quote = close === -1 || close > lineEnd(end) ? -1 : close + 2;
      if (text.charAt(quote) === '"') {
        report("template", { start, end: quote + 1 });
        return token("scalar", start, quote + 1, text.slice(start + 1, quote));
      }
    }
    if (error === 0) return { kind: "scalar", start, end, value: heldOnce(value) };
    const raw = text.slice(start + 1, error === unclosedString ? end : end - 1);
    // Between single quotes \' is an escape; here it is none.
    const apostrophe = raw.replaceAll("\\\\", "##").indexOf("\\'");
    const lone = loneBackslash(raw) ?? (apostrophe === -1 ? undefined : apostrophe);
    if (error === unclosedString) report("unclosed-string", { start, end });
    else if (lone !== undefined) report("backslash", { start: start + 1 + lone, end: start + 3 + lone });
    else report("control-character", { start, end });
    return { kind: "scalar", start, end, value: unescaped(raw) };
  };

  const number = (start: number): JsonToken => {
    const end = endOfWord(text, scanner.getPosition());
    const raw = text.slice(start, end);
    const exact = /^-?(?:0|[1-9]\d*)$/.test(raw);
    if (!exact && !/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(raw)) {
      report("number", { start, end });
      return token("scalar", start, end, raw);
    }
    const value = Number(raw);
    const big = exact && raw.length <= maxDigits && !Number.isSafeInteger(value);
    return token("scalar", start, end, big ? BigInt(raw) : value);
  };

  /** Whatever the scanner does not know; undefined where it is skipped like a blank. */
  const unknown = (start: number): JsonToken | undefined => {
    const first = text.charAt(start);
    const closer = closers[first];
    if (closer !== undefined) {
      const end = endOfQuoted(text, start + 1, lineEnd(start), closer);
      const flaw = first === "'" || first === "`" ? "single-quotes" : "curly-quotes";
      if (end !== undefined) {
        report(flaw, { start, end });
        return token("scalar", start, end, unescaped(text.slice(start + 1, end - 1)));
      }
    }
    if (text.startsWith('\\"', start)) {
      const end = indexWithin(text, '\\"', start + 2, lineEnd(start));
      if (end !== undefined) {
        report("escaped-quotes", { start, end: end + 2 });
        return token("scalar", start, end + 2, unescaped(text.slice(start + 2, end)));
      }
    }
    if (first === "#") {
      const end = lineEnd(start);
      report("hash-comment", { start, end: text.charAt(end - 1) === "\r" ? end - 1 : end });
      scanner.setPosition(end);
      return undefined;
    }
    const end = endOfWord(text, scanner.getPosition());
    const word = text.slice(start, end);
    if (/^[\p{White_Space}\p{Cf}]+$/u.test(word)) {
      report("invisible-character", { start, end });
      return undefined;
    }
    return token("word", start, end, word);
  };

  const next = (): JsonToken => {
    for (;;) {
      const kind: number = scanner.scan();
      const start = scanner.getTokenOffset();
      switch (kind) {
        case blank:
        case lineBreak:
          continue;
        case stringLiteral:
          return string(start);
        case numericLiteral:
          return number(start);
        case nullKeyword:
        case trueKeyword:
        case falseKeyword: {
          const value = kind === nullKeyword ? null : kind === trueKeyword;
          return { kind: "scalar", start, end: scanner.getPosition(), value };
        }
        case lineComment:
        case blockComment: {
          const span = { start, end: Math.min(scanner.getPosition(), text.length) };
          comments.push(span);
          if (scanner.getTokenError() === unclosedComment) report("unclosed-comment", { start, end: start + 2 });
          continue;
        }
        case endOfFile:
          return { kind: "end", start, end: start, value: null };
        case openBrace: {
          const end = tagEnd(start);
          if (end === undefined) return { kind: "{", start, end: start + 1, value: null };
          report("template", { start, end });
          return token("template", start, end, text.slice(start, end));
        }
        default: {
          const known = kindOf[kind];
          if (known !== undefined) return { kind: known, start, end: start + 1, value: null };
          const found = unknown(start);
          if (found !== undefined) return found;
        }
      }
    }
  };
  return { next, comments };
}

/** `indexOf` for questions that only move forward: over all of them, one pass over the text. */
function forwardSearch(text: string, needle: string): (from: number) => number {
  let found = -2;
  return (from) => {
    if (found !== -1 && found < from) found = text.indexOf(needle, from);
    return found;
  };
}

/** Offset after the closing quote, or undefined where the line ends first. */
function endOfQuoted(text: string, from: number, lineEnd: number, closer: string): number | undefined {
  for (let i = from; i < lineEnd; i++) {
    const char = text.charAt(i);
    if (char === "\\") i++;
    else if (char === closer) return i + 1;
  }
  return undefined;
}

function indexWithin(text: string, needle: string, from: number, to: number): number | undefined {
  const found = text.slice(from, to).indexOf(needle);
  return found === -1 ? undefined : from + found;
}

function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length) {
    const char = text.charAt(end);
    if (' \t\r\n{}[]",:'.includes(char)) break;
    if (char === "/" && (text.charAt(end + 1) === "/" || text.charAt(end + 1) === "*")) break;
    end++;
  }
  return end;
}
