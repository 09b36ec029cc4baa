import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeAt } from "../../src/document/document.ts";
import type { Comment, Document, Node, Path, Plain } from "../../src/document/document.ts";
import { parse } from "../../src/document/yaml.ts";
import { applyOps } from "../../src/edit/apply.ts";
import type { Edited } from "../../src/edit/apply.ts";
import type { DocumentOp } from "../../src/edit/op.ts";
import { applied, isSame, misfit, valueOf } from "../../src/edit/value.ts";
import { spliced } from "../../src/edit/text-edits.ts";
import { lower } from "../../src/edit/yaml.ts";

const file = "/config.yaml";
const runs = { numRuns: 2000 };

const keys = ["a", "name", "cmd", "b c", "ключ", "q:r", "yes", "1", "😀"];
const scalars = [
  "x",
  "npx",
  "http://h/p",
  "'it''s'",
  '"q\\tq"',
  "12",
  "true",
  "~",
  "é 😀",
  "-y",
  "'#no'",
  '"a: b"',
  "a\\b",
];

/**
 * Writes a random document; every number answers one question, and what is not answered is 0. A tidy one has its comments
 * at the column of what they stand above, and no anchors.
 */
function written(answers: readonly number[], isTidy: boolean): string {
  let asked = 0;
  let anchors = 0;
  let comments = 0;
  let out = "";
  const pick = (count: number): number => (answers[asked++] ?? 0) % count;
  const maybe = (odds: number): boolean => pick(odds) === odds - 1;
  const comment = (): string => `# c${++comments}`;
  const pad = (count: number): string => " ".repeat(count);
  const trail = (): void => {
    out += maybe(3) ? ` ${comment()}\n` : maybe(9) ? "  \n" : "\n";
  };
  const between = (indent: number): void => {
    while (maybe(4))
      out += maybe(3) ? `${pad([0, 0, 3, indent + 4][pick(4)]!)}\n` : `${pad(around(indent))}${comment()}\n`;
  };
  const around = (indent: number): number =>
    isTidy ? indent : [indent, indent, indent, indent + 3, Math.max(0, indent - 1)][pick(5)]!;

  const props = (): string => {
    if (isTidy || !maybe(14)) return "";
    return maybe(4) ? " !t" : ` &n${++anchors}`;
  };

  const flow = (depth: number, indent: number): string => {
    const open = maybe(4);
    const isMap = maybe(2);
    const padding = maybe(3) ? " " : "";
    const line = `\n${pad(indent + 2)}`;
    const used = new Set<string>();
    const items: string[] = [];
    for (let count = pick(4); count > 0; count--) {
      const key = keys[pick(keys.length)]!;
      if (used.has(key)) continue;
      used.add(key);
      const value = depth > 2 || !maybe(4) ? flowScalar() : flow(depth + 1, indent + 2);
      items.push(
        isMap ? (maybe(4) ? `"${key}":${value}` : key === "q:r" && maybe(2) ? key : `${key}: ${value}`) : value,
      );
    }
    const [left, right] = isMap ? "{}" : "[]";
    if (!open)
      return `${left}${items.length > 0 ? padding : ""}${items.join(", ")}${items.length > 0 && maybe(6) ? "," : ""}${items.length > 0 ? padding : ""}${right}`;
    let text = left!;
    text += maybe(3) ? ` ${comment()}` : "";
    for (const [i, entry] of items.entries()) {
      if (maybe(5)) text += `${line}${comment()}`;
      const comma = i < items.length - 1 || maybe(3) ? "," : "";
      text +=
        maybe(9) && i > 0 && !text.endsWith(comment.name) && comma ? ` ${entry}${comma}` : `${line}${entry}${comma}`;
      text += maybe(4) ? ` ${comment()}${line}` : "";
    }
    if (maybe(5)) text += `${line}${comment()}`;
    return `${text}\n${pad(indent + 1)}${right}`;
  };
  const flowScalar = (): string => scalars[pick(scalars.length)]!;

  const textBlock = (indent: number): void => {
    const header = ["|", ">", "|-", "|+", ">+"][pick(5)]!;
    out += ` ${header}${maybe(4) ? ` ${comment()}` : ""}\n`;
    const deeper = Math.max(indent, 0) + 1 + pick(4);
    for (let lines = 1 + pick(3); lines > 0; lines--)
      out += maybe(5) ? "\n" : `${pad(deeper)}line ${lines}${maybe(4) ? " # no" : ""}\n`;
    while (maybe(4)) out += "\n";
  };

  /** Everything after the colon or dash, with the line end. `least` is the indentation that what is below may have. */
  const value = (depth: number, indent: number, isItem: boolean): void => {
    const kind = pick(depth > 3 ? 6 : 11);
    const lead = props();
    if (kind <= 2) {
      out += `${lead} ${flowScalar()}`;
      trail();
    } else if (kind === 3) {
      out += lead;
      trail();
    } else if (kind === 4) {
      out += maybe(5) ? `${lead}\n${pad(indent + 2)}${flow(1, indent + 2)}` : `${lead} ${flow(1, indent)}`;
      trail();
    } else if (kind === 5) {
      if (anchors > 0 && maybe(3)) {
        out += ` *n${1 + pick(anchors)}`;
        trail();
      } else if (maybe(2)) {
        out += lead;
        textBlock(indent);
      } else {
        out += `${lead} "two\n${pad(indent + 2)}lines"`;
        trail();
      }
    } else if (kind <= 8) {
      const isCompact = isItem && lead === "" && maybe(2);
      if (isCompact) out += " ";
      else {
        out += lead;
        trail();
      }
      map(depth + 1, isCompact ? indent + 2 : indent + [2, 2, 4, 1][pick(4)]!, isCompact);
    } else {
      const isCompact = isItem && lead === "" && maybe(2);
      if (isCompact) out += " ";
      else {
        out += lead;
        trail();
      }
      list(depth + 1, isCompact ? indent + 2 : isItem ? indent + 2 : indent + [2, 0, 4][pick(3)]!, isCompact);
    }
  };

  const map = (depth: number, indent: number, isCompact: boolean): void => {
    const used = new Set<string>();
    for (let count = 1 + pick(4), first = true; count > 0; count--) {
      const key = keys[pick(keys.length)]!;
      if (used.has(key) && !maybe(9)) continue;
      used.add(key);
      if (!first || !isCompact) {
        between(indent);
        out += pad(indent);
      }
      if (anchors > 0 && maybe(12)) {
        out += `<<: *n${1 + pick(anchors)}`;
        trail();
      } else {
        out += maybe(8) ? `"${key}":` : maybe(30) ? `? ${key}\n${pad(indent)}:` : `${key}:`;
        value(depth, indent, false);
      }
      first = false;
    }
  };

  const list = (depth: number, indent: number, isCompact: boolean): void => {
    for (let count = 1 + pick(3), first = true; count > 0; count--) {
      if (!first || !isCompact) {
        between(indent);
        out += pad(indent);
      }
      out += "-";
      value(depth, indent, true);
      first = false;
    }
  };

  between(0);
  if (maybe(6)) out += maybe(2) ? `--- ${comment()}\n` : "---\n";
  if (maybe(20)) out += `${flow(0, 0)}\n`;
  else if (maybe(10)) list(0, 0, false);
  else if (!maybe(20)) map(0, 0, false);
  between(0);
  if (maybe(9)) out += "...\n";
  // Without the dots, the library loses comments between a key without value and the next document.
  if (maybe(9)) out += "...\n---\nother: document\n";
  if (maybe(5)) out = out.replace(/\n+$/, "");
  if (maybe(4)) out = out.replaceAll("\n", "\r\n");
  return maybe(6) ? `\uFEFF${out}` : out;
}

