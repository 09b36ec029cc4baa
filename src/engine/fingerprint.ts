import { hash } from "node:crypto";
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
export function fingerprintOf(subject: Subject, ordinal: number): string {
  const { rule, messageId, file, server, path, key } = subject;
  const words = [rule, messageId, file, server ?? "", JSON.stringify(path), key ?? "", ordinal];
  return hash("sha256", JSON.stringify(words)).slice(0, 16);
}
