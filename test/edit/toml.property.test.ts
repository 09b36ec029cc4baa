import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Document, Path, Plain, Span } from "../../src/document/document.ts";
import { parse } from "../../src/document/toml.ts";
import { applyOps } from "../../src/edit/apply.ts";
import type { Edited } from "../../src/edit/apply.ts";
import type { DocumentOp } from "../../src/edit/op.ts";
import { spliced } from "../../src/edit/text-edits.ts";
import { layoutOf, placeOf } from "../../src/edit/toml-layout.ts";
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
const refusals: ReadonlySet<string> = new Set([
  "A TOML file is not written anew as a whole",
  "TOML has no null",
  "A date is not a text",
  "The last table of a list cannot be taken away from between other tables",
  "Only a table can stand here in place of the old one",
  "This list is written as tables and takes nothing else",
  "Comments stand inside of what is to go, on a line with other values",
  "Comments stand inside of the old value, on a line with other values",
]);

/** Undefined where the op is refused. */
function edit(document: Document, ...ops: DocumentOp[]): Extract<Edited, { edits: unknown }> | undefined {
  const edited = applyOps(document, ops, parse, lower);
  if (!("failed" in edited)) return edited;
  if (edited.kind === "refused" && refusals.has(edited.why)) return undefined;
  throw new Error(`${edited.kind}: ${edited.why}\n${JSON.stringify(edited.failed)}`);
}

describe("an op on TOML", () => {
  it("means the same for the text as for the value", () => {
    fc.assert(
      fc.property(cases, ({ document, op }) => {
        const edited = edit(document, op);
        fc.pre(edited !== undefined);
        const { document: after, edits } = edited!;
        expect(spliced(document.text, edits)).toBe(after.text);
        expect(isSame(applied(valueOf(document), op), valueOf(after), false)).toBe(true);
        const eol = document.style.eol;
        if (!document.text.replaceAll(eol, "").includes("\n"))
          expect(after.text.replaceAll(eol, "")).not.toMatch(/[\r\n]/);
      }),
      runs,
    );
  });

  it("leaves all other statements and what stands behind them as they were written", () => {
    fc.assert(
      fc.property(cases, ({ document, op }) => {
        const edited = edit(document, op);
        fc.pre(edited !== undefined);
        const left = statementsOf(edited!.document);
        for (const { path, line, isHeader, trail } of statementsOf(document)) {
          const isAbove = startsWith(pathOf(op), path);
          if (!startsWith(path, pathOf(op)) && (isHeader || !isAbove)) take(left, (other) => other.line === line);
          else if (isAbove && !isHeader && op.op !== "remove") take(left, (other) => other.trail === trail);
        }
      }),
      runs,
    );
  });

  it("does not care for the order of others", () => {
    fc.assert(
      fc.property(cases, intents, ({ document, op }, intent) => {
        const other = opFor(document, intent);
        fc.pre(other !== undefined && areApart(op, other));
        const one = edit(document, op, other!)?.document;
        const two = edit(document, other!, op)?.document;
        fc.pre(one !== undefined && two !== undefined);
        expect(isSame(valueOf(one!), valueOf(two!), false)).toBe(true);
        if ([op, other!].some((op) => "comments" in op)) return;
        expect(one!.comments.map(({ text }) => text).sort()).toEqual(two!.comments.map(({ text }) => text).sort());
      }),
      runs,
    );
  });

  it("is undone by its opposite", () => {
    const inserts = cases.filter(
      ({ document, op }) => op.op === "insert" && isScalar(op.value) && isFilled(document, op),
    );
    fc.assert(
      fc.property(inserts, ({ document, op }) => {
        const edited = edit(document, op);
        fc.pre(edited !== undefined);
        const undone = edit(edited!.document, { op: "remove", file: document.file, path: pathOf(op) });
        expect(undone?.document.text).toBe(document.text);
      }),
      { numRuns: 300 },
    );
  });

  it("is made or refused, whatever the text", () => {
    const pieces = fc.constantFrom(
      ..."[]{}=.,'\"\\# \n\r\t",
      "a",
      "1",
      "[a]",
      "[[a]]",
      "a.b = 1\n",
      '"""',
      "'''",
      "{{x}}",
      "\uFEFF",
    );
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
  readonly isHeader: boolean;
  /** All of the lines it stands on. */
  readonly line: string;
  /** What follows it on its last line. */
  readonly trail: string;
}

function statementsOf(document: Document): Statement[] {
  const { text } = document;
  const statement = (path: Path, { start, end }: Span, isHeader: boolean): Statement => {
    const from = text.lastIndexOf("\n", start - 1) + 1;
    const trail = /[^\r\n]*/.exec(text.slice(end))![0];
    return { path, isHeader, line: text.slice(start === 0 ? 0 : from, end) + trail, trail };
  };
  return layoutOf(document).flatMap(({ path, header, entries }) => [
    ...(header ? [statement(path, header, true)] : []),
    ...entries.map((entry) => statement(entry.path, entry.span, false)),
  ]);
}

/** Takes one away that must be there. */
function take(statements: Statement[], fits: (statement: Statement) => boolean): void {
  const found = statements.findIndex(fits);
  expect(found).not.toBe(-1);
  statements.splice(found, 1);
}

function areApart(a: DocumentOp, b: DocumentOp): boolean {
  const [one, two] = [pathOf(a), pathOf(b)];
  const isNested = startsWith(one, two) || startsWith(two, one);
  return !isNested && !movesItems(a, two) && !movesItems(b, one) && !areNamesakes(a, b);
}

/** Whether both make a key of one name. */
function areNamesakes(a: DocumentOp, b: DocumentOp): boolean {
  const [one, two] = [a, b].map((op) => (op.op === "rename" ? op.to : pathOf(op).at(-1)));
  return one === two;
}

function movesItems(op: DocumentOp, path: Path): boolean {
  return typeof pathOf(op).at(-1) === "number" && startsWith(path, pathOf(op).slice(0, -1));
}

function pathOf(op: DocumentOp): Path {
  return op.op === "strip" ? [] : op.path;
}

function isScalar(value: Plain): boolean {
  return typeof value !== "object" || value === null;
}

/** Whether the table or array has an entry already: the first one decides about lines and brackets. */
function isFilled(document: Document, op: DocumentOp): boolean {
  const path = pathOf(op).slice(0, -1);
  const layout = layoutOf(document);
  const { entries } = placeOf(layout, path);
  const own = layout.find((section) => startsWith(section.path, path) && section.path.length === path.length);
  const [sole] = entries;
  if (sole?.path.length === path.length) return (sole.value.entries?.length ?? 0) > 0;
  return entries.length > 0 || (own?.entries.length ?? 0) > 0;
}
