import fc from "fast-check";
import { parseTree } from "jsonc-parser";
import type { Node as JsoncNode } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { nodeAt } from "../../src/document/document.ts";
import type { Document, Path } from "../../src/document/document.ts";
import { parserOf } from "../../src/document/json.ts";
import { applyOps } from "../../src/edit/apply.ts";
import type { Edited } from "../../src/edit/apply.ts";
import { lower } from "../../src/edit/json.ts";
import type { DocumentOp } from "../../src/edit/op.ts";
import { spliced } from "../../src/edit/text-edits.ts";
import { applied, isSame, valueOf } from "../../src/edit/value.ts";
import type { Value } from "../../src/edit/value.ts";
import { jsonTexts } from "./json-documents.ts";
import { intents, isSamePath, nodesOf, opFor, startsWith } from "./ops.ts";

const parse = parserOf("jsonc");
const documents = jsonTexts.map((text) => parse("x.jsonc", text));

/** Documents with one op that fits them. */
const cases = fc
  .tuple(documents, intents)
  .map(([document, intent]) => ({ document, op: opFor(document, intent) }))
  .filter((found): found is { document: Document; op: DocumentOp } => found.op !== undefined);

const runs = { numRuns: 2000 };

function edit(document: Document, ...ops: DocumentOp[]): Extract<Edited, { edits: unknown }> {
  const edited = applyOps(document, ops, parse, lower);
  if ("failed" in edited) throw new Error(`${edited.kind}: ${edited.why}\n${JSON.stringify(edited.failed)}`);
  return edited;
}

describe("an op on JSON", () => {
  it("means the same for the text as for the value", () => {
    fc.assert(
      fc.property(cases, ({ document, op }) => {
        const { document: after, edits } = edit(document, op);
        expect(spliced(document.text, edits)).toBe(after.text);
        const read = readByOther(parseTree(after.text)!);
        expect(isSame(applied(valueOf(document), op), read, true)).toBe(true);
      }),
      runs,
    );
  });

  it("leaves everything else as it was written", () => {
    fc.assert(
      fc.property(cases, ({ document, op }) => {
        const { document: after } = edit(document, op);
        for (const [path, node] of nodesOf(document.root)) {
          const moved = movedPath(path, op);
          if (moved === undefined || startsWith(placeOf(op), path)) continue;
          const there = nodeAt(after.root, moved)!;
          expect(rawOf(after, there)).toBe(rawOf(document, node));
        }
      }),
      runs,
    );
  });

  it("leaves comments with their owners, and adopts none", () => {
    fc.assert(
      fc.property(cases, ({ document, op }) => {
        // What follows a comma on a line of its own belongs to nothing in particular, and so to whatever comes near.
        fc.pre(!/^[ \t]*,/m.test(document.text));
        const { document: after } = edit(document, op);
        const owners = new Map(after.comments.map(({ text, owner }) => [text, owner]));
        for (const { text, owner } of document.comments) {
          const moved = movedPath(owner, op);
          if (moved !== undefined) expect([text, owners.get(text)]).toEqual([text, moved]);
        }
      }),
      runs,
    );
  });
});

function readByOther({ type, value, children = [] }: JsoncNode): Value {
  if (type === "array") return children.map(readByOther);
  if (type !== "object") return value as Value;
  return new Map(children.map(({ children }) => [children![0]!.value as string, readByOther(children![1]!)]));
}

function placeOf(op: DocumentOp): Path {
  return op.op === "strip" ? [] : op.op === "insert" ? op.path.slice(0, -1) : op.path;
}

/** Where the op leaves what was at a path; undefined for what it changes or takes away. */
function movedPath(path: Path, op: DocumentOp): Path | undefined {
  if (op.op === "strip") return path;
  const at = op.path.length - 1;
  const step = path[at];
  const last = op.path[at];
  if (op.op === "set" || op.op === "splice")
    return startsWith(path, op.path) && !isSamePath(path, op.path) ? undefined : path;
  if (!startsWith(path, op.path.slice(0, -1)) || step === undefined) return path;
  if (op.op === "rename") return step === last ? path.with(at, op.to) : path;
  if (op.op === "remove" && step === last) return undefined;
  const moves = typeof step === "number" && step >= Number(last);
  return moves ? path.with(at, step + (op.op === "insert" ? 1 : -1)) : path;
}

function rawOf({ text }: Document, { span }: { span: { start: number; end: number } }): string {
  return text.slice(span.start, span.end);
}
