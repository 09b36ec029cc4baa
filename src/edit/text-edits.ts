import type { TextEdit } from "./op.ts";

/** The text with the edits in it; they are disjoint and in the order of their start. */
export function spliced(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let copied = 0;
  for (const { start, end, text: inserted } of edits) {
    result += text.slice(copied, start) + inserted;
    copied = end;
  }
  return result + text.slice(copied);
}

/** One list of edits in place of two, where `second` counts in the text that `first` made. */
export function composed(first: readonly TextEdit[], second: readonly TextEdit[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let i = 0;
  let j = 0;
  /** How far what stands before the next edit was moved by `first`. */
  let shift = 0;
  while (i < first.length || j < second.length) {
    const from = Math.min((first[i]?.start ?? Infinity) + shift, second[j]?.start ?? Infinity);
    const start = from - shift;
    // All edits that overlap or touch, in the text between the two; what no edit of the first made, the second deletes.
    let between = "";
    let end = from;
    const later: TextEdit[] = [];
    for (;;) {
      const earlier = first[i];
      const next = second[j];
      if (earlier && earlier.start + shift <= end) {
        between = between.padEnd(earlier.start + shift - from) + earlier.text;
        shift += earlier.text.length - (earlier.end - earlier.start);
        end = Math.max(end, earlier.end + shift);
        i++;
      } else if (next && next.start <= end) {
        later.push({ start: next.start - from, end: next.end - from, text: next.text });
        end = Math.max(end, next.end);
        j++;
      } else {
        break;
      }
    }
    edits.push({ start, end: end - shift, text: spliced(between.padEnd(end - from), later) });
  }
  return edits;
}

/** In the order of their start; those that overlap or touch as one. */
export function merged(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last === undefined || edit.start > last.end) result.push(edit);
    else result.push({ ...result.pop()!, end: Math.max(last.end, edit.end), text: last.text + edit.text });
  }
  return result;
}
