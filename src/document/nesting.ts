import type { Syntax } from "./document.ts";
import { maxDepth } from "./reading.ts";

/**
 * Offset of the first bracket nested deeper than is read, in the syntaxes whose libraries recurse. Knows strings and
 * comments just as far as that takes.
 */
export function tooDeepAt(text: string, syntax: Extract<Syntax, "json5" | "toml">): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "{" || char === "[") {
      if (++depth > maxDepth) return i;
    } else if (char === "}" || char === "]") {
      depth = Math.max(0, depth - 1);
    } else if (char === '"' || char === "'") {
      i = endOfString(text, i, char, syntax) - 1;
    } else if (isLineComment(text, i, syntax)) {
      i = endBefore(text, i, "\n") - 1;
    } else if (syntax === "json5" && char === "/" && text[i + 1] === "*") {
      i = endBefore(text, i + 2, "*/");
    }
  }
  return undefined;
}

function isLineComment(text: string, at: number, syntax: Syntax): boolean {
  return syntax === "toml" ? text[at] === "#" : text[at] === "/" && text[at + 1] === "/";
}

function endOfString(text: string, start: number, quote: string, syntax: Syntax): number {
  const long = syntax === "toml" && text.startsWith(quote.repeat(3), start);
  const closing = long ? quote.repeat(3) : quote;
  const escapes = syntax === "json5" || quote === '"';
  for (let i = start + closing.length; i < text.length; i++) {
    const char = text[i];
    if (char === "\\" && escapes) i++;
    else if (char === quote && text.startsWith(closing, i)) return i + closing.length;
    else if (char === "\n" && !long) return i;
  }
  return text.length;
}

/** `indexOf`, by hand: V8 moves that out of the branch it stands in, and then runs it for every character. */
function endBefore(text: string, from: number, needle: string): number {
  let at = from;
  while (at < text.length && !text.startsWith(needle, at)) at++;
  return at;
}
