/** Takes bytes as they come and hands on lines. */
export interface LineReader {
  push(chunk: Buffer): void;
  /** Hands on what stands after the last line break. */
  end(): void;
}

/** What is kept of a line that was too long to be kept. */
export interface LongLine {
  readonly head: string;
  readonly tail: string;
  /** Of the whole line. */
  readonly bytes: number;
}

interface Receiver {
  onLine(line: string): void;
  onLongLine(line: LongLine): void;
}

/** Bytes of the head and of the tail of a line that is too long. */
const kept = 4096;

/** Cuts at line feeds. Of a line over `longest` bytes only head and tail are kept, so that no child can fill the memory. */
export function lineReader(longest: number, { onLine, onLongLine }: Receiver): LineReader {
  let pieces: Buffer[] = [];
  let size = 0;
  let long: { head: Buffer; tail: Buffer } | undefined;

  const keep = (piece: Buffer): void => {
    size += piece.length;
    if (long) {
      long.tail = lastOf(Buffer.concat([long.tail, lastOf(piece)]));
      return;
    }
    pieces.push(piece);
    if (size <= longest) return;
    const all = Buffer.concat(pieces);
    pieces = [];
    // Copies: a part of a buffer keeps all of it in memory.
    long = { head: Buffer.from(all.subarray(0, kept)), tail: Buffer.from(lastOf(all)) };
  };
  const finish = (): void => {
    const [line, bytes, parts] = [long, size, pieces];
    [long, size, pieces] = [undefined, 0, []];
    if (line) onLongLine({ head: line.head.toString(), tail: line.tail.toString(), bytes });
    else onLine((parts.length === 1 ? parts[0]! : Buffer.concat(parts)).toString());
  };

  return {
    push(chunk) {
      let at = 0;
      for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, at)) {
        keep(chunk.subarray(at, end));
        finish();
        at = end + 1;
      }
      if (at < chunk.length) keep(chunk.subarray(at));
    },
    end() {
      if (size > 0) finish();
    },
  };
}

function lastOf(buffer: Buffer): Buffer {
  return buffer.subarray(Math.max(0, buffer.length - kept));
}
