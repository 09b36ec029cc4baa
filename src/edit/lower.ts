import type { Document, Syntax } from "../document/document.ts";
import type { DocumentOp, TextEdit } from "./op.ts";

/**
 * Says what an op means for the text: disjoint edits in the order of their start. It may rely on an op that fits the
 * document (see `misfit`) and on a document without problems but comments, trailing commas and duplicate keys.
 */
export type Lower = (document: Document, op: DocumentOp) => readonly TextEdit[] | Refusal;

/** What cannot be written in this document, as one sentence for people, without final dot and without values. */
export interface Refusal {
  readonly refused: string;
}

/** How a syntax is edited, loaded on first use. */
export async function lowererFor(syntax: Syntax): Promise<Lower> {
  switch (syntax) {
    case "json":
    case "jsonc":
    case "json5":
      return (await import("./json.ts")).lower;
    case "toml":
      return (await import("./toml.ts")).lower;
    case "yaml":
    case "markdown":
      return (await import("./yaml.ts")).lower;
  }
}
