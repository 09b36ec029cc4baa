import { oncePerText } from "../../once-per.ts";
import type { Package, Word } from "../launch.ts";
import { maskPlaceholders } from "../placeholders.ts";
import { isMasked, isPath, packageFrom, revisionPin, type Pin, type Registry, type Version } from "./package.ts";

const git =
  /^(?:git(?:\+[a-z]+)?:|ssh:|git@|(?:github|gitlab|bitbucket|gist):|https?:\/\/(?:github\.com|gitlab\.com|bitbucket\.org)\/[^/#]+\/[^/#]+(?:#|$)|https?:\/\/[^#]+\.git(?:#|$)|[^@/:.\s][^@/:\s]*\/[^@/:#\s]+(?:#|$))/;

/**
 * What npm, pnpm, yarn and bun take as a package: `name@1.2.3`, `@scope/name`, an alias, a repository, a tarball, a path.
 * `jsr:` and `npm:` may stand before it.
 */
export function npmPackage(word: Word): Package {
  const { registry, name, version } = specifierOf(word.value);
  return packageFrom(word, registry, name, version);
}

/** A package as a text names it. */
interface Specifier {
  readonly registry: Registry;
  readonly name: string;
  readonly version?: Version;
}

/** The same packages are named in file after file. */
const specifierOf = oncePerText((text): Specifier => specifierAt(text, maskPlaceholders(text), 0));

function specifierAt(written: string, masked: string, start: number): Specifier {
  const text = masked.slice(start);
  const named = (end: number): string => written.slice(start, end);
  if (isPath(text)) return { registry: "path", name: named(masked.length) };
  if (git.test(text)) return gitSpecifier(written, masked, start);
  if (/^https?:/i.test(text)) return { registry: "url", name: named(masked.length) };
  if (/^(?:npm|jsr):/.test(text)) {
    const found = specifierAt(written, masked, start + 4);
    return text.startsWith("jsr:") && found.registry === "npm" ? { ...found, registry: "jsr" } : found;
  }
  const at = masked.indexOf("@", start + 1);
  if (at === -1) {
    const version = unknownName(text);
    return { registry: "npm", name: named(masked.length), ...(version && { version }) };
  }
  const version = masked.slice(at + 1);
  if (isPath(version) || git.test(version) || /^(?:npm|jsr|https?):/.test(version)) {
    return specifierAt(written, masked, at + 1); // An alias, or a name given to a source.
  }
  return {
    registry: "npm",
    name: named(at),
    version: { start: at + 1, end: masked.length, pin: npmPin(version) },
  };
}

function gitSpecifier(written: string, masked: string, start: number): Specifier {
  const hash = masked.indexOf("#", start);
  if (hash === -1) return { registry: "git", name: written.slice(start) };
  const reference = masked.slice(hash + 1);
  const pin = reference.startsWith("semver:") ? "range" : revisionPin(reference);
  return {
    registry: "git",
    name: written.slice(start, hash),
    version: { start: hash + 1, end: masked.length, pin },
  };
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
