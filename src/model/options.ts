import type { Word } from "./launch.ts";
import { partOf } from "./words.ts";

/** An option of a command line with its value. */
export interface Option {
  /** As written: `--host`. */
  readonly name: string;
  readonly value: Word;
}

/** The options of these names, in both spellings: `--port 80` and `--port=80`. */
export function optionsAmong(words: readonly Word[], names: ReadonlySet<string>): readonly Option[] {
  const options: Option[] = [];
  for (const [index, word] of words.entries()) {
    if (!word.value.startsWith("-")) continue;
    const equals = word.value.indexOf("=");
    const name = equals === -1 ? word.value : word.value.slice(0, equals);
    if (!names.has(name)) continue;
    const value = equals === -1 ? words[index + 1] : partOf(word, equals + 1);
    if (value) options.push({ name, value });
  }
  return options;
}
