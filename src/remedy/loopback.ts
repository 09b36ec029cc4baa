import type { Word } from "../model/launch.ts";
import type { Fix } from "../fix/fix.ts";
import { replacedIn } from "./word-ops.ts";

/** Offsets in the value of a word. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Writes the loopback address in the place of a piece of a word, or of all of it. */
export function onLoopback(word: Word, safety: "safe" | "unsafe", piece?: Piece): Fix | undefined {
  return fixOf(word, "127.0.0.1", safety, piece);
}

/** Publishes a port of a container on the loopback address alone: `8080:80`, `0.0.0.0:8080:80`, `80/tcp`. */
export function publishedOnLoopback(word: Word): Fix | undefined {
  const address = /^(?:\[[^\]]*\]|\d+\.\d+\.\d+\.\d+)(?=:)/.exec(word.value)?.[0];
  if (address !== undefined) return fixOf(word, "127.0.0.1", "unsafe", { start: 0, end: address.length });
  // Of one port alone Docker would take the address for a second one.
  return fixOf(word, word.value.includes(":") ? "127.0.0.1:" : "127.0.0.1::", "unsafe", { start: 0, end: 0 });
}

function fixOf(word: Word, text: string, safety: "safe" | "unsafe", piece?: Piece): Fix | undefined {
  const op = replacedIn(word, text, piece);
  return op && { title: piece?.end === 0 ? `put \`${text}\` in front` : `write \`${text}\``, safety, ops: [op] };
}
