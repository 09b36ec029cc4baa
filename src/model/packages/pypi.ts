import type { Package, Word } from "../launch.ts";
import { maskPlaceholders } from "../placeholders.ts";
import { isMasked, isPath, packageFrom, pathPackage, revisionPin, type Pin } from "./package.ts";

/** A version as PEP 440 has it. */
const version =
  /^v?(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*)?(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?(?:\+[\w.-]+)?$/i;

/** What uv, uvx and pipx take: a PEP 508 requirement, `name@version`, a repository, a URL, a path. */
export function pypiPackage(word: Word): Package {
  return pypiPackageAt(word, maskPlaceholders(word.value), 0);
}

function pypiPackageAt(word: Word, masked: string, start: number): Package {
  const text = masked.slice(start);
  if (text.startsWith("git+")) return gitPackage(word, masked, start);
  if (/^[a-z+]+:\/\//i.test(text)) return packageFrom(word, "url", word.value.slice(start));
  if (isPath(text) || /\.(?:whl|tar\.gz|py)$/.test(text)) return pathPackage(word, word.value.slice(start));
  const [, name = text, between = "", rest = ""] = /^([\w.\uE000-]+)(\s*(?:\[[^\]]*\])?\s*)([^;]*)/.exec(text) ?? [];
  const at = start + name.length + between.length;
  const end = at + rest.trimEnd().length;
  if (/^@\s*(?:git\+|[a-z+]+:\/\/|[./~])/i.test(rest)) {
    return pypiPackageAt(word, masked, at + /^@\s*/.exec(rest)![0].length);
  }
  const separator = /^(?:@|===?(?![^,]*[,*]))\s*/.exec(rest)?.[0] ?? "";
  const from = at + separator.length;
  const pin =
    /^\uE000+$/.test(name) && from === end ? "placeholder" : pypiPin(masked.slice(from, end), separator !== "");
  return packageFrom(word, "pypi", word.value.slice(start, start + name.length), { start: from, end, pin });
}

/** `https://host/path@revision#fragment`; the `@` of a user name stands before the host. */
function gitPackage(word: Word, masked: string, start: number): Package {
  const hash = masked.indexOf("#", start);
  const end = hash === -1 ? masked.length : hash;
  const path = masked.indexOf("/", masked.indexOf("://", start) + 3);
  const at = path === -1 ? -1 : masked.slice(0, end).indexOf("@", path);
  if (at === -1) return packageFrom(word, "git", word.value.slice(start, end));
  const pin = revisionPin(masked.slice(at + 1, end));
  return packageFrom(word, "git", word.value.slice(start, at), { start: at + 1, end, pin });
}

/** `single`: after `==` or `@`, which take one version. */
function pypiPin(masked: string, single: boolean): Pin {
  if (masked === "") return "none";
  if (isMasked(masked)) return "placeholder";
  if (single && version.test(masked)) return "exact";
  return /^[<>=~!(]|[*,]/.test(masked) ? "range" : "tag";
}
