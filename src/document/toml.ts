import { ParseError } from "toml-eslint-parser";
import type { AST } from "toml-eslint-parser";
import { ownComments } from "./comments.ts";
import type { Element } from "./comments.ts";
import type { Path, Problem, ScalarNode, Span } from "./document.ts";
import { duplicateKey } from "./members.ts";
import { tooDeepAt } from "./nesting.ts";
import { tomlTreeOf } from "./toml-ast.ts";
import type { Parser } from "./parse.ts";
import { failed, maxDepth, parserWith, readWithin, tooDeep } from "./reading.ts";
import type { Reading } from "./reading.ts";
import { templateProblem } from "./template.ts";
import { addMember, addTable, finished, newTable, tableFor } from "./toml-tree.ts";
import type { Key, Table, Value } from "./toml-tree.ts";

const maxLength = 512 * 1024;

/** TOML 1.0. After a syntax error the tables before it are kept. */
export const parse: Parser = parserWith("toml", (text) => readWithin(maxLength, text, readToml));

type Words = readonly [message: string, hint: string];

const badEscape = "Invalid character in escape sequence";

/** Syntax errors by the library's message, of which it has a fixed list. */
const mistakes: Readonly<Record<string, Words>> = {
  "Unterminated string constant": ["The string has no closing quote", "close it on its line, or use three quotes"],
  "Unterminated table-key": ["The table header is not closed", "add ] at the end of the header"],
  "Unterminated array": ["The array is not closed", "add ] after its last item"],
  "Unterminated inline table": ["The inline table is not closed", "add } after its last member"],
  "Empty bare keys are not allowed": ["A key is missing here", "write the key before the equals sign"],
  "Must be a newline": ["Something follows on the same line", "put every key on a line of its own"],
  "Expected equal (=) token": ["An equals sign is missing after the key", "write key = value"],
  "Expected comma (,) token": ["A comma is missing", "divide items and members by commas"],
  "The key, equals sign, and value must be on the same line": [
    "Key, equals sign and value are on different lines",
    "put them on one line; strings take quotes",
  ],
  "No newlines are allowed between the curly braces unless they are valid within a value": [
    "An inline table goes over several lines",
    "put it on one line, or make it a [table]",
  ],
  "Trailing comma is not permitted in an inline table": [
    "A comma follows the last member of an inline table",
    "delete the comma",
  ],
  [badEscape]: [
    "A lone backslash stands in a string",
    "use single quotes, which take backslashes as they are, or double each of them",
  ],
  "Leading zeros are not allowed": ["A number begins with a zero", "delete the zero, or put the value in quotes"],
  "Control characters (codes < 0x1f and 0x7f) are not allowed": ["A control character stands here", "delete it"],
};

const unexpected: Words = ["TOML does not allow this here", "strings take quotes; look for what is missing before it"];

const badValue: Words = [
  "This is no value as TOML writes it",
  "strings take quotes; otherwise write true, false or a number",
];

const missingValue: Words = ["The key has no value", "add a value; strings take quotes"];

const duplicateMessage = "Defining a key multiple times is invalid";

