import { isUtf8 } from "node:buffer";
import type { Problem, Style } from "./document.ts";

export interface Decoded {
  /** Without a byte order mark; what could not be decoded is U+FFFD. */
  readonly text: string;
  readonly encoding: Style["encoding"];
  readonly bom: boolean;
  readonly problems: readonly Problem[];
}

/** Bytes that are looked at to tell UTF-16 without a mark from UTF-8. */
const sampleSize = 512;

/** Turns the bytes of a file into text. Never throws. */
export function decode(content: Uint8Array | string): Decoded {
  if (typeof content === "string") {
    const bom = content.startsWith("\uFEFF");
    return decoded(bom ? content.slice(1) : content, "utf-8", bom, []);
  }
  if (content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf) return decodeUtf8(content.subarray(3), true);
  if (content[0] === 0xff && content[1] === 0xfe) return decodeUtf16(content.subarray(2), "utf-16le", true);
  if (content[0] === 0xfe && content[1] === 0xff) return decodeUtf16(content.subarray(2), "utf-16be", true);
  const unmarked = utf16Without(content);
  return unmarked === undefined ? decodeUtf8(content, false) : decodeUtf16(content, unmarked, false);
}

function decodeUtf8(bytes: Uint8Array, bom: boolean): Decoded {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (isUtf8(bytes)) return decoded(text, "utf-8", bom, []);
  const start = firstReplaced(text, bytes);
  const problem: Problem = {
    code: "encoding",
    span: { start, end: Math.min(start + 1, text.length) },
    message: "The file is not valid UTF-8 from here on",
    hint: "save the file as UTF-8",
  };
  return decoded(text, "utf-8", bom, [problem]);
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be", bom: boolean): Decoded {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  const problem: Problem = {
    code: "encoding",
    span: { start: 0, end: Math.min(1, text.length) },
    message: "The file is UTF-16, and programs read it as UTF-8",
    hint: "save the file as UTF-8; in PowerShell, write it with -Encoding utf8",
  };
  return decoded(text, encoding, bom, [problem]);
}

function decoded(text: string, encoding: Style["encoding"], bom: boolean, problems: readonly Problem[]): Decoded {
  const zero = text.indexOf("\0");
  if (zero === -1) return { text, encoding, bom, problems };
  const problem: Problem = {
    code: "binary",
    span: { start: zero, end: zero + 1 },
    message: "The file is binary, not text",
    hint: "replace it with a text file in UTF-8",
  };
  return { text, encoding: "binary", bom, problems: [problem] };
}

/** Text in a config is mostly ASCII, so in UTF-16 every other byte is zero, and always on the same side. */
function utf16Without(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const size = Math.min(bytes.length, sampleSize) & ~1;
  if (size < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < size; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  if (even === 0 && odd > size / 4) return "utf-16le";
  if (odd === 0 && even > size / 4) return "utf-16be";
  return undefined;
}

/** Offset of the first U+FFFD that the decoder put in; one that stands in the file itself is three bytes long. */
function firstReplaced(text: string, bytes: Uint8Array): number {
  let byte = 0;
  let from = 0;
  for (let at = text.indexOf("\uFFFD"); at !== -1; at = text.indexOf("\uFFFD", at + 1)) {
    byte += Buffer.byteLength(text.slice(from, at));
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return at;
    byte += 3;
    from = at + 1;
  }
  return 0;
}
