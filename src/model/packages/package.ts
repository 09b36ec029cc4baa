import type { Package, Word } from "../launch.ts";
import { mask } from "../placeholders.ts";
import { partOf } from "../words.ts";

export type Registry = Package["registry"];
export type Pin = Package["pin"];

/** Where a version stands in the word of its package. */
export interface Version {
  readonly start: number;
  readonly end: number;
  readonly pin: Pin;
}

/** Puts a package together from what its grammar found. */
export function packageFrom(word: Word, registry: Registry, name: string, version?: Version): Package {
  if (!version || version.start >= version.end) {
    return { registry, name, word, pin: version?.pin ?? "none" };
  }
  const { value, span } = partOf(word, version.start, version.end);
  return { registry, name, word, pin: version.pin, version: value, versionSpan: span };
}

/** A file or folder. */
export function pathPackage(word: Word, name: string = word.value): Package {
  return packageFrom(word, "path", name);
}

/** Whether a masked text is a path: absolute, relative with a dot, in the home folder, or below a placeholder. */
export function isPath(masked: string): boolean {
  return /^(?:\.{0,2}[\\/]|\.{1,2}$|~(?:[\\/]|$)|[A-Za-z]:[\\/]|file:|\uE000+[\\/])/.test(masked);
}

/** Whether a masked text is wholly or partly unknown until the start. */
export function isMasked(masked: string): boolean {
  return masked.includes(mask);
}

/** A commit is for ever; anything else a repository knows can be moved. */
export function revisionPin(masked: string): Pin {
  if (masked === "") return "none";
  if (isMasked(masked)) return "placeholder";
  return /^[0-9a-f]{40}$|^[0-9a-f]{64}$/i.test(masked) ? "exact" : "tag";
}
