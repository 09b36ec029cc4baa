import { maxDepth } from "./reading.ts";

/**
 * Offset of the first bracket nested deeper than is read, in the syntaxes whose libraries recurse. Knows strings and
 * comments just as far as that takes.
 */
export function tooDeepAt(text: string, syntax: "json5" | "toml"): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === "{" || char === "[") {
      if (++depth > maxDepth) return i;
    } else if (char === "}" || char === "]") {
      depth = Math.max(0, depth - 1);
    } else if (char === '"' || char === "'") {
      i = endOfString(text, i, char, syntax) - 1;
    } else if (char === "#" && syntax === "toml") {
      i = indexAfter(text, "\n", i) - 1;
    } else if (char === "/" && syntax === "json5") {
      const next = text.charAt(i + 1);
      if (next === "/") i = indexAfter(text, "\n", i) - 1;
      else if (next === "*") i = indexAfter(text, "*/", i + 2) - 1;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number, quote: string, syntax: "json5" | "toml"): number {
  const long = syntax === "toml" && text.startsWith(quote.repeat(3), start);
  const closing = long ? quote.repeat(3) : quote;
  const escapes = syntax === "json5" || quote === '"';
  for (let i = start + closing.length; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === "\\" && escapes) i++;
    else if (char === quote && text.startsWith(closing, i)) return i + closing.length;
    else if (char === "\n" && !long) return i;
  }
  return text.length;
}

function indexAfter(text: string, needle: string, from: number): number {
  const found = text.indexOf(needle, from);
  return found === -1 ? text.length : found + needle.length;
}