function read(text: string): Document {
  return parse(file, text);
}

const readable = ({ problems }: Document): boolean => problems.every(({ code }) => code === "duplicate-key");

const documentsThat = ({ areTidy }: { readonly areTidy: boolean }): fc.Arbitrary<Document> =>
  fc
    .array(fc.nat(1000), { minLength: 30, maxLength: 200, size: "max" })
    .map((answers) => read(written(answers, areTidy)))
    .filter(readable);

const documents = documentsThat({ areTidy: false });

const values: fc.Arbitrary<Plain> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Plain>(
      "http",
      "yes",
      "1_000",
      "it's",
      "",
      "a: b",
      "x\ny",
      "é",
      'q"',
      "0x1f",
      "- a",
      "#",
      "\u2028",
      "---",
    ),
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom<Plain>(0, -1.5, true, null, 12345678901234567890n),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string({ maxLength: 4 })), tie("value"), {
      maxKeys: 3,
      noNullPrototype: false,
    }),
  ),
})).value as fc.Arbitrary<Plain>;

const anyOp = fc.record({
  kind: fc.constantFrom("set", "remove", "take", "rename", "insert", "splice"),
  at: fc.nat(),
  beside: fc.constantFrom("none", "before", "after"),
  other: fc.nat(),
  name: fc.oneof(fc.constantFrom(...keys, "uri", "type"), fc.string({ maxLength: 5 })),
  value: values,
});
type AnyOp = typeof anyOp extends fc.Arbitrary<infer T> ? T : never;

function pathsOf(node: Node | undefined, path: Path = []): Path[] {
  if (!node) return [path];
  if (node.kind === "scalar") return [path];
  const inner =
    node.kind === "array"
      ? node.items.map((item, i) => [item, i] as const)
      : [...new Map(node.members.map(({ key, value }) => [key, value])).entries()].map(
          ([key, value]) => [value, key] as const,
        );
  return [path, ...inner.flatMap(([value, step]) => pathsOf(value, [...path, step]))];
}

