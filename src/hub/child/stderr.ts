import { lineReader, type LineReader } from "./lines.ts";

/** The standard error output of a server, read to the end however much it is, so that the server never waits. */
export interface StderrReader extends LineReader {
  /** The last lines, oldest first. */
  readonly tail: readonly string[];
}

const longestLine = 8192;
const linesOfTail = 40;
/** Bytes a second that are read line by line; a flood above it is only counted. */
const mostPerSecond = 512 * 1024;

/** `now`: in milliseconds. */
export function stderrReader(onLine: (line: string) => void, now: () => number = Date.now): StderrReader {
  const tail: string[] = [];
  let second = 0;
  let bytes = 0;
  let leftOut = 0;

  const add = (line: string): void => {
    tail.push(line);
    if (tail.length > linesOfTail) tail.shift();
    onLine(line);
  };
  const lines = lineReader(longestLine, {
    onLine: (line) => add(line.endsWith("\r") ? line.slice(0, -1) : line),
    onLongLine: ({ head, bytes }) => add(`${head}… (${bytes} bytes in one line)`),
  });
  const sayWhatIsMissing = (): void => {
    if (leftOut === 0) return;
    lines.end();
    add(`(${leftOut} bytes left out: more than ${mostPerSecond} in a second)`);
    leftOut = 0;
  };

  return {
    tail,
    push(chunk) {
      const current = Math.floor(now() / 1000);
      if (current !== second) {
        [second, bytes] = [current, 0];
        sayWhatIsMissing();
      }
      bytes += chunk.length;
      if (bytes > mostPerSecond) leftOut += chunk.length;
      else lines.push(chunk);
    },
    end() {
      sayWhatIsMissing();
      lines.end();
    },
  };
}
