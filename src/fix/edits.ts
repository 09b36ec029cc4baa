import type { Document } from "../document/document.ts";
import { parserFor } from "../document/parse.ts";
import { applyOps } from "../edit/apply.ts";
import { lowererFor } from "../edit/lower.ts";
import type { DocumentOp, TextEdit } from "../edit/op.ts";
import type { Advice, Fix } from "./fix.ts";

/** What a fix changes in the text of one file. */
export interface FileEdits {
  readonly document: Document;
  readonly edits: readonly TextEdit[];
}

/**
 * A fix in offsets, for reports that hand it on to other programs. Undefined where it cannot be said so: advice, a fix that
 * creates a file, and one that a file does not allow.
 */
export async function editsOf(
  { ops }: Fix | Advice,
  documents: ReadonlyMap<string, Document>,
): Promise<readonly FileEdits[] | undefined> {
  const files: FileEdits[] = [];
  const documentOps = [...ops].filter((op): op is DocumentOp => op.op !== "create");
  if (documentOps.length === 0 || documentOps.length < ops.length) return undefined;
  for (const file of new Set(documentOps.map((op) => op.file))) {
    const ofFile = documentOps.filter((op) => op.file === file);
    const document = documents.get(file);
    if (document?.style.encoding !== "utf-8") return undefined;
    const [parse, lower] = await Promise.all([parserFor(document.syntax), lowererFor(document.syntax)]);
    const edited = applyOps(document, ofFile, parse, lower);
    if ("failed" in edited) return undefined;
    files.push({ document, edits: edited.edits });
  }
  return files;
}
