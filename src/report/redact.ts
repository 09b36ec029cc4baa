import type { Document, Span } from "../document/document.ts";
import { secretsIn } from "../secrets/detect.ts";
import { formattedIn, inUrls } from "../secrets/scan.ts";
import { isWordLike } from "../secrets/strength.ts";

/** Stands for a secret of any length. */
export const mask = "[redacted]";

export interface Redactor {
  /** The text with every known secret masked, in whatever spelling, and whatever looks like one of a known format. */
  redact(text: string): string;
  /** What to mask of a document's text; in order, none touches another. */
  masksOf(document: Document): readonly Span[];
}

/** Shorter than this a secret is masked only where it stands: it would be found everywhere. */
const SHORTEST = 6;
/** Longer ones are looked for in pieces, so that no comparison is long and no cut-off piece is missed. */
const LONGEST = 256;

/** Knows every secret of these documents. Each output of the program passes through it. */
export function createRedactor(documents: readonly Document[]): Redactor {
  const spansIn = finderOf(documents.flatMap((document) => spellingsIn(document)));
  const masks = new Map<Document, readonly Span[]>();

  return {
    redact: (text) => masked(text, spansIn(text)),

    masksOf(document) {
      let spans = masks.get(document);
      if (!spans) {
        const own = secretsIn(document).map(({ span }) => span);
        masks.set(document, (spans = union([...own, ...spansIn(document.text)])));
      }
      return spans;
    },
  };
}

/** Masks secrets that stand in no document, such as those of an environment, and whatever looks like one of a known format. */
export function createTextRedactor(secrets: readonly string[]): Redactor["redact"] {
  const spansIn = finderOf(secrets.filter((secret) => isFindable(secret)).flatMap((secret) => spellingsOf(secret)));
  return (text) => masked(text, spansIn(text));
}

function finderOf(spellings: readonly string[]): (text: string) => readonly Span[] {
  const needles = needlesOf(spellings);
  return (text) => [...occurrences(needles, text), ...formattedIn(text), ...inUrls(text)];
}

function masked(text: string, found: readonly Span[]): string {
  const spans = union(found);
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    pieces.push(text.slice(at, start), mask);
    at = end;
  }
  return pieces.join("") + text.slice(at);
}

function spellingsIn(document: Document): readonly string[] {
  return secretsIn(document)
    .filter(({ value }) => isFindable(value))
    .flatMap(({ value, span }) => [value, document.text.slice(span.start, span.end)])
    .flatMap((text) => spellingsOf(text));
}

/** All ways in which a secret may come to be written. */
function spellingsOf(secret: string): readonly string[] {
  return [secret]
    .concat(secret.split(/\r?\n/))
    .map((text) => text.trim())
    .flatMap((text) => [text, escaped(text), escaped(escaped(text))].concat(percentSpellings(text)));
}

/** Not the words and numbers that stand in every report; these are masked in their own place alone. */
function isFindable(value: string): boolean {
  return value.length >= SHORTEST && !isWordLike(value) && !/^\d{1,15}$/.test(value);
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function percentSpellings(text: string): readonly string[] {
  try {
    return [encodeURIComponent(text), decodeURIComponent(text)];
  } catch {
    return [];
  }
}

/** What to look for. Looked up by length rather than tried one by one: many keys of one provider begin alike. */
interface Needles {
  readonly all: ReadonlySet<string>;
  /** Lengths, longest first, by the first characters. */
  readonly lengths: ReadonlyMap<string, readonly number[]>;
  /** 1 at the `signAt` of each: at most places of a text none can begin. */
  readonly signs: Uint8Array;
}

function needlesOf(spellings: readonly string[]): Needles {
  const all = new Set<string>();
  for (const spelling of spellings) {
    for (let at = 0; spelling.length - at >= SHORTEST; at += LONGEST) all.add(spelling.slice(at, at + LONGEST));
  }
  const lengths = new Map<string, Set<number>>();
  for (const needle of all) {
    const head = needle.slice(0, SHORTEST);
    const known = lengths.get(head);
    if (known) known.add(needle.length);
    else lengths.set(head, new Set([needle.length]));
  }
  const signs = new Uint8Array(SIGNS);
  for (const head of lengths.keys()) signs[signAt(head, 0)] = 1;
  return {
    all,
    lengths: new Map([...lengths].map(([head, known]) => [head, [...known].sort((a, b) => b - a)])),
    signs,
  };
}

const SIGNS = 2 ** 16;

/** A number below `SIGNS` for the first three characters. */
function signAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 10) ^ (text.charCodeAt(at + 1) << 5) ^ text.charCodeAt(at + 2)) & (SIGNS - 1);
}

function occurrences({ all, lengths, signs }: Needles, text: string): readonly Span[] {
  if (all.size === 0) return [];
  const spans: Span[] = [];
  for (let at = 0; at + SHORTEST <= text.length; at++) {
    if (signs[signAt(text, at)] === 0) continue;
    const known = lengths.get(text.slice(at, at + SHORTEST));
    const length = known?.find((candidate) => all.has(text.slice(at, at + candidate)));
    if (length !== undefined) spans.push({ start: at, end: at + length });
  }
  return spans;
}

function union(spans: readonly Span[]): readonly Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) merged.push({ start, end });
  }
  return merged;
}
