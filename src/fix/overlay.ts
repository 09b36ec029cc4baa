import { syntaxOf } from "../discover/collect.ts";
import type { Source } from "../discover/source.ts";
import type { Document, Syntax } from "../document/document.ts";
import { parserFor, type Parser } from "../document/parse.ts";
import { applyOps } from "../edit/apply.ts";
import { lowererFor, type Lower } from "../edit/lower.ts";
import type { DocumentOp, Op } from "../edit/op.ts";
import { modelDocument } from "../model/build.ts";
import type { Fixable } from "./plan.ts";
import { isMergeable, nameOf } from "./territory.ts";
import { untouchedChange } from "./untouched.ts";

/** Files as they would be. */
export interface Overlay {
  /** All that may be changed, and all that were created, by `file`. */
  readonly documents: ReadonlyMap<string, Document>;
  /** Who reads them; what nobody reads may be missing. */
  readonly sources: ReadonlyMap<string, Source>;
  /** What was done in this pass and is not done again for a second fix that wants the same. */
  readonly done: ReadonlySet<string>;
}

/** A fix that was left out. */
export interface Failed {
  readonly fixable: Fixable;
  /** One sentence for people, without final dot and without values. */
  readonly why: string;
  /** `refused`: a file does not allow it. `failed`: it did not do what it should, which is our bug. */
  readonly kind: "refused" | "failed";
}

/** Applies fixes in order, each to all of its files or to none. */
export async function applyFixes(
  overlay: Overlay,
  fixables: readonly Fixable[],
): Promise<{ readonly overlay: Overlay; readonly applied: readonly Fixable[]; readonly failed: readonly Failed[] }> {
  const applied: Fixable[] = [];
  const failed: Failed[] = [];
  let current = overlay;
  for (const fixable of fixables) {
    const next = await applyFix(current, fixable.fix.ops);
    if ("why" in next) failed.push({ fixable, ...next });
    else {
      current = next;
      applied.push(fixable);
    }
  }
  return { overlay: current, applied, failed };
}

/** The bytes of a document as they stand, or would stand, on the disk. */
export function bytesOf({ text, style }: Document): Uint8Array {
  return new TextEncoder().encode(style.bom ? `\uFEFF${text}` : text);
}

async function applyFix(overlay: Overlay, ops: readonly Op[]): Promise<Overlay | Omit<Failed, "fixable">> {
  const documents = new Map(overlay.documents);
  const done = new Set(overlay.done);
  for (const op of ops) {
    if (op.op !== "create" || done.has(creationName(op))) continue;
    if (documents.has(op.file)) return { why: "A file that was to be created is there already", kind: "refused" };
    const { parse } = await editorOf(syntaxOf(op.file));
    documents.set(op.file, parse(op.file, op.text));
    done.add(creationName(op));
  }
  const documentOps = ops.filter(isDocumentOp);
  for (const file of new Set(documentOps.map((op) => op.file))) {
    const fileOps = documentOps.filter((op) => op.file === file);
    const document = documents.get(file);
    if (!document) return { why: "A file that was to be changed is not among those linted", kind: "refused" };
    if (document.style.encoding !== "utf-8") return { why: "The file is not UTF-8", kind: "refused" };
    const { parse, lower } = await editorOf(document.syntax);
    const edited = applyOps(
      document,
      fileOps.filter((op) => !done.has(nameOf(op))),
      parse,
      lower,
    );
    if ("failed" in edited) return { why: edited.why, kind: edited.kind === "refused" ? "refused" : "failed" };
    documents.set(file, edited.document);
    for (const op of fileOps) if (isMergeable(op)) done.add(nameOf(op));
  }
  const hurt = hurtServer(overlay, documents, documentOps);
  if (hurt !== undefined) return { why: `It would change \`${hurt}\`, which it does not concern`, kind: "failed" };
  return { ...overlay, documents, done };
}

/** The name of a server that is not what it was although no op touches it. */
function hurtServer(
  { documents: before, sources }: Overlay,
  after: ReadonlyMap<string, Document>,
  ops: readonly DocumentOp[],
): string | undefined {
  for (const file of new Set(ops.map((op) => op.file))) {
    const [source, old, now] = [sources.get(file), before.get(file), after.get(file)];
    if (!source || !old || !now) continue;
    const paths = ops.filter((op) => op.file === file).map((op) => ("path" in op ? op.path : []));
    const hurt = untouchedChange(modelDocument(source, old), modelDocument(source, now), paths);
    if (hurt) return hurt.name.value;
  }
  return undefined;
}

function isDocumentOp(op: Op): op is DocumentOp {
  return op.op !== "create";
}

function creationName({ file }: Op): string {
  return `create ${file}`;
}

interface Editor {
  readonly parse: Parser;
  readonly lower: Lower;
}

async function editorOf(syntax: Syntax): Promise<Editor> {
  const [parse, lower] = await Promise.all([parserFor(syntax), lowererFor(syntax)]);
  return { parse, lower };
}
