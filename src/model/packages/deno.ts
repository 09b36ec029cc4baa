import type { Package, Word } from "../launch.ts";
import { maskPlaceholders } from "../placeholders.ts";
import { npmPin } from "./npm.ts";
import { packageFrom, pathPackage } from "./package.ts";

/** What `deno run` takes: `npm:name@1/bin`, `jsr:@scope/name@1`, a URL with its version in the path, a file. */
export function denoPackage(word: Word): Package {
  const masked = maskPlaceholders(word.value);
  const [, kind, slash = "", name = ""] = /^(npm|jsr):(\/?)((?:@[^/@]+\/)?[^/@]+)/.exec(masked) ?? [];
  if (kind === "npm" || kind === "jsr") {
    const start = kind.length + 1 + slash.length;
    return versioned(word, masked, kind, start, start + name.length);
  }
  if (!/^https?:\/\//i.test(masked)) return pathPackage(word);
  const path = masked.indexOf("/", masked.indexOf("://") + 3);
  const at = path === -1 ? -1 : masked.indexOf("@", masked[path + 1] === "@" ? path + 2 : path);
  return versioned(word, masked, "url", 0, at === -1 ? masked.length : at);
}

/** The version after the `@` at `end`, up to the next slash. */
function versioned(word: Word, masked: string, registry: "npm" | "jsr" | "url", start: number, end: number): Package {
  const name = word.value.slice(start, end);
  if (masked[end] !== "@") return packageFrom(word, registry, name);
  const slash = masked.indexOf("/", end);
  const until = slash === -1 ? masked.length : slash;
  return packageFrom(word, registry, name, { start: end + 1, end: until, pin: npmPin(masked.slice(end + 1, until)) });
}
