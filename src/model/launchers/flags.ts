import type { Word } from "../launch.ts";
import { partOf } from "../words.ts";

export interface Flag {
  /** With its dashes, without `=value`. */
  readonly name: string;
  readonly value?: Word;
}

export interface Flags {
  readonly flags: readonly Flag[];
  /** Index of the first word that is neither a flag nor the value of one; a `--` before it is passed over. */
  readonly end: number;
}

/** The flags of one program. */
export interface FlagGrammar {
  /** Whether the next word is the flag's value. */
  takesValue(name: string): boolean;
  /** `-it` is `-i -t`, and `-eNAME` is `-e NAME`. */
  readonly clusters?: true;
  /** Flags whose value is the last thing the program reads: `python -m module`. */
  readonly last?: readonly string[];
}

/** A program whose flags take no value but these, written one after the other. */
export function flagsWithValues(names: string): FlagGrammar {
  const known = flagNames(names);
  return { takesValue: (name) => known.has(name) };
}

/** Names written one after the other. */
export function flagNames(names: string): ReadonlySet<string> {
  return new Set(names.trim().split(/\s+/));
}

/** Reads flags up to the first word that is none. */
export function readFlags(words: readonly Word[], start: number, grammar: FlagGrammar): Flags {
  const flags: Flag[] = [];
  let at = start;
  while (at < words.length) {
    const word = words[at]!;
    if (word.value === "--") return { flags, end: at + 1 };
    if (!word.value.startsWith("-") || word.value === "-") break;
    at++;
    const flag = flagOf(word, grammar);
    const next = words[at];
    if (flag.value || !grammar.takesValue(flag.name) || !next) flags.push(flag);
    else {
      flags.push({ name: flag.name, value: next });
      at++;
    }
    if (grammar.last?.includes(flag.name)) break;
  }
  return { flags, end: at };
}

function flagOf(word: Word, grammar: FlagGrammar): Flag {
  const text = word.value;
  if (grammar.clusters && /^-[^-]./.test(text)) {
    for (let at = 1; at < text.length; at++) {
      const name = `-${text[at]}`;
      if (!grammar.takesValue(name)) continue;
      const from = text[at + 1] === "=" ? at + 2 : at + 1;
      return from < text.length ? { name, value: partOf(word, from) } : { name };
    }
    return { name: text };
  }
  const equals = text.indexOf("=");
  return equals === -1 ? { name: text } : { name: text.slice(0, equals), value: partOf(word, equals + 1) };
}

/** The values given to a flag of any of these names, in order. */
export function valuesOf(flags: readonly Flag[], ...names: readonly string[]): readonly Word[] {
  return flags.flatMap(({ name, value }) => (value && names.includes(name) ? [value] : []));
}
