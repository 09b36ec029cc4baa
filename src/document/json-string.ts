import { oncePerText } from "../once-per.ts";

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Offset of the first backslash that begins no escape, in a string without its quotes. */
export function loneBackslash(raw: string): number | undefined {
  if (!raw.includes("\\")) return undefined;
  return /\\(?!["'\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(raw.replaceAll("\\\\", "##"))?.index;
}

/**
 * The value of a string without its quotes. Where one backslash begins no escape, none was meant to: in
 * "C:\Users\me\files" the \f is no form feed.
 */
export function unescaped(raw: string): string {
  if (loneBackslash(raw) !== undefined) return raw.replaceAll(/\\(["'\\/])/g, "$1");
  return raw.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, char: string) =>
    code === undefined ? (escapes[char] ?? char) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const short = oncePerText((text) => text);
const SHORT = 12;

/** Keys and short values are the same in file after file, and held once. A longer one would hold its whole file in memory. */
export function heldOnce(value: string): string {
  return value.length <= SHORT ? short(value) : value;
}
