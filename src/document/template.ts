import type { Problem, Span } from "./document.ts";

const tag = /\{\{[^\n"{}][^\n]{0,300}?\}\}|\{%[^\n]{1,300}?%\}|<%[^\n]{1,300}?%>/;
const tagAlone = /^[ \t]*(?:\{\{[^\n"{}][^\n]{0,300}?\}\}|\{%[^\n]{1,300}?%\})/m;
const nix =
  /\$\{(?:pkgs|lib|config|inputs|self|builtins)\.|=[ \t]*''\r?$|^[ \t]*(?:with [\w.]+;|let[ \t]*\r?$|\{[\w ,.?]*\}:[ \t]*\r?$|\}:[ \t]*let\b)/m;

/**
 * The problem of a text that has a syntax error at `offset` because it is a template or a Nix expression: a tag on the
 * same line, or one that has a line to itself. Undefined where nothing looks like it; a tag inside a string may be
 * meant for the program that reads the file.
 */
export function templateProblem(text: string, offset: number): Problem | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = text.indexOf("\n", offset);
  const onLine = tag.exec(text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd));
  if (onLine) return templateAt(spanOf(onLine, lineStart));
  const alone = tagAlone.exec(text);
  if (alone) return templateAt(spanOf(alone));
  const expression = nix.exec(text);
  if (!expression) return undefined;
  return {
    code: "template",
    span: spanOf(expression),
    message: "This is a Nix expression, not the file it makes",
    hint: "lint the file that Nix writes, and change this source by hand",
  };
}

/** The problem of a template tag at a known place. */
export function templateAt(span: Span): Problem {
  return {
    code: "template",
    span,
    message: "This is a template, not the file it makes",
    hint: "lint the rendered file (of chezmoi, Jinja or whatever renders it), and change this source by hand",
  };
}

function spanOf(match: RegExpExecArray, offset = 0): Span {
  const start = offset + match.index;
  return { start, end: start + match[0].length };
}
