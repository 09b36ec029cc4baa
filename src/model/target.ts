import { oncePer } from "../once-per.ts";
import type { ServerEntry } from "./entry.ts";
import type { Word } from "./launch.ts";
import { parseUrl, type ParsedUrl } from "./url.ts";
import { wordOf } from "./words.ts";

/** Where an entry leads: the URL it names itself, or the one behind its bridge. */
export interface Target {
  readonly word: Word;
  readonly url: ParsedUrl;
}

/** The target of an entry; undefined where it runs a server of its own. */
export function targetOf(entry: ServerEntry): Target | undefined {
  return entry.url || entry.launch?.bridge ? knownTarget(entry) : undefined;
}

const knownTarget = oncePer(({ url, launch }: ServerEntry): Target | undefined => {
  const word = url ? wordOf(url) : launch?.bridge?.direction === "to-url" ? launch.bridge.url : undefined;
  return word && { word, url: parseUrl(word.value) };
});

/** Does it speak HTTP, encrypted or not? */
export function isHttp({ scheme }: ParsedUrl): boolean {
  return scheme !== undefined && /^https?$/i.test(scheme.value);
}

const ports: ReadonlyMap<string, number> = new Map([
  ["http", 80],
  ["ws", 80],
  ["https", 443],
  ["wss", 443],
]);

/** The port as a number, the scheme's own where none is written; undefined where it cannot be known. */
export function portOf({ scheme, port }: ParsedUrl): number | undefined {
  if (port) return /^\d{1,5}$/.test(port.value) ? Number(port.value) : undefined;
  return scheme && ports.get(scheme.value.toLowerCase());
}
