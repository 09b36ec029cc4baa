import { Composer, Parser as CstParser, isAlias, isCollection, isMap, isScalar, isSeq } from "yaml";
import type { Alias, CST, Pair, YAMLMap, YAMLParseError, YAMLSeq } from "yaml";
import { elementsUnder, ownComments } from "./comments.ts";
import type { ArrayNode, Member, Node, ObjectNode, Problem, ScalarNode, Span } from "./document.ts";
import { markDuplicates } from "./members.ts";
import type { Parser } from "./parse.ts";
import { failed, maxDepth, parserWith, readWithin, tooDeep } from "./reading.ts";
import type { Reading } from "./reading.ts";
import { templateProblem } from "./template.ts";

const maxLength = 256 * 1024;

/** Nodes that all aliases of a file together may stand for; beyond it they are read as null. */
const maxAliased = 100_000;

/** YAML 1.2. Of several documents in a file, the first. A file with nothing in it has no root and no problem. */
export const parse: Parser = parserWith("yaml", readYaml);

export function readYaml(text: string): Reading {
  return readWithin(maxLength, text, compose);
}

/** One is shown; composing many takes long, for each holds a stack trace. */
const enoughErrors = 10;

type Words = readonly [message: string, hint: string];

/** Syntax errors by the library's code; what is not here gets the general words. */
const mistakes: Readonly<Partial<Record<YAMLParseError["code"], Words>>> = {
  BAD_ALIAS: ["The alias or anchor has no usable name", "name it in letters, or put the text in quotes"],
  BAD_DIRECTIVE: ["This is no YAML directive", "put the text in quotes, or delete the line"],
  BAD_DQ_ESCAPE: ["An unknown escape stands in a string", "double the backslash, or use single quotes"],
  BAD_INDENT: ["The indentation fits no level above", "align the line with the others of its level"],
  BAD_SCALAR_START: ["A value cannot start with this character", "put the value in quotes"],
  BLOCK_AS_IMPLICIT_KEY: [
    "A mapping stands where only a value can",
    "put it on lines of its own, or put the value in quotes",
  ],
  BLOCK_IN_FLOW: ["An indented block stands inside of brackets", "write it in brackets as well"],
  MISSING_CHAR: [
    "A quote, a bracket, a comma or a blank is missing",
    "close what was opened before, and put a blank after : and -",
  ],
  MULTILINE_IMPLICIT_KEY: ["A key or a colon is missing on one of these lines", "write every line as key: value"],
  TAB_AS_INDENT: ["A tab is used for indentation", "indent with spaces, in the whole file"],
};

const unexpected: Words = ["YAML does not allow this here", "check quotes, brackets and the indentation of this line"];

function compose(text: string): Reading {
  const tokens = firstDocument(text);
  const { comments: spans, deepAt } = surveyed(tokens);
  if (deepAt !== undefined) return failed(tooDeep(deepAt));
  const composer = new Composer({
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
    resolveKnownTags: false,
  });
  const [document] = composer.compose(tokens, true, text.length);
  if (!document) return { root: undefined, comments: [], problems: [] };
  const { root, problems } = nodesOf(document.contents, text);
  const [error] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (error) problems.push(templateProblem(text, error.pos[0]) ?? mistakeOf(error, root, text));
  return { root, comments: ownComments(text, spans, elementsUnder(text, root, [], true)), problems };
}

function firstDocument(text: string): CST.Token[] {
  const tokens: CST.Token[] = [];
  let documents = 0;
  let errors = 0;
  for (const token of new CstParser().parse(text)) {
    if (token.type === "document" && ++documents > 1) break;
    tokens.push(token);
    if (token.type === "error" && ++errors >= enoughErrors) break;
  }
  return tokens;
}

/** Finds the comments, and nesting too deep for the library, without recursion. */
function surveyed(tokens: readonly CST.Token[]): { readonly comments: Span[]; readonly deepAt: number | undefined } {
  const comments: Span[] = [];
  const pending = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return { comments: [], deepAt: token.offset };
    if (token.type === "comment") {
      const { offset, source } = token;
      comments.push({ start: offset, end: offset + source.length - (source.endsWith("\r") ? 1 : 0) });
    }
    for (const inner of partsOf(token)) pending.push({ token: inner, depth: depth + ("items" in token ? 1 : 0) });
  }
  return { comments: comments.sort((a, b) => a.start - b.start), deepAt: undefined };
}

