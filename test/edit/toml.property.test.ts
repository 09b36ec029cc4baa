import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Document, Path } from "../../src/document/document.ts";
import { parse } from "../../src/document/toml.ts";
import { applyOps } from "../../src/edit/apply.ts";
import type { Edited } from "../../src/edit/apply.ts";
import type { DocumentOp } from "../../src/edit/op.ts";
import { spliced } from "../../src/edit/text-edits.ts";
import { layoutOf } from "../../src/edit/toml-layout.ts";
import { lower } from "../../src/edit/toml.ts";
import { applied, isSame, valueOf } from "../../src/edit/value.ts";
import { intents, opFor, startsWith } from "./ops.ts";
import { tomlTexts } from "./toml-documents.ts";

const documents = tomlTexts.map((text) => parse("x.toml", text));

/** Documents with one op that fits them. */
const cases = fc
  .tuple(documents, intents)
  .map(([document, intent]) => ({ document, op: opFor(document, intent) }))
  .filter((found): found is { document: Document; op: DocumentOp } => found.op !== undefined);

const runs = { numRuns: 2000 };

/** All that TOML, or this layout of it, does not allow. */
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

/** Undefined where the op is refused. */
function edit(document: Document, ...ops: DocumentOp[]): Extract<Edited, { edits: unknown }> | undefined {
  const edited = applyOps(document, ops, parse, lower);
  if (!("failed" in edited)) return edited;
  if (edited.kind === "refused" && refusals.includes(edited.why)) return undefined;
  throw new Error(`${edited.kind}: ${edited.why}\n${JSON.stringify(edited.failed)}`);
}

describe("an op on TOML", () => {
  it("means the same for the text as for the value, and leaves all other statements as they were written", () => {
    fc.assert(
      fc.property(cases, ({ document, op }) => {
        const edited = edit(document, op);
        fc.pre(edited !== undefined);
        const { document: after, edits } = edited!;
        expect(spliced(document.text, edits)).toBe(after.text);
        expect(isSame(applied(valueOf(document), op), valueOf(after), false)).toBe(true);
        expectAll(statementsOf(after).map(({ raw }) => raw), rawForeign(document, op));
        expectAll(trailsOf(after), trailsThatStay(document, op));
        expect(after.style.bom).toBe(document.style.bom);
        if (!/(?<!\r)\n/.test(document.text)) expect(after.text.replaceAll("\r\n", "")).not.toContain(
          document.text.includes("\r\n") ? "\n" : "\r",
        );
      }),
      runs,
    );
  });

  it("does not care for the order of others", () => {
    fc.assert(
      fc.property(cases, intents, ({ document, op }, intent) => {
        const other = opFor(document, intent);
        fc.pre(other !== undefined && areApart(op, other));
        const one = edit(document, op, other!);
        const two = edit(document, other!, op);
        fc.pre(one !== undefined && two !== undefined);
        expect(isSame(valueOf(one!.document), valueOf(two!.document), false)).toBe(true);
        if ([op, other!].every((one) => one.op !== "insert")) expect(two!.document.text).toBe(one!.document.text);
      }),
      runs,
    );
  });

  it("is undone by its opposite", () => {
    fc.assert(
      fc.property(cases, ({ document, op }) => {
        fc.pre(op.op === "insert");
        const edited = edit(document, op);
        fc.pre(edited !== undefined);
        const undone = edit(edited!.document, { op: "remove", file: document.file, path: (op as { path: Path }).path });
        expect(undone!.document.text).toBe(document.text);
      }),
      runs,
    );
  });

  it("is made or refused, whatever the text", () => {
    const pieces = fc.constantFrom(..."[]{}=.,'\"\\# \n\r\t", "a", "1", "[a]", "[[a]]", "a.b = 1\n", '"""', "'''", "{{x}}", "\uFEFF");
    const anything = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(anything, intents, (text, intent) => {
        const document = parse("x.toml", text);
        const op = opFor(document, intent);
        fc.pre(op !== undefined);
        const edited = applyOps(document, [op!], parse, lower);
        if ("failed" in edited) expect(edited.kind).toBe("refused");
      }),
      runs,
    );
  });
});

interface Statement {
  readonly path: Path;
  /** From the start of its line up to the end of its value, or of its header. */
  readonly raw: string;
  /** With all that follows on the line. */
  readonly line: string;
}
