import { spanWithin } from "../document/span.ts";
import { oncePerText } from "../once-per.ts";
import type { Located } from "./entry.ts";
import type { Word } from "./launch.ts";

/** A piece of a string as a word. `value` is what the program is given, where that is not the piece itself. */
export function wordWithin(string: Located<string>, start: number, end: number, value?: string): Word {
  const { document, path, span: scalar } = string;
  const span = spanWithin(document, scalar, start, end);
  return { value: value ?? string.value.slice(start, end), document, path, span, scalar, start, end };
}

/** A whole string as one word. */
export function wordOf(string: Located<string>): Word {
  return wordWithin(string, 0, string.value.length);
}

/** A piece of a word: the host in `--host=0.0.0.0`. Spans the whole word where a shell has taken quotes away. */
export function partOf(word: Word, start: number, end: number = word.value.length): Word {
  const value = word.value.slice(start, end);
  if (word.end - word.start !== word.value.length) return { ...word, value };
  const [from, to] = [word.start + start, word.start + end];
  return { ...word, value, span: spanWithin(word.document, word.scalar, from, to), start: from, end: to };
}

/** `C:\Program Files\nodejs\NPX.CMD` and `/usr/bin/npx` are both `npx`. */
export function programName({ value }: Pick<Word, "value">): string {
  return nameIn(value);
}

const nameIn = oncePerText((path) => {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const stem = name.replace(/\.(?:exe|cmd|bat|com|ps1)$/i, "");
  return stem !== name || path.includes("\\") ? stem.toLowerCase() : stem;
});