function partsOf(token: CST.Token): CST.Token[] {
  const lists: (readonly (CST.Token | null | undefined)[])[] = [];
  if ("items" in token) {
    for (const { start, key, sep, value } of token.items) lists.push(start, [key], sep ?? [], [value]);
  }
  if ("props" in token) lists.push(token.props);
  if ("value" in token) lists.push([token.value]);
  if ("start" in token && Array.isArray(token.start)) lists.push(token.start);
  if ("end" in token) lists.push(token.end ?? []);
  return lists.flat().filter((part) => part !== null && part !== undefined);
}

/** Turns the library's nodes into ours. Aliases share the members of what they stand for; nothing is copied. */
function nodesOf(contents: unknown, text: string): { readonly root: Node | undefined; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const anchored = new Map<string, Node>();
  const weights = new Map<Node, Weight>();
  let aliased = 0;
  let refused = false;
  let isTemplate = false;

  const nodeOf = (source: unknown, depth: number, fallback: number): Node => {
    if (isAlias(source)) return aliasOf(source, depth);
    const node = isMap(source)
      ? mapOf(source, depth)
      : isSeq(source)
        ? listOf(source, depth)
        : scalarOf(source, text, fallback);
    const anchor = isCollection(source) || isScalar(source) ? source.anchor : undefined;
    if (anchor === undefined) return node;
    const named = { ...node, anchor };
    anchored.set(anchor, named);
    return named;
  };

  const aliasOf = (source: Alias, depth: number): Node => {
    const span = spanOf(source.range, 0, text);
    const unresolved: Node = { kind: "scalar", span, value: null, alias: source.source };
    const target = anchored.get(source.source);
    if (!target) {
      problems.push({
        code: "syntax",
        span,
        message: "The alias has no anchor before it",
        hint: "define the anchor above this line and outside of the value it stands in",
      });
      return unresolved;
    }
    const { nodes, levels } = weightOf(target, weights);
    aliased += nodes;
    if (aliased > maxAliased || depth + levels > maxDepth) {
      if (!refused) problems.push(depth + levels > maxDepth ? tooDeep(span.start) : tooManyAliased(span));
      refused = true;
      return unresolved;
    }
    const { anchor: _, ...rest } = target;
    return { ...rest, span, alias: source.source };
  };

  const listOf = (source: YAMLSeq, depth: number): ArrayNode => {
    const span = spanOf(source.range, 0, text);
    const items = source.items.map((item) => nodeOf(item, depth + 1, span.start));
    return { kind: "array", span: { start: span.start, end: endOf(source, span, items.at(-1)) }, items };
  };

  const mapOf = (source: YAMLMap, depth: number): ObjectNode => {
    const range = spanOf(source.range, 0, text);
    const written: Member[] = [];
    const merged: (readonly Member[])[] = [];
    let { start } = range;
    let last: Member | undefined;
    for (const [i, pair] of source.items.entries()) {
      last = memberOf(pair, depth, last?.span.end ?? range.start);
      if (i === 0 && !source.flow) start = last.span.start;
      const sources = isMergeKey(pair) ? mergeable(last.value) : undefined;
      if (sources) for (const list of sources) merged.push(list);
      else written.push(last);
    }
    markDuplicates(written, problems);
    // The last of a name counts: of merged mappings the first wins, and what is written out wins over all.
    const inherited = merged.reverse().flatMap((list) => list.map((member) => ({ ...member, merged: true as const })));
    return { kind: "object", span: { start, end: endOf(source, range, last) }, members: [...inherited, ...written] };
  };

  const memberOf = ({ key, value }: Pair, depth: number, fallback: number): Member => {
    const keyNode = nodeOf(key, depth + 1, fallback);
    const { span: keySpan } = keyNode;
    const name = keyNode.kind === "scalar" ? String(keyNode.value ?? "") : text.slice(keySpan.start, keySpan.end);
    // {{ name }} without quotes is valid YAML: a mapping as the key of a mapping.
    if (isMap(key) && key.flow && !isTemplate) {
      const template = templateProblem(text, keySpan.start);
      if (template) problems.push(template);
      isTemplate = template !== undefined;
    }
    const node = nodeOf(value, depth + 1, keySpan.end);
    const span = { start: keySpan.start, end: Math.max(keySpan.end, node.span.end) };
    return { key: name, keySpan, value: node, span };
  };

  return { root: isNothing(contents) ? undefined : nodeOf(contents, 0, 0), problems };
}

