import type { Document, ProblemCode } from "../document/document.ts";

/** Has the text a syntax error? What is missing from an entry may then only have been lost in reading. */
export function isBroken({ problems }: Document): boolean {
  return problems.some(({ code }) => code === "syntax");
}

/** What may be wrong with a document that is edited nevertheless. */
const harmless: ReadonlySet<ProblemCode> = new Set(["comment", "trailing-comma", "duplicate-key"]);

/** Whether all of a document was understood, so that a part of it can be changed. */
export function isEditable({ problems }: Document): boolean {
  return problems.every(({ code }) => harmless.has(code));
}
