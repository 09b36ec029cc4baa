import { editDistance } from "../edit-distance.ts";

/** The one of `words` that is most like `word`, if one is like it at all: at most a third of its letters differ. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const other of words) {
    if (Math.abs(other.length - word.length) >= least) continue;
    const edits = editDistance(word.toLowerCase(), other.toLowerCase());
    if (edits < least) [best, least] = [other, edits];
  }
  return best;
}