/** The library lets a block go on over the blank lines and comments after it, and ends brackets that lack one too soon. */
function endOf(source: YAMLMap | YAMLSeq, range: Span, last: { readonly span: Span } | undefined): number {
  return source.flow ? Math.max(range.end, last?.span.end ?? 0) : Math.max(range.start, last?.span.end ?? range.end);
}

interface Weight {
  readonly nodes: number;
  readonly levels: number;
}

/** What an alias of this node adds to the tree that others walk. */
function weightOf(node: Node, known: Map<Node, Weight>): Weight {
  const before = known.get(node);
  if (before) return before;
  const inner =
    node.kind === "object" ? node.members.map(({ value }) => value) : node.kind === "array" ? node.items : [];
  let nodes = 1;
  let levels = 0;
  for (const child of inner) {
    const weight = weightOf(child, known);
    nodes += weight.nodes;
    levels = Math.max(levels, weight.levels + 1);
  }
  const weight = { nodes, levels };
  known.set(node, weight);
  return weight;
}

function tooManyAliased(span: Span): Problem {
  return {
    code: "too-large",
    span,
    message: `The aliases of this file stand for more than ${maxAliased} values`,
    hint: "write values out instead of nesting aliases",
  };
}

function scalarOf(source: unknown, text: string, fallback: number): ScalarNode {
  if (!isScalar(source)) return { kind: "scalar", span: { start: fallback, end: fallback }, value: null };
  const { start, end } = spanOf(source.range, fallback, text);
  const raw = text.slice(start, end).trimEnd();
  return { kind: "scalar", span: { start, end: start + raw.length }, value: valueOf(source.value, raw) };
}

function valueOf(value: unknown, raw: string): ScalarNode["value"] {
  if (typeof value === "number") {
    const exact = Number.isInteger(value) && !Number.isSafeInteger(value);
    const [, sign, digits] = (exact && /^([-+]?)(\d{1,400}|0x[\da-fA-F]{1,400}|0o[0-7]{1,400})$/.exec(raw)) || [];
    if (digits === undefined) return value;
    return sign === "-" ? -BigInt(digits) : BigInt(digits);
  }
  if (typeof value === "string" || typeof value === "boolean" || value === null || value === undefined)
    return value ?? null;
  return raw;
}

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.value === "<<" && key.type === "PLAIN";
}

/** The members of each mapping that `<<` names, or undefined where it names something else. */
function mergeable(value: Node): (readonly Member[])[] | undefined {
  const sources = value.kind === "array" ? value.items : [value];
  const lists = sources.map((source) => (source.kind === "object" ? source.members : undefined));
  return lists.every((list) => list !== undefined) ? lists : undefined;
}

function isNothing(contents: unknown): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && contents.source === "");
}

function mistakeOf({ code, pos }: YAMLParseError, root: Node | undefined, text: string): Problem {
  const start = Math.max(0, Math.min(pos[0], text.length));
  const quote = code === "MISSING_CHAR" ? unclosedQuote(root, start, text) : undefined;
  if (quote !== undefined) {
    return {
      code: "syntax",
      span: { start: quote, end: quote + 1 },
      message: "This quote is never closed",
      hint: "add the closing quote at the end of the value",
    };
  }
  const [message, hint] = mistakes[code] ?? unexpected;
  return { code: "syntax", span: { start, end: Math.max(start, Math.min(pos[1], text.length)) }, message, hint };
}

/** The library reports a quote that is missing where the text ends; the one that was opened says more. */
function unclosedQuote(root: Node | undefined, offset: number, text: string): number | undefined {
  let node = root;
  while (node && node.kind !== "scalar") {
    const inner: readonly Node[] = node.kind === "array" ? node.items : node.members.map(({ value }) => value);
    node = inner.findLast(({ span }) => span.start < offset);
  }
  if (!node) return undefined;
  const quote = text.charAt(node.span.start);
  const closed = node.span.end > node.span.start + 1 && text.charAt(node.span.end - 1) === quote;
  return (quote === '"' || quote === "'") && !closed ? node.span.start : undefined;
}

function spanOf(range: readonly number[] | null | undefined, fallback: number, text: string): Span {
  const start = Math.min(range?.[0] ?? fallback, text.length);
  return { start, end: Math.max(start, Math.min(range?.[1] ?? start, text.length)) };
}
