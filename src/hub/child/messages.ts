import { codes, errorResponse, isMessage, type Id, type Message } from "../message.ts";
import { lineReader, type LineReader, type LongLine } from "./lines.ts";

interface Receiver {
  onMessage(message: Message): void;
  /** A line that is no message, shortened. */
  onNoise(line: string): void;
}

/** Bytes of the longest message a server may write. */
export const longestMessage = 64 * 1024 * 1024;

const shownOfNoise = 500;

/** Reads what a server writes to its standard output: a message a line, and now and then something that is none. */
export function messageReader({ onMessage, onNoise }: Receiver, longest = longestMessage): LineReader {
  const noise = (line: string): void => onNoise(line.length > shownOfNoise ? `${line.slice(0, shownOfNoise)}…` : line);
  return lineReader(longest, {
    onLine(line) {
      const text = line.startsWith("\uFEFF") ? line.slice(1) : line;
      if (text.trim() === "") return;
      const messages = messagesIn(text);
      if (messages.length === 0) noise(text.trimEnd());
      for (const message of messages) onMessage(message);
    },
    onLongLine(line) {
      const id = answeredBy(line);
      const size = `${(line.bytes / 1024 / 1024).toFixed(0)} MB`;
      if (id === undefined) noise(`(${size} in one line) ${line.head}`);
      else onMessage(errorResponse(id, codes.internalError, tooLong(size, longest)));
    },
  });
}

/** One, or those of a batch, which the revision 2025-03-26 allowed. */
function messagesIn(text: string): readonly Message[] {
  // Most noise is plain text, and an exception is dear.
  if (!/^\s*[{[]/.test(text)) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  // Some servers log JSON; that does not name the protocol.
  return (Array.isArray(value) ? value : [value]).filter((each) => isMessage(each));
}

const version = String.raw`"jsonrpc"\s*:\s*"2\.0"`;
const id = String.raw`"id"\s*:\s*(\d{1,15}|"(?:[^"\\]|\\.)*")`;
const outcome = String.raw`"(?:result|error)"\s*:`;
/** The id stands before the result, or, as the TypeScript SDK has it, behind. */
const idFirst = new RegExp(String.raw`^\s*\{\s*(?:${version}\s*,\s*)?${id}\s*,\s*(?:${version}\s*,\s*)?${outcome}`);
const outcomeFirst = new RegExp(String.raw`^\s*\{\s*(?:${version}\s*,\s*)?${outcome}`);
const idLast = new RegExp(
  String.raw`[\]}"el\d]\s*,\s*(?:${version}\s*,\s*)?${id}\s*(?:,\s*${version}\s*)?\}\s*$`, // After the end of any value.
);

/** The id of the request that a line answers of which only head and tail are there. */
function answeredBy({ head, tail }: LongLine): Id | undefined {
  const [, written] = idFirst.exec(head) ?? (outcomeFirst.test(head) ? idLast.exec(tail) : null) ?? [];
  return written === undefined ? undefined : (JSON.parse(written) as Id);
}

function tooLong(size: string, longest: number): string {
  return `The server's answer of ${size} is over the limit of ${longest / 1024 / 1024} MB and was dropped`;
}
