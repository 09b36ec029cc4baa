import { parse as parseTree, tokenize } from "@humanwhocodes/momoa";
import type { MemberNode, ValueNode } from "@humanwhocodes/momoa";
import { elementsUnder, ownComments } from "./comments.ts";
import type { Member, Node, Problem, ScalarNode, Span } from "./document.ts";
import { markDuplicates } from "./members.ts";
import { tooDeepAt } from "./nesting.ts";
import type { Parser } from "./parse.ts";
import { emptyProblem, failed, parserWith, readWithin, tooDeep } from "./reading.ts";
import type { Reading } from "./reading.ts";
import { templateProblem } from "./template.ts";

const maxLength = 512 * 1024;

/** JSON5. Its comments and trailing commas are no problems; the first syntax error ends the reading. */
export const parse: Parser = parserWith("json5", (text) => readWithin(maxLength, text, readJson5));

function readJson5(text: string): Reading {
  const deepAt = tooDeepAt(text, "json5");
  if (deepAt !== undefined) return failed(tooDeep(deepAt));
  try {
    // At a backslash that ends the text the library never stops.
    const tokens = tokenize(`${text}\n`, { mode: "json5", ranges: true }).map(({ type, range }) => {
      const span = spanOf(range);
      return { type, span, raw: text.slice(span.start, span.end) };
    });
    const wrong = tokens.find(({ type, raw }) => isLoneDot(type, raw) || isBrokenString(type, raw));
    if (wrong) return failed(mistakeAt(text, wrong.span.start));
    const spans = tokens.filter(({ type }) => type.endsWith("Comment")).map(({ span }) => span);
    const bare = withoutComments(text, spans);
    if (bare.trim() === "") return failed(emptyProblem(text));
    const { body } = parseTree(bare, { mode: "json5", ranges: true });
    const problems: Problem[] = [];
    const root = nodeOf(body, text, problems);
    return { root, comments: ownComments(text, spans, elementsUnder(text, root, [])), problems };
  } catch (error) {
    if (!isMistake(error)) throw error;
    return failed(templateProblem(text, error.offset) ?? mistakeAt(text, error.offset));
  }
}

/** The library takes a dot for a number, together with what follows it. */
function isLoneDot(type: string, raw: string): boolean {
  return type === "Number" && /^\.(?!\d)/.test(raw);
}

/** The library lets strings go over lines; JSON5 does so only after a backslash. */
function isBrokenString(type: string, raw: string): boolean {
  return type === "String" && /[\r\n]/.test(raw) && /[\r\n]/.test(raw.replaceAll(/\\(?:\r\n|[^])/g, ""));
}

/** The library calls itself for every comment in a row, so it gets the text without them. */
function withoutComments(text: string, spans: readonly Span[]): string {
  let bare = "";
  let copied = 0;
  for (const { start, end } of spans) {
    bare += text.slice(copied, start) + " ".repeat(end - start);
    copied = end;
  }
  return bare + text.slice(copied);
}

function nodeOf(value: ValueNode, text: string, problems: Problem[]): Node {
  const span = spanOf(value.range);
  if (value.type === "Object") {
    const members = value.members.map((member) => memberOf(member, text, problems));
    markDuplicates(members, problems);
    return { kind: "object", span, members };
  }
  if (value.type === "Array") {
    return { kind: "array", span, items: value.elements.map((element) => nodeOf(element.value, text, problems)) };
  }
  return { kind: "scalar", span, value: scalarOf(value, text.slice(span.start, span.end)) };
}

function memberOf(member: MemberNode, text: string, problems: Problem[]): Member {
  const key = member.name.type === "String" ? member.name.value : member.name.name;
  const value = nodeOf(member.value, text, problems);
  return { key, keySpan: spanOf(member.name.range), value, span: spanOf(member.range) };
}

function scalarOf(value: Exclude<ValueNode, { type: "Object" | "Array" }>, raw: string): ScalarNode["value"] {
  switch (value.type) {
    case "Null":
      return null;
    case "NaN":
      return Number.NaN;
    case "Infinity":
      return value.sign === "-" ? -Infinity : Infinity;
    case "Number":
      return Number.isInteger(value.value) && !Number.isSafeInteger(value.value)
        ? exactly(raw, value.value)
        : value.value;
    default:
      return value.value;
  }
}

function exactly(raw: string, rounded: number): number | bigint {
  const [, sign, digits] = /^([-+]?)(\d{1,400}|0[xX][\da-fA-F]{1,400})$/.exec(raw) ?? [];
  if (digits === undefined) return rounded;
  return sign === "-" ? -BigInt(digits) : BigInt(digits);
}

function isMistake(error: unknown): error is Error & { readonly offset: number } {
  return error instanceof Error && "offset" in error && typeof error.offset === "number";
}

function mistakeAt(text: string, offset: number): Problem {
  const start = Math.min(offset, text.length);
  const rest = text.slice(start);
  // The library gives no place for an end that comes too soon, or the start of the text.
  if (rest.trim() === "" || (start === 0 && /^\s*[[{]/.test(text))) {
    const end = text.trimEnd().length;
    return {
      code: "syntax",
      span: { start: Math.max(0, end - 1), end },
      message: "The file ends before it is complete",
      hint: "close every bracket and string that is open",
    };
  }
  return {
    code: "syntax",
    span: { start, end: start + 1 },
    message: "JSON5 does not allow this here",
    hint: "look for a missing comma, colon, quote or bracket right before it",
  };
}

function spanOf(range: readonly [number, number] | undefined): Span {
  const [start, end] = range!;
  return { start, end };
}
