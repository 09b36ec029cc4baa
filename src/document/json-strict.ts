import type { Member, Node, ObjectNode, ScalarNode, Span } from "./document.ts";
import { heldOnce } from "./json-string.ts";
import { hasRepeated } from "./members.ts";
import { maxDepth } from "./reading.ts";

/**
 * The value of a text that is JSON to the letter, without comments, repeated keys, template tags or depths that nobody writes; undefined
 * for any other. Nearly all files are, and take a third of the time that the parser of everything else needs.
 */
export function strictJson(text: string): Node | undefined {
  let at = 0;
  let depth = 0;

  /** The code of the next character that is no blank, NaN at the end. */
  const peek = (): number => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== space && code !== lineFeed && code !== carriageReturn && code !== tab) return code;
      at++;
    }
  };

  const scalar = (start: number, value: ScalarNode["value"]): ScalarNode => {
    return { kind: "scalar", span: { start, end: at }, value };
  };

  const value = (): Node => {
    switch (peek()) {
      case openBrace:
        return object();
      case openBracket:
        return array();
      case quote: {
        const start = at;
        return scalar(start, string());
      }
      default:
        return literal();
    }
  };

  const object = (): ObjectNode => {
    const start = enter();
    const members: Member[] = [];
    if (peek() !== closeBrace) {
      do {
        if (peek() !== quote) throw notStrict;
        const keySpan: Span & { end: number } = { start: at, end: at };
        const key = string();
        keySpan.end = at;
        if (peek() !== colon) throw notStrict;
        at++;
        const node = value();
        members.push({ key, keySpan, value: node, span: { start: keySpan.start, end: node.span.end } });
      } while (isNext(comma));
    }
    leave(closeBrace);
    if (hasRepeated(members)) throw notStrict;
    return { kind: "object", span: { start, end: at }, members: members.slice() };
  };

  const array = (): Node => {
    const start = enter();
    const items: Node[] = [];
    if (peek() !== closeBracket) {
      do items.push(value());
      while (isNext(comma));
    }
    leave(closeBracket);
    return { kind: "array", span: { start, end: at }, items: items.slice() };
  };

  const isNext = (code: number): boolean => {
    if (peek() !== code) return false;
    at++;
    return true;
  };

  const enter = (): number => {
    if (++depth > maxDepth) throw notStrict;
    return at++;
  };

  const leave = (bracket: number): void => {
    if (!isNext(bracket)) throw notStrict;
    depth--;
  };

  const string = (): string => {
    const start = at++;
    let isEscaped = false;
    for (;;) {
      const code = text.charCodeAt(at++);
      if (code === quote) break;
      // A control character, or the end of the text.
      if (!(code >= space)) throw notStrict;
      if (code === backslash) {
        isEscaped = true;
        at++;
      }
    }
    const value = isEscaped ? unescaped(text.slice(start, at)) : text.slice(start + 1, at - 1);
    if (value.includes("{{")) throw notStrict;
    return heldOnce(value);
  };

  const literal = (): ScalarNode => {
    const start = at;
    plainValue.lastIndex = at;
    const written = plainValue.exec(text)?.[0];
    if (written === undefined) throw notStrict;
    at += written.length;
    const value: ScalarNode["value"] = JSON.parse(written);
    if (typeof value === "number" && !Number.isSafeInteger(value) && !/[.eE]/.test(written)) throw notStrict;
    return scalar(start, value);
  };

  try {
    const root = value();
    return Number.isNaN(peek()) ? root : undefined;
  } catch (error) {
    if (error === notStrict) return undefined;
    throw error;
  }
}

/** Thrown from any depth. */
const notStrict = new Error("not JSON to the letter");

function unescaped(quoted: string): string {
  try {
    return JSON.parse(quoted);
  } catch {
    throw notStrict;
  }
}

/** Followed by what may follow a value. */
const plainValue = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=[\s,\]}]|$)/y;

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const quote = 34;
const comma = 44;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