function readToml(text: string): Reading {
  const deepAt = tooDeepAt(text, "toml");
  if (deepAt !== undefined) return failed(tooDeep(deepAt));
  try {
    return readingOf(tomlTreeOf(text, "1.0"), text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const problem = mistakeOf(error, text);
    const before = tablesBefore(text, error.index);
    return { root: before?.root, comments: before?.comments ?? [], problems: [problem] };
  }
}

/**
 * The tables before the one with the error. That they are complete is proved by parsing: text cut inside of a string or
 * an array is no TOML.
 */
function tablesBefore(text: string, offset: number): Reading | undefined {
  const headers = [...text.slice(0, offset).matchAll(/^[ \t]*\[/gm)];
  // A line that begins with [ can be part of an array; then the header before it may do.
  for (const { index } of headers.slice(-3).reverse()) {
    if (index === 0) return undefined;
    try {
      return readingOf(tomlTreeOf(text.slice(0, index), "1.0"), text);
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
    }
  }
  return undefined;
}

function readingOf(ast: AST.TOMLProgram, text: string): Reading {
  const [{ body }] = ast.body;
  const root = newTable({ start: 0, end: text.length });
  const elements: Element[] = [];
  const tree: Tree = { text, elements, deepAt: undefined };
  for (const [i, part] of body.entries()) {
    if (part.type === "TOMLKeyValue") {
      addValue(tree, root, part, []);
    } else {
      const { resolvedKey: path } = part;
      const span = spanOf(part.range);
      // Tables come last in a file, and each lasts until the next.
      elements.push({ ...span, reach: body[i + 1]?.range[0] ?? text.length, path });
      if (path.length > maxDepth) tree.deepAt ??= span.start;
      const table = addTable(root, keysOf(part.key), span, part.kind === "array");
      for (const member of part.body) addValue(tree, table, member, path);
    }
  }
  if (tree.deepAt !== undefined) return failed(tooDeep(tree.deepAt));
  const comments = ast.comments.map(({ range }) => commentSpan(text, range));
  return { root: finished(root), comments: ownComments(text, comments, elements), problems: [] };
}

/** What is gathered on the way through the text. */
interface Tree {
  readonly text: string;
  readonly elements: Element[];
  deepAt: number | undefined;
}

function addValue(tree: Tree, table: Table, source: AST.TOMLKeyValue, base: Path): void {
  const keys = keysOf(source.key);
  const span = spanOf(source.range);
  const path = [...base, ...keys.map(({ key }) => key)];
  if (path.length > maxDepth) {
    tree.deepAt ??= span.start;
    return;
  }
  tree.elements.push({ ...span, reach: span.end, path });
  const last = keys.at(-1)!;
  addMember(tableFor(table, keys.slice(0, -1), span), last, valueOf(tree, source.value, path), span);
}

function valueOf(tree: Tree, source: AST.TOMLContentNode, path: Path): Value {
  const span = spanOf(source.range);
  switch (source.type) {
    case "TOMLInlineTable": {
      const table = newTable(span);
      for (const member of source.body) addValue(tree, table, member, path);
      return table;
    }
    case "TOMLArray": {
      const items = source.elements.map((element, i): Value => {
        const at = [...path, i];
        const place = spanOf(element.range);
        tree.elements.push({ ...place, reach: place.end, path: at });
        return valueOf(tree, element, at);
      });
      return { kind: "list", span, items };
    }
    default:
      return { kind: "scalar", span, value: scalarOf(source, tree.text.slice(span.start, span.end)) };
  }
}

function scalarOf(source: AST.TOMLValue, raw: string): ScalarNode["value"] {
  switch (source.kind) {
    case "integer":
      return Number.isSafeInteger(source.value) ? source.value : source.bigint;
    case "string":
    case "float":
    case "boolean":
      return source.value;
    default:
      return raw;
  }
}

function keysOf({ keys }: AST.TOMLKey): [Key, ...Key[]] {
  return keys.map((key) => ({
    key: key.type === "TOMLBare" ? key.name : key.value,
    span: spanOf(key.range),
  })) as [Key, ...Key[]];
}

function mistakeOf({ message, index }: ParseError, text: string): Problem {
  if (message === duplicateMessage) {
    const key = /[\w-]+|"[^"\n]*"?|'[^'\n]*'?/y;
    key.lastIndex = index;
    const raw = key.exec(text)?.[0] ?? "";
    return duplicateKey(raw.replaceAll(/^["']|["']$/g, ""), { start: index, end: index + raw.length });
  }
  const template = templateProblem(text, index);
  if (template) return template;
  const start = Math.min(index, text.length);
  const contentEnd = text.slice(0, start).trimEnd().length;
  // Where something is missing, the library stands at what follows, which may be lines further down.
  const isPastLine = start === text.length || /[\r\n]/.test(text.slice(contentEnd, start + 1));
  const gap = { start: contentEnd, end: contentEnd };
  if (isPastLine && text[contentEnd - 1] === "=") return syntaxProblem(gap, missingValue);
  const [word] = /^[\w.+-]+/.exec(text.slice(start)) ?? [];
  if (word !== undefined && mistakes[message] === undefined && /=[ \t]*$/.test(text.slice(0, start))) {
    return syntaxProblem({ start, end: start + word.length }, badValue);
  }
  const words = mistakes[message] ?? unexpected;
  if (message === badEscape) return syntaxProblem({ start: text.lastIndexOf("\\", start), end: start }, words);
  const isMissing = start === text.length || /^(?:Unterminated|Expected|The key, equals sign)/.test(message);
  return syntaxProblem(isPastLine && isMissing ? gap : { start, end: start + 1 }, words);
}

function syntaxProblem(span: Span, [message, hint]: Words): Problem {
  return { code: "syntax", span, message, hint };
}

function commentSpan(text: string, [start, end]: readonly [number, number]): Span {
  return { start, end: text[end - 1] === "\r" ? end - 1 : end };
}

function spanOf([start, end]: readonly [number, number]): Span {
  return { start, end };
}
