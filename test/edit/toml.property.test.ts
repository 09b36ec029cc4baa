import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeAt } from "../../src/document/document.ts";
import type { Document, Path } from "../../src/document/document.ts";
import { parse } from "../../src/document/toml.ts";
import { applyOps } from "../../src/edit/apply.ts";
import type { DocumentOp } from "../../src/edit/op.ts";
import { spliced } from "../../src/edit/text-edits.ts";
import { layoutOf } from "../../src/edit/toml-layout.ts";
import { lower } from "../../src/edit/toml.ts";
import { applied, isSame, valueOf } from "../../src/edit/value.ts";
import { intents, nodesOf, opFor, startsWith } from "./ops.ts";
import { tomlTexts } from "./toml-documents.ts";

const documents = tomlTexts.map((text) => parse("x.toml", text));

/** Documents with one op that fits them. */
const cases = fc
  .tuple(documents, intents)
  .map(([document, intent]) => ({ document, op: opFor(document, intent) }))
  .filter((found): found is { document: Document; op: DocumentOp } => found.op !== undefined);

const runs = { numRuns: 2000 };

const refusals = [
  "A TOML file is not written anew as a whole",
  "TOML has no null",
  "A date is not a text",
  "The last table of a list cannot be taken away from between other tables",
  "Only a table can stand here in place of the old one",
  "This list is written as tables and takes nothing else",
  "Comments stand inside of what is to go, on a line with other values",
  "Comments stand inside of the old value, on a line with other values",
];

/** Undefined where TOML cannot say it. */
function edit(document: Document, ...ops: DocumentOp[]): ReturnType<typeof made> | undefined {
  const edited = applyOps(document, ops, parse, lower);
  if (!("failed" in edited)) return made(edited);
  if (edited.kind === "unproved" || !refusals.includes(edited.why)) {
    throw new Error(`${edited.kind}: ${edited.why}\n${JSON.stringify(edited.failed)}`);
  }
  return undefined;
}

function made<T>(edited: T): T {
  return edited;
}

describe("an op on TOML", () => {
  it("means the same for the text as for the value", () => {
    fc.assert(
      fc.property(cases, ({ document, op }) => {
        const edited = edit(document, op);
        if (!edited) return;
        expect(spliced(document.text, edited.edits)).toBe(edited.document.text);
        expect(isSame(applied(valueOf(document), op), valueOf(edited.document), false)).toBe(true);
      }),
      runs,
    );
  });
});
