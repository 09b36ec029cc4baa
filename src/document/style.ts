import type { Style } from "./document.ts";

const tab = 9;
const newline = 10;
const carriageReturn = 13;
const space = 32;
const asterisk = 42;

/** How the text is laid out. One pass; blank lines and the inner lines of block comments say nothing about the indent. */
export function styleOf(text: string, encoding: Style["encoding"], bom: boolean): Style {
  let lines = 0;
  let crlf = 0;
  let tabbed = 0;
  /** How often a line is indented by so many spaces more than the one before. */
  const steps = new Map<number, number>();
  let previous = 0;
  for (let start = 0; start < text.length;) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found;
    if (found !== -1) {
      lines++;
      if (text.charCodeAt(end - 1) === carriageReturn) crlf++;
    }
    let at = start;
    while (text.charCodeAt(at) === space) at++;
    const code = text.charCodeAt(at);
    if (at < end && code === tab && at === start) {
      tabbed++;
    } else if (at < end && code !== carriageReturn && code !== newline && code !== asterisk) {
      const step = at - start - previous;
      if (step > 0) steps.set(step, (steps.get(step) ?? 0) + 1);
      previous = at - start;
    }
    start = end + 1;
  }
  return {
    encoding,
    bom,
    eol: crlf * 2 > lines ? "\r\n" : "\n",
    indent: indentOf(steps, tabbed),
    finalNewline: text.endsWith("\n"),
  };
}

function indentOf(steps: ReadonlyMap<number, number>, tabbed: number): string {
  let width = 0;
  let most = 0;
  let spaced = 0;
  for (const [step, count] of steps) {
    spaced += count;
    if (count > most || (count === most && step < width)) [width, most] = [step, count];
  }
  return tabbed > spaced ? "\t" : " ".repeat(width);
}
