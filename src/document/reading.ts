import { decode } from "./decode.ts";
import type { Comment, Node, Problem, Syntax } from "./document.ts";
import type { Parser } from "./parse.ts";
import { styleOf } from "./style.ts";
import { withoutConflicts } from "./conflict.ts";

/** What a syntax makes of a text. */
export interface Reading {
  readonly root: Node | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** Levels of nesting that are read; people write less than ten, and stacks end at some thousands. */
export const maxDepth = 300;

const maxSyntaxProblems = 10;

/** Makes a parser of files out of a reader of text. */
export function parserWith(syntax: Syntax, read: (text: string) => Reading): Parser {
  return (file, content) => {
    const { text, encoding, bom, problems } = decode(content);
    const style = styleOf(text, encoding, bom);
    if (encoding === "binary") return { file, syntax, text, style, root: undefined, comments: [], problems };
    const reading = read(text);
    return { file, syntax, text, style, ...reading, problems: [...problems, ...reading.problems] };
  };
}

/**
 * Runs a reader with the precautions all of them need: a limit in UTF-16 units, merge conflicts, and whatever a library
 * throws. Problems come back in the order of the text.
 */
export function readWithin(limit: number, text: string, read: (text: string) => Reading): Reading {
  if (text.length > limit) return failed(tooLarge(limit));
  const resolved = withoutConflicts(text);
  const reading = readOrFail(resolved?.text ?? text, read);
  const problems = resolved === undefined ? reading.problems : [resolved.problem, ...reading.problems];
  return { ...reading, problems: inOrder(problems) };
}

/** A reading that gave nothing but a problem. */
export function failed(problem: Problem): Reading {
  return { root: undefined, comments: [], problems: [problem] };
}

export function emptyProblem(text: string): Problem {
  return {
    code: "empty",
    span: { start: 0, end: text.length },
    message: "The file is empty",
    hint: "write {} into it, or delete it",
  };
}

export function tooDeep(start: number): Problem {
  return {
    code: "too-deep",
    span: { start, end: start + 1 },
    message: `The nesting is deeper than ${maxDepth} levels`,
    hint: "take levels out; no client reads configs this deep",
  };
}

function tooLarge(limit: number): Problem {
  return {
    code: "too-large",
    span: { start: 0, end: 0 },
    message: `The file is larger than ${limit < 2 ** 20 ? `${limit / 1024} KB` : `${limit / 2 ** 20} MB`}`,
    hint: "keep the servers in a file of their own",
  };
}

function readOrFail(text: string, read: (text: string) => Reading): Reading {
  try {
    return read(text);
  } catch (error) {
    // Scans before parsing keep stacks shallow; this is for what they do not know of.
    if (error instanceof RangeError) return failed({ ...tooDeep(0), span: { start: 0, end: 0 } });
    return failed({
      code: "syntax",
      span: { start: 0, end: 0 },
      message: "The parser gave up on this file",
      hint: "check the file with the program that reads it, and report this as a bug of mcp-lint",
    });
  }
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  let syntax = 0;
  return problems
    .toSorted((a, b) => a.span.start - b.span.start)
    .filter((problem) => problem.code !== "syntax" || ++syntax <= maxSyntaxProblems);
}
