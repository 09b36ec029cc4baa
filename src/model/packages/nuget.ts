import type { Package, Word } from "../launch.ts";
import { maskPlaceholders } from "../placeholders.ts";
import { isMasked, packageFrom, type Pin } from "./package.ts";

/** A .NET tool: `Name` or `Name@1.2.3`, and the word after `--version` where there is one. */
export function nugetPackage(word: Word, versionFlag?: Word): Package {
  const masked = maskPlaceholders(word.value);
  const at = masked.indexOf("@");
  const name = at === -1 ? word.value : word.value.slice(0, at);
  if (versionFlag) {
    const { value: version, span: versionSpan } = versionFlag;
    return { registry: "nuget", name, word, pin: nugetPin(maskPlaceholders(version)), version, versionSpan };
  }
  if (at === -1) return packageFrom(word, "nuget", name);
  return packageFrom(word, "nuget", name, { start: at + 1, end: masked.length, pin: nugetPin(masked.slice(at + 1)) });
}

function nugetPin(masked: string): Pin {
  if (masked === "") return "none";
  if (isMasked(masked)) return "placeholder";
  return /^\[?\d+(?:\.\d+){1,3}(?:-[\w.-]+)?(?:\+[\w.-]+)?\]?$/.test(masked) ? "exact" : "range";
}
