import fc from "fast-check";
import { parseTree } from "jsonc-parser";
import type { Node as JsoncNode } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { nodeAt } from "../../src/document/document.ts";
import type { Document, Path } from "../../src/document/document.ts";
import { parserOf } from "../../src/document/json.ts";
import { parse as parseJson5 } from "../../src/document/json5.ts";
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

const runs = { numRuns: 20000 };

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
        fc.pre(!hasLeadingComma(document));
        fc.pre(!document.problems.some(({ code }) => code === "duplicate-key"));
        const { document: after } = edit(document, op);
        const owners = new Map(after.comments.map(({ text, owner }) => [text, owner]));
        for (const { text, owner } of document.comments) {
          const moved = op.op === "set" && startsWith(owner, op.path) ? undefined : movedPath(owner, op);
          if (moved !== undefined) expect([text, owners.get(text)]).toEqual([text, moved]);
        }
      }),
      runs,
    );
  });

  it("is undone by its opposite", () => {
    fc.assert(
      fc.property(cases, ({ document, op }) => {
        const opposite = oppositeOf(document, op);
        fc.pre(opposite !== undefined);
        expect(edit(document, op, opposite!).document.text).toBe(document.text);
      }),
      runs,
    );
  });

  it("does not care for the order of others", () => {
    fc.assert(
      fc.property(cases, intents, ({ document, op }, intent) => {
        const other = opFor(document, intent);
        fc.pre(other !== undefined && areIndependent(op, other));
        fc.pre(nameOf(op) === undefined || nameOf(op) !== nameOf(other!));
        const { document: one } = edit(document, op, other!);
        const { document: two } = edit(document, other!, op);
        expect(isSame(valueOf(one), valueOf(two), true)).toBe(true);
        // Of two elements on one line, the comments of one that goes away become the other's.
        if ([op, other!].some((one) => "comments" in one)) return;
        expect(one.comments.map(({ text }) => text).sort()).toEqual(two.comments.map(({ text }) => text).sort());
      }),
      runs,
    );
  });

  it("is made in any number as one set of edits", () => {
    fc.assert(
      fc.property(documents, fc.array(intents, { maxLength: 5 }), (document, several) => {
        let current = document;
        const ops: DocumentOp[] = [];
        for (const intent of several) {
          const op = opFor(current, intent);
          if (op === undefined) continue;
          ops.push(op);
          current = edit(current, op).document;
        }
        const { document: after, edits } = edit(document, ...ops);
        expect(after.text).toBe(current.text);
        expect(spliced(document.text, edits)).toBe(after.text);
        expect(edits.every(({ start }, i) => i === 0 || edits[i - 1]!.end < start)).toBe(true);
      }),
      runs,
    );
  });

  it("leaves nothing that a strict reader refuses, after stripping", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const file = document.file;
        const { document: bare } = edit(document, { op: "strip", file, what: "comment" });
        const { document: strict } = edit(bare, { op: "strip", file, what: "trailing-comma" });
        expect(() => JSON.parse(strict.text)).not.toThrow();
        expect(isSame(valueOf(strict), valueOf(document), true)).toBe(true);
        expect(bare.text.split("\n").filter((line) => /\S[ \t]+\r?$/.test(line))).toEqual([]);
      }),
      runs,
    );
  });

  it("is made or refused, whatever the text", () => {
    const pieces = fc.constantFrom(
      ..."{}[],:'\"\\/*# \n\r\t",
      "a",
      "1",
      "//",
      "/*",
      "*/",
      '"a":',
      "true",
      "{{x}}",
      "\uFEFF",
      "\u2028",
    );
    const anything = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(anything, intents, (text, intent) => {
        for (const syntax of ["jsonc", "json5"] as const) {
          const read = syntax === "jsonc" ? parse : parseJson5;
          const document = read("x", text);
          const op = opFor(document, intent);
          if (op === undefined) continue;
          const edited = applyOps(document, [op], read, lower);
          if ("failed" in edited) expect(edited.kind).toBe("refused");
        }
      }),
      runs,
    );
  });
});

describe("an op on JSON5", () => {
  it("means the same for the text as for the value", () => {
    fc.assert(
      fc.property(jsonTexts, intents, (text, intent) => {
        const document = parseJson5("x.json5", text);
        const op = opFor(document, intent);
        fc.pre(op !== undefined);
        expect(applyOps(document, [op!], parseJson5, lower)).not.toHaveProperty("failed");
      }),
      runs,
    );
  });
});

/** The op that takes another one back to the byte, where the text allows one. */
function oppositeOf(document: Document, op: DocumentOp): DocumentOp | undefined {
  if (op.op === "insert") {
    // The first element of a container decides about its lines.
    return isFilled(document, op) && !hasLeadingComma(document) && !hasCommentBefore(document)
      ? { op: "remove", file: op.file, path: op.path }
      : undefined;
  }
  if (op.op === "rename") {
    const to = String(op.path.at(-1));
    const parent = nodeAt(document.root, op.path.slice(0, -1));
    const renamed = parent?.kind === "object" ? parent.members.filter(({ key }) => key === to) : [];
    const isPlain = renamed.every(({ keySpan }) => rawOf(document, { span: keySpan }) === JSON.stringify(to));
    return isPlain ? { op: "rename", file: op.file, path: [...op.path.slice(0, -1), op.to], to } : undefined;
  }
  if (op.op !== "splice") return undefined;
  const node = nodeAt(document.root, op.path)!;
  const before = String(node.kind === "scalar" && node.value);
  if (rawOf(document, node) !== JSON.stringify(before)) return undefined;
  return { ...op, end: op.start + op.text.length, text: before.slice(op.start, op.end) };
}

function isFilled({ root }: Document, { path }: DocumentOp & { op: "insert" }): boolean {
  const container = nodeAt(root, path.slice(0, -1));
  return (
    (container?.kind === "object" ? container.members : container?.kind === "array" ? container.items : []).length > 0
  );
}

function hasLeadingComma({ text }: Document): boolean {
  return /^[ \t]*,/m.test(text);
}

/** On its line. */
function hasCommentBefore({ text, comments }: Document): boolean {
  return comments.some(({ span }) => !/^[ \t]*(?:[\r\n,}\]/]|$)/.test(text.slice(span.end, span.end + 20)));
}

function areIndependent(a: DocumentOp, b: DocumentOp): boolean {
  const [one, two] = [placeOf(a), placeOf(b)];
  return !startsWith(one, two) && !startsWith(two, one) && !changesIndices(a, two) && !changesIndices(b, one);
}

/** What must not be there before. */
function nameOf(op: DocumentOp): string | undefined {
  return op.op === "rename" ? op.to : op.op === "insert" ? String(op.path.at(-1)) : undefined;
}

function changesIndices(op: DocumentOp, path: Path): boolean {
  if (op.op !== "insert" && op.op !== "remove") return false;
  return typeof op.path.at(-1) === "number" && startsWith(path, op.path.slice(0, -1));
}

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
