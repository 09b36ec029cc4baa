import type { Document, ProblemCode } from "../document/document.ts";

const broken = new WeakMap<Document, boolean>();

/** Has the text a syntax error? What is missing from an entry may then only have been lost in reading. */
export function isBroken(document: Document): boolean {
  let known = broken.get(document);
  if (known === undefined) broken.set(document, (known = document.problems.some(({ code }) => code === "syntax")));
  return known;
}

/** What may be wrong with a document that is edited nevertheless. */
const harmless: ReadonlySet<ProblemCode> = new Set(["comment", "trailing-comma", "duplicate-key"]);

/** Whether all of a document was understood, so that a part of it can be changed. */
export function isEditable({ problems }: Document): boolean {
  return problems.every(({ code }) => harmless.has(code));
}
