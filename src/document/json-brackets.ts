import type { Span } from "./document.ts";
import { jsonTokens } from "./json-tokens.ts";

/**
 * The bracket that lacks its closing one, judged by the indentation: the first whose closing bracket, alone on its line,
 * is indented differently belongs to another.
 */
export function likelyUnclosed(text: string): Span | undefined {
  const open: { readonly start: number; readonly indent: string }[] = [];
  const tokens = jsonTokens(text, () => {});
  let lineStart = 0;
  let lineEnd = text.indexOf("\n");
  let indentEnd = endOfBlanks(text, 0);
  for (let token = tokens.next(); token.kind !== "end"; token = tokens.next()) {
    while (lineEnd !== -1 && lineEnd < token.start) {
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf("\n", lineStart);
      indentEnd = endOfBlanks(text, lineStart);
    }
    // Two tabs are not two spaces, where a file has both.
    const indent = text.slice(lineStart, indentEnd);
    if (token.kind === "{" || token.kind === "[") {
      open.push({ start: token.start, indent });
    } else if (token.kind === "}" || token.kind === "]") {
      const opener = open.pop();
      if (opener && token.start === indentEnd && indent !== opener.indent) return bracketAt(opener.start);
    }
  }
  const innermost = open.at(-1);
  return innermost && bracketAt(innermost.start);
}

/** Whether more braces are opened than closed. */
export function lacksBrace(text: string): boolean {
  let open = 0;
  const tokens = jsonTokens(text, () => {});
  for (let token = tokens.next(); token.kind !== "end"; token = tokens.next())
    open += token.kind === "{" ? 1 : token.kind === "}" ? -1 : 0;
  return open > 0;
}

export function bracketAt(start: number): Span {
  return { start, end: start + 1 };
}

function endOfBlanks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === " " || text.charAt(at) === "\t") at++;
  return at;
}
