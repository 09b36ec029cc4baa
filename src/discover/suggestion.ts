/** The one of `words` that is most like `word`, if one is like it at all: at most a third of its letters differ. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const other of words) {
    if (Math.abs(other.length - word.length) >= least) continue;
    const edits = distance(word.toLowerCase(), other.toLowerCase());
    if (edits < least) [best, least] = [other, edits];
  }
  return best;
}

/** Letters to add, remove or change. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const change = above[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(change, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[to.length]!;
}
