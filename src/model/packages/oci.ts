import type { Package, Word } from "../launch.ts";
import { maskPlaceholders } from "../placeholders.ts";
import { isMasked, packageFrom } from "./package.ts";

/** A container image: `host:5000/path/name:tag@sha256:…`. */
export function ociPackage(word: Word): Package {
  const masked = maskPlaceholders(word.value);
  const digest = masked.indexOf("@");
  const reference = digest === -1 ? masked : masked.slice(0, digest);
  const colon = reference.lastIndexOf(":");
  const tag = colon > reference.lastIndexOf("/") ? colon : -1; // Before the last slash it is the port of the host.
  const name = word.value.slice(0, tag === -1 ? reference.length : tag);
  const mark = digest === -1 ? tag : digest;
  if (mark === -1) {
    const unknown = /^\uE000+$/.test(masked);
    return packageFrom(word, "oci", name, unknown ? { start: 0, end: 0, pin: "placeholder" } : undefined);
  }
  const version = masked.slice(mark + 1);
  const pin = version === "" ? "none" : isMasked(version) ? "placeholder" : digest === -1 ? "tag" : "exact";
  return packageFrom(word, "oci", name, { start: mark + 1, end: masked.length, pin });
}
