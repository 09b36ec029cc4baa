import type { Document } from "../document/document.ts";

const broken = new WeakMap<Document, boolean>();

/** Has the text a syntax error? What is missing from an entry may then only have been lost in reading. */
export function isBroken(document: Document): boolean {
  let known = broken.get(document);
  if (known === undefined) broken.set(document, (known = document.problems.some(({ code }) => code === "syntax")));
  return known;
}
