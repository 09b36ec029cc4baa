import type { Path } from "../document/document.ts";

/** What a finding is about, in words that survive edits elsewhere. Never a line, never a value. */
export interface Subject {
  readonly rule: string;
  readonly messageId: string;
  /** Relative to the root of the run, with `/`. */
  readonly file: string;
  readonly server: string | undefined;
  /** From the document's root. */
  readonly path: Path;
  readonly key: string | undefined;
}

/** 16 hex digits for one subject; `ordinal` tells true duplicates apart. */
export function fingerprintOf({ rule, messageId, file, server, path, key }: Subject, ordinal: number): string {
  const steps = path.length === 0 ? "" : `\0${path.join("\0")}`;
  return hashOf(`${rule}\0${messageId}\0${file}\0${server ?? ""}\0${key ?? ""}\0${ordinal}${steps}`);
}

/** cyrb53 by bryc, all 64 bits of it. Nothing here is secret, and to load Node's crypto takes longer than to lint a file. */
function hashOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return hexOf(high) + hexOf(low);
}

function hexOf(half: number): string {
  return (half >>> 0).toString(16).padStart(8, "0");
}