function opFor(document: Document, any: AnyOp): DocumentOp {
  const paths = pathsOf(document.root);
  const path = paths[any.at % paths.length]!;
  const node = nodeAt(document.root, path);
  switch (any.kind) {
    case "remove":
      return { op: "remove", file, path };
    case "take":
      return { op: "remove", file, path, comments: "take" };
    case "rename":
      return { op: "rename", file, path, to: any.name };
    case "splice": {
      const length = node?.kind === "scalar" && typeof node.value === "string" ? node.value.length : 0;
      const start = any.other % (length + 1);
      const end = start + (any.value === null ? 0 : Math.min(2, length - start));
      return { op: "splice", file, path, start, end, text: any.name };
    }
    case "insert": {
      if (node?.kind === "array")
        return { op: "insert", file, path: [...path, any.other % (node.items.length + 1)], value: any.value };
      const siblings = node?.kind === "object" ? node.members.map(({ key }) => key) : [];
      const sibling = siblings[any.other % Math.max(1, siblings.length)] ?? "nobody";
      const beside = any.beside === "none" ? {} : { [any.beside]: sibling };
      return { op: "insert", file, path: [...path, any.name], value: any.value, ...beside };
    }
    default:
      return { op: "set", file, path, value: any.value };
  }
}

const known =
  /anchor|tag|through <<|key << would|text block|braces of its own|mapping that could|holds nothing|end of the file/;

function edited(document: Document, op: DocumentOp): Edited {
  fc.pre(misfit(valueOf(document), op) === undefined);
  return applyOps(document, [op], parse, lower);
}

/** Neither leads through what the other changes, moves, or counts. */
function areApart(a: DocumentOp, b: DocumentOp): boolean {
  if (a.op === "strip" || b.op === "strip") return false;
  const paths = [a.path, b.path];
  if (paths.some((path) => path.length === 0 || typeof path.at(-1) === "number")) return false;
  const [one, other] = a.path.length <= b.path.length ? [a.path, b.path] : [b.path, a.path];
  const isApart = one.some((step, i) => step !== other[i]);
  const isSibling = one.length === other.length && one.slice(0, -1).every((step, i) => step === other[i]);
  return isApart && (!isSibling || (a.op === "set" && b.op === "remove") || (a.op === "remove" && b.op === "remove"));
}

describe("random ops on random YAML", { timeout: 60_000 }, () => {
  it("do what they mean, or are refused with a reason", () => {
    let done = 0;
    let refused = 0;
    fc.assert(
      fc.property(documents, anyOp, (document, any) => {
        const op = opFor(document, any);
        const result = edited(document, op);
        if ("failed" in result) {
          refused++;
          expect(`${result.kind}: ${result.why}`, JSON.stringify([document.text, op], big)).toMatch(known);
          expect(result.kind, JSON.stringify([document.text, op, result.why], big)).toBe("refused");
          return;
        }
        done++;
        const expected = applied(valueOf(document), op);
        expect(isSame(valueOf(result.document), expected, true)).toBe(true);
        expect(result.document.text).toBe(spliced(document.text, result.edits));
      }),
      runs,
    );
    expect(refused / (done + refused)).toBeLessThan(0.2);
  });

  it("leave the comments of others with them", () => {
    fc.assert(
      fc.property(documentsThat({ areTidy: true }), anyOp, (document, any) => {
        const op = opFor(document, any);
        fc.pre(op.op !== "strip" && typeof op.path.at(-1) === "string" && op.op !== "rename");
        const result = edited(document, op);
        if ("failed" in result) return;
        const { document: after } = result;
        const { path } = op as { path: Path };
        const isForeign = ({ owner }: Comment): boolean => owner.some((step, i) => i < path.length && step !== path[i]);
        const owners = new Map(after.comments.map(({ text, owner }) => [text, owner]));
        for (const comment of document.comments.filter(isForeign)) {
          // What comes to stand first in an item shares its comment with the item.
          const owner = owners.get(comment.text);
          expect(comment.owner.slice(0, owner?.length), JSON.stringify([document.text, op, after.text], big)).toEqual(
            owner,
          );
        }
      }),
      runs,
    );
  });

  it("give the same in any order, where they have nothing to do with each other", () => {
    fc.assert(
      fc.property(documents, anyOp, anyOp, (document, one, other) => {
        const first = opFor(document, one);
        const second = opFor(document, other);
        fc.pre(areApart(first, second));
        const forth = applyOps(document, [first, second], parse, lower);
        const back = applyOps(document, [second, first], parse, lower);
        if ("failed" in forth || "failed" in back) return;
        expect(isSame(valueOf(back.document), valueOf(forth.document), true)).toBe(true);
      }),
      runs,
    );
  });
});

function big(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
