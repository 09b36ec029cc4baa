import type { ArrayNode, Member, Node, ObjectNode, Problem, ScalarNode, Span } from "./document.ts";
import { elementsUnder, ownComments } from "./comments.ts";
import { bracketAt, lacksBrace, likelyUnclosed } from "./json-brackets.ts";
import { strictJson } from "./json-strict.ts";
import { jsonTokens } from "./json-tokens.ts";
import type { Flaw, JsonToken } from "./json-tokens.ts";
import { markDuplicates, quoted } from "./members.ts";
import type { Parser } from "./parse.ts";
import { emptyProblem, failed, maxDepth, parserWith, readWithin, tooDeep } from "./reading.ts";
import type { Reading } from "./reading.ts";
import { templateAt, templateProblem } from "./template.ts";

const maxLength = 64 * 1024 * 1024;

/** The parser of JSON as people write it: comments, trailing commas and mistakes are marked, and all else is kept. */
export function parserOf(syntax: "json" | "jsonc"): Parser {
  return parserWith(syntax, (text) => readWithin(maxLength, text, readFile));
}

/** What is wrong, and what to do. */
type Words = readonly [message: string, hint: string];

const flaws: Readonly<Record<Exclude<Flaw, "template">, Words>> = {
  "unclosed-string": ["The string has no closing quote", 'Add the missing " before the end of the line'],
  "unclosed-comment": ["The comment is not closed", "add */ where it ends"],
  backslash: ["A lone backslash stands in a string", 'double it: "C:\\\\Users\\\\me"'],
  "control-character": ["A string holds a tab or another control character", "write it as an escape, a tab as \\t"],
  "single-quotes": ["JSON knows no single quotes", 'Use " around every key and every string'],
  "curly-quotes": ["Curly quotes are no quotes in JSON", 'Replace every one of them by a straight "'],
  "escaped-quotes": ["Quotes are escaped outside of a string", 'write " instead of \\"'],
  number: ["This is not a number as JSON writes it", "write it in plain digits, or in quotes"],
  "hash-comment": ["# does not start a comment in JSON", "delete the comment"],
  "invisible-character": ["An invisible character stands here", "delete it, or type a normal space instead"],
};

/** Flaws that come in dozens; one report tells all. */
const reportedOnce: ReadonlySet<string> = new Set<Flaw | "key">([
  "single-quotes",
  "curly-quotes",
  "escaped-quotes",
  "hash-comment",
  "invisible-character",
  "template",
  "key",
]);

const lostBrace: Words = ["The file does not begin with {", "put { before the first key and } after the last value"];
const lostBraces: Words = [
  "The file has lost all its braces",
  "put { and } around the whole, and around what belongs to each key",
];

const meant: Readonly<Record<string, ScalarNode["value"]>> = {
  True: true,
  TRUE: true,
  False: false,
  FALSE: false,
  None: null,
  nil: null,
  undefined: null,
  NULL: null,
  Null: null,
};

/** With text before its first brace a file is read from that brace on, and one problem tells of the text. */
function readFile(text: string): Reading {
  const root = strictJson(text);
  if (root) return { root, comments: [], problems: [] };
  const stray = strayLine(text);
  if (!stray) return readJson(text);
  const brace = text.indexOf("{", stray.start);
  const before = text.slice(0, stray.start) + " ".repeat(brace - stray.start);
  const reading = readJson(before + text.slice(brace));
  const template = templateProblem(text, stray.start);
  const words: Words = ["Text stands before the { with which the file should begin", "delete what stands before {"];
  return { ...reading, problems: template ? [template] : [problem(stray, words), ...reading.problems] };
}

