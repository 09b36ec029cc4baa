import { tomlTreeOf } from "../document/toml-ast.ts";
import { nodeAt } from "../document/document.ts";
import type { Document } from "../document/document.ts";
import { spanWithin } from "../document/span.ts";
import { commented } from "./comments.ts";
import type { Lower, Refusal } from "./lower.ts";
import type { DocumentOp, TextEdit } from "./op.ts";
import { insertion } from "./toml-insert.ts";
import { layoutOf, nameAt, placeOf, soleEntry } from "./toml-layout.ts";
import type { Layout } from "./toml-layout.ts";
import { escaped, printedKey, printedString, unwritable } from "./toml-print.ts";
import { removal } from "./toml-remove.ts";
import { replacement } from "./toml-set.ts";

/** TOML, of which one table can be written in many places and ways. */
export const lower: Lower = (document, op) => {
  // A key that stands there twice keeps all that follows from being read.
  if (document.problems.length > 0) return { refused: "The file has mistakes that must be corrected by hand first" };
  if (/\r(?!\n)/.test(document.text)) return { refused: "The file has carriage returns that end no line" };
  if (op.op === "strip") return { refused: "TOML has comments, and no commas that would have to go" };
  if (op.op === "comment" || op.op === "recomment") return commented(document, op);
  const layout = layoutOf(document);
  switch (op.op) {
    case "set":
      return replacement(document, layout, op);
    case "remove":
      return removal(document, layout, op);
    case "rename":
      return renaming(document, layout, op);
    case "insert":
      return insertion(document, layout, op);
    case "splice":
      return splicing(document, layout, op);
  }
};

type OpNamed<Name extends DocumentOp["op"]> = Extract<DocumentOp, { op: Name }>;

function renaming({ text }: Document, layout: Layout, { path, to }: OpNamed<"rename">): TextEdit[] | Refusal {
  const why = unwritable(to);
  if (why !== undefined) return { refused: why };
  const { sections, entries } = placeOf(layout, path);
  const names = [...sections, ...entries].map((piece) => nameAt(piece, path.length - 1).span);
  return names
    .map(({ start, end }) => ({ start, end, text: printedKey(to, text.slice(start, end)) }))
    .sort((a, b) => a.start - b.start);
}

function splicing(document: Document, layout: Layout, op: OpNamed<"splice">): TextEdit[] | Refusal {
  const { span } = soleEntry(placeOf(layout, op.path), op.path)!.value;
  const raw = document.text.slice(span.start, span.end);
  if (!/^["']/.test(raw)) return { refused: "A date is not a text" };
  const node = nodeAt(document.root, op.path);
  const old = node?.kind === "scalar" ? String(node.value) : "";
  const wanted = old.slice(0, op.start) + op.text + old.slice(op.end);
  const why = unwritable(wanted);
  if (why !== undefined) return { refused: why };
  const part = spanWithin(document, span, op.start, op.end);
  const text = raw.startsWith('"') ? escaped(op.text) : op.text;
  const whole = raw.slice(0, part.start - span.start) + text + raw.slice(part.end - span.start);
  // A part of an escape, a quote too many in a literal string, or line ends that a value has otherwise: a new string.
  const isExact = !raw.includes("\r") && !text.includes("\n") && readsAs(whole, wanted);
  return [isExact ? { ...part, text } : { ...span, text: printedString(wanted, '"') }];
}

/** Whether this is one string with this value. */
function readsAs(raw: string, wanted: string): boolean {
  const before = "a = ";
  try {
    const [{ body }] = tomlTreeOf(before + raw, "1.1").body;
    const [entry] = body;
    if (entry?.type !== "TOMLKeyValue" || entry.value.type !== "TOMLValue") return false;
    return entry.value.value === wanted && entry.value.range[1] === before.length + raw.length;
  } catch {
    return false;
  }
}
