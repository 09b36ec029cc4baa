import type { Package, Word } from "../launch.ts";
import { maskPlaceholders } from "../placeholders.ts";
import { isMasked, isPath, packageFrom, pathPackage, revisionPin, type Pin } from "./package.ts";

const git =
  /^(?:git(?:\+[a-z]+)?:|ssh:|git@|(?:github|gitlab|bitbucket|gist):|https?:\/\/(?:github\.com|gitlab\.com|bitbucket\.org)\/[^/#]+\/[^/#]+(?:#|$)|https?:\/\/[^#]+\.git(?:#|$)|[^@/:.\s][^@/:\s]*\/[^@/:#\s]+(?:#|$))/;

/**
 * What npm, pnpm, yarn and bun take as a package: `name@1.2.3`, `@scope/name`, an alias, a repository, a tarball, a path.
 * `jsr:` and `npm:` may stand before it.
 */
export function npmPackage(word: Word): Package {
  return npmPackageAt(word, maskPlaceholders(word.value), 0);
}

function npmPackageAt(word: Word, masked: string, start: number): Package {
  const text = masked.slice(start);
  const named = (end: number): string => word.value.slice(start, end);
  if (isPath(text)) return pathPackage(word, named(masked.length));
  if (git.test(text)) return gitPackage(word, masked, start);
  if (/^https?:/i.test(text)) return packageFrom(word, "url", named(masked.length));
  if (/^(?:npm|jsr):/.test(text)) {
    const found = npmPackageAt(word, masked, start + 4);
    return text.startsWith("jsr:") && found.registry === "npm" ? { ...found, registry: "jsr" } : found;
  }
  const at = masked.indexOf("@", start + 1);
  if (at === -1) return packageFrom(word, "npm", named(masked.length), unknownName(text));
  const version = masked.slice(at + 1);
  if (isPath(version) || git.test(version) || /^(?:npm|jsr|https?):/.test(version)) {
    return npmPackageAt(word, masked, at + 1); // An alias, or a name given to a source.
  }
  return packageFrom(word, "npm", named(at), { start: at + 1, end: masked.length, pin: npmPin(version) });
}

function gitPackage(word: Word, masked: string, start: number): Package {
  const hash = masked.indexOf("#", start);
  if (hash === -1) return packageFrom(word, "git", word.value.slice(start));
  const reference = masked.slice(hash + 1);
  const pin = reference.startsWith("semver:") ? "range" : revisionPin(reference);
  return packageFrom(word, "git", word.value.slice(start, hash), { start: hash + 1, end: masked.length, pin });
}

/** A name that is a placeholder may bring its own version. */
function unknownName(masked: string): { start: 0; end: 0; pin: Pin } | undefined {
  return /^\uE000+$/.test(masked) ? { start: 0, end: 0, pin: "placeholder" } : undefined;
}

/** How far a masked npm version fixes what is installed. */
export function npmPin(masked: string): Pin {
  if (masked === "") return "none";
  if (isMasked(masked)) return "placeholder";
  if (/^[v=\s]*\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/.test(masked)) return "exact";
  return /^[\^~<>=*]|^[xX](?:$|\.)|^v?\d+(?:\.(?:\d+|[xX*])){0,2}(?:$|[\s|-])/.test(masked) ? "range" : "tag";
}