/** The first line of what is neither a comment nor JSON, where a brace follows that no key leads to. */
function strayLine(text: string): Span | undefined {
  const start = /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*/.exec(text)![0].length;
  const brace = text.indexOf("{", start);
  if (brace === -1 || /["'“‘\\#<{[]/.test(text[start]!)) return undefined;
  const before = text.slice(start, brace).trimEnd();
  if (before.endsWith(":") || /^[\w.-]+\s*=$/.test(before)) return undefined;
  return { start, end: start + before.split(/\r?\n/, 1)[0]!.length };
}

function readJson(text: string): Reading {
  const mistakes: Problem[] = [];
  const others: Problem[] = [];
  const reported = new Set<string>();
  let template: Problem | undefined;
  /** Number of tokens read, and where the last mistake was: what comes right after one is its consequence. */
  let index = 0;
  let mistakeAt = -2;
  let depth = 0;
  let deepAt: number | undefined;
  /** A bracket too many or too few was found; what else does not match follows from it. */
  let unbalanced = false;
  let missingBrace: boolean | undefined;
  /** The whole text is read for it, once. */
  const lacksOne = (): boolean => {
    missingBrace ??= lacksBrace(text);
    return missingBrace;
  };
  const open = { "{": 0, "[": 0 };

  const tokens = jsonTokens(text, (flaw, span) => {
    if (flaw === "template") template ??= templateAt(span);
    else if (!reported.has(flaw)) mistakes.push(problem(span, flaws[flaw]));
    if (reportedOnce.has(flaw)) reported.add(flaw);
    mistakeAt = index;
  });
  let token = tokens.next();
  let previousEnd = 0;

  const advance = (): void => {
    previousEnd = token.end;
    index++;
    token = tokens.next();
  };

  const at = (kind: JsonToken["kind"]): boolean => token.kind === kind;

  const isConsequence = (): boolean => index - mistakeAt <= 1;

  const mistake = (span: Span, words: Words): void => {
    if (!isConsequence()) mistakes.push(problem(span, words));
    mistakeAt = index;
  };

  const enter = (bracket: "{" | "["): void => {
    open[bracket]++;
    if (++depth <= maxDepth) {
      advance();
    } else {
      // The rest is not read: everything open sees the end of the file.
      deepAt = token.start;
      token = { kind: "end", start: token.start, end: token.start, value: null };
    }
  };

  const leave = (bracket: "{" | "[", closed: boolean): number => {
    depth--;
    open[bracket]--;
    if (closed) advance();
    return previousEnd;
  };

  /**
   * At a token that ends the container, or not. `typo`: the wrong bracket, but meant for this one. `outer`: it closes
   * something further out.
   */
  const closing = (bracket: "{" | "[", start: number): "no" | "closed" | "typo" | "outer" => {
    const [right, wrong, other] = bracket === "{" ? (["}", "]", "["] as const) : (["]", "}", "{"] as const);
    if (token.kind === right) return "closed";
    if (token.kind === "end") {
      if (deepAt === undefined && !isConsequence() && !unbalanced) {
        const span = likelyUnclosed(text) ?? bracketAt(start);
        mistake(span, neverClosed(text, span));
      }
      unbalanced = true;
      return "outer";
    }
    if (token.kind !== wrong) return "no";
    const isOuter = open[other] > 0;
    mistake(token, [
      `${wrong} stands where ${right} is expected`,
      isOuter ? `add ${right} before it, or write ${right} in its place` : `write ${right} in its place`,
    ]);
    unbalanced = true;
    return isOuter ? "outer" : "typo";
  };

  const trailingComma = (comma: JsonToken): void => {
    others.push({
      code: "trailing-comma",
      span: { start: comma.start, end: comma.end },
      message: "A comma follows the last element",
      hint: "delete the comma",
    });
  };

  const skipTemplates = (): void => {
    while (token.kind === "template") advance();
  };

  const atKey = (): boolean => (token.kind === "scalar" || token.kind === "word") && precedesColon(text, token.end);

  const value = (): Node | undefined => {
    const { kind, start, end, value } = token;
    switch (kind) {
      case "{":
        return object();
      case "[":
        return array();
      case "word": {
        const word = String(value);
        const known = meant[word];
        mistake(token, [
          known === undefined ? "A value stands here without quotes" : `JSON does not know ${word}`,
          known === undefined ? 'put it in "quotes"' : `write ${String(known)}`,
        ]);
        advance();
        return { kind: "scalar", span: { start, end }, value: known === undefined ? word : known };
      }
      case "scalar":
      case "template":
        advance();
        return { kind: "scalar", span: { start, end }, value };
      default:
        return undefined;
    }
  };

  // Lists that have grown keep room for more, many times what most of them hold; their copies do not.
  const object = (): ObjectNode => {
    const { start } = token;
    enter("{");
    const members: Member[] = [];
    const end = readMembers(members, start);
    return { kind: "object", span: { start, end }, members: members.slice() };
  };

  /** Reads up to the closing brace, and returns the offset after it. */
  const readMembers = (members: Member[], start: number): number => {
    let comma: JsonToken | undefined;
    for (;;) {
      skipTemplates();
      const close = closing("{", start);
      if (close !== "no") {
        if (comma && close === "closed") trailingComma(comma);
        markDuplicates(members, others);
        return leave("{", close !== "outer");
      }
      if (token.kind === ",") {
        mistake(token, ["A comma stands here without a member before it", "delete the comma"]);
        advance();
        continue;
      }
      readMember(members);
      skipTemplates();
      comma = commaAfter("member");
    }
  };

  const readMember = (members: Member[]): void => {
    const { kind, start, end, value: name } = token;
    const isKey = atKey();
    if (!isKey && !(kind === "scalar" && typeof name === "string")) {
      mistake(
        token,
        at("{")
          ? [
              "A { stands here without a key before it",
              lacksOne()
                ? 'delete it, or write "key": before it and add the } that it then lacks'
                : 'write "key": before it, or delete it and the } that is then left over',
            ]
          : ["A key in quotes is expected here", 'Write "key": value'],
      );
      unbalanced ||= at("{") || at("[");
      const stray = value();
      if (stray === undefined) advance();
      // A brace too many: what it holds was meant for here.
      else if (stray.kind === "object") for (const member of stray.members) members.push(member);
      return;
    }
    if (kind === "word" || typeof name !== "string") {
      if (!reported.has("key")) mistake(token, ["The key has no quotes", 'Put every key in "quotes"']);
      reported.add("key");
    }
    const key = typeof name === "string" ? name : text.slice(start, end);
    advance();
    const node = valueOf(key, isKey);
    if (node) members.push({ key, keySpan: { start, end }, value: node, span: { start, end: node.span.end } });
  };

  /** The value after a key, across a colon that is there, missing or mistyped. */
  const valueOf = (key: string, isKey: boolean): Node | undefined => {
    const colon = token;
    if (at(":")) {
      advance();
    } else if (token.kind === "word" && /^(?:=|=>|:=)$/.test(String(token.value))) {
      mistake(token, ["A key and its value are divided by a colon", "write : instead"]);
      advance();
      if (at(":")) advance();
    } else if ((at(",") || at("}") || at("end") || atKey()) && !isKey) {
      mistake({ start: previousEnd, end: previousEnd }, [`The key ${quoted(key)} has no value`, "add : and a value"]);
      return undefined;
    } else if (key.endsWith(":")) {
      const span = { start: previousEnd - 2, end: previousEnd };
      mistake(span, ["The colon stands inside of the quotes of the key", "put it behind the quote"]);
    } else {
      mistake({ start: previousEnd, end: previousEnd }, ["A colon is missing after the key", "add : before the value"]);
    }
    const node = value();
    if (node) return node;
    mistake(colon, [`The key ${quoted(key)} has no value`, "add a value after the colon"]);
    if (!at(":")) return undefined;
    advance();
    return value();
  };

  const array = (): ArrayNode => {
    const { start } = token;
    enter("[");
    const items: Node[] = [];
    let comma: JsonToken | undefined;
    for (;;) {
      skipControlTags();
      const close = closing("[", start);
      if (close !== "no") {
        if (comma && close === "closed") trailingComma(comma);
        const end = leave("[", close !== "outer");
        return { kind: "array", span: { start, end }, items: items.slice() };
      }
      if (open["{"] > 0 && at("scalar") && atKey()) {
        mistake(bracketAt(start), neverClosed(text, bracketAt(start)));
        unbalanced = true;
        return { kind: "array", span: { start, end: leave("[", false) }, items };
      }
      const item = value();
      if (item) {
        items.push(item);
      } else {
        mistake(token, ["An item is expected here", `delete the ${token.kind}`]);
        advance();
        continue;
      }
      skipTemplates();
      comma = commaAfter("item");
    }
  };

  /** In an array a tag may be an item or steer the ones around it; what engines steer with has a word of theirs. */
  const skipControlTags = (): void => {
    while (token.kind === "template" && /^\{(?:[%#]|\{-? *(?:if|else|end|range|with)\b)/.test(String(token.value))) {
      advance();
    }
  };

  const commaAfter = (what: "member" | "item"): JsonToken | undefined => {
    if (token.kind === ",") {
      const comma = token;
      advance();
      return comma;
    }
    if (token.kind !== "}" && token.kind !== "]" && token.kind !== "end") {
      mistake({ start: previousEnd, end: previousEnd }, [`A comma is missing after this ${what}`, "add the comma"]);
    }
    return undefined;
  };

  /** The whole file: a value, or members whose braces are missing or closed too early. */
  const file = (): Node | undefined => {
    while (at("template") && !endsAfter(text, token.end)) advance();
    if (atKey()) {
      mistake(token, isWithoutBraces(text) ? lostBraces : lostBrace);
      const { start } = token;
      const members: Member[] = [];
      readLooseMembers(members);
      return { kind: "object", span: { start, end: previousEnd }, members };
    }
    const node = value();
    skipTemplates();
    if (at("end")) return node;
    if (node === undefined) mistake(token, ["A value is expected here", "begin the file with {"]);
    else mistake(token, ["Text follows after the end of the value", "delete it, or the closing bracket before it"]);
    if (node?.kind !== "object") return node;
    const members = [...node.members];
    readLooseMembers(members);
    return { ...node, members, span: { start: node.span.start, end: members.at(-1)?.span.end ?? node.span.end } };
  };

  const readLooseMembers = (members: Member[]): void => {
    const known = members.length;
    while (!at("end")) {
      if (atKey()) readMember(members);
      else if (value() === undefined) advance();
    }
    if (members.length > known) markDuplicates(members, others);
  };

  const root = file();
  if (deepAt !== undefined) return failed(tooDeep(deepAt));
  if (root === undefined && mistakes.length === 0 && template === undefined) others.push(emptyProblem(text));
  const { comments: spans } = tokens;
  const comments = spans.length === 0 ? [] : ownComments(text, spans, elementsUnder(text, root, []));
  const marks = spans.map((span) => commentAt(span));
  if (mistakes.length > 0) template ??= templateProblem(text, mistakes[0]!.span.start);
  const problems = template ? [template, ...marks] : [...mistakes, ...others, ...marks];
  return { root, comments, problems };
}

function endsAfter(text: string, offset: number): boolean {
  return text.slice(offset).trim() === "";
}

/** One key leads to the next, and nothing holds them together. */
function isWithoutBraces(text: string): boolean {
  return !text.includes("{") && /:\s*"[^"\n]*"\s*:/.test(text);
}

function neverClosed(text: string, { start }: Span): Words {
  return ["This bracket is never closed", `add ${text[start] === "{" ? "}" : "]"} where its content ends`];
}

function problem({ start, end }: Span, [message, hint]: Words): Problem {
  return { code: "syntax", span: { start, end }, message, hint };
}

function commentAt(span: Span): Problem {
  return { code: "comment", span, message: "JSON has no comments", hint: "delete the comment" };
}

function precedesColon(text: string, end: number): boolean {
  let at = end;
  while (" \t\r\n".includes(text.charAt(at) || ":")) at++;
  return text.charAt(at) === ":";
}
