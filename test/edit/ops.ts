import fc from "fast-check";
import { memberOf } from "../../src/document/document.ts";
import type { Document, Node, Path, Plain } from "../../src/document/document.ts";
import type { DocumentOp } from "../../src/edit/op.ts";

/** What shall be done, before it is known to which document: `where` picks among all places that take such an op. */
export interface Intent {
  readonly op: "set" | "remove" | "take" | "rename" | "insert" | "splice";
  readonly where: number;
  /** Picks the sibling, the index or the part of the string. */
  readonly which: number;
  readonly value: Plain;
  readonly text: string;
}

const keys = fc.constantFrom("url", "command", "args", "new key", 'q"uote', "é", "__proto__", "9");

const texts = fc.constantFrom("", "npx", 'say "hi"', "C:\\dir", "two\nlines", "é🚀", "// no", "-y");

const { value: values } = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.oneof(texts, fc.constantFrom(0, 18901, 1.5, -3, true, false, null)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 3 }),
  ),
}));

export const intents: fc.Arbitrary<Intent> = fc.record({
  op: fc.constantFrom("set", "remove", "take", "rename", "insert", "insert", "splice"),
  where: fc.nat(),
  which: fc.nat(),
  value: values,
  text: fc.oneof(texts, keys),
});

/** The op that an intent means for a document; undefined where the document has no place for it. */
export function opFor(document: Document, { op, where, which, value, text }: Intent): DocumentOp | undefined {
  const { file } = document;
  const places = placesIn(document.root, op);
  const [path, node] = places[where % places.length] ?? [];
  if (path === undefined || node === undefined) return undefined;
  switch (op) {
    case "set":
      return { op, file, path, value };
    case "remove":
      return { op, file, path };
    case "take":
      return { op: "remove", file, path, comments: "take" };
    case "rename":
      return placesIn(document.root, "set").some(([other]) => isSamePath(other, [...path.slice(0, -1), text]))
        ? undefined
        : { op, file, path, to: text };
    case "splice": {
      const characters = [...String(node.kind === "scalar" && node.value)];
      const first = which % (characters.length + 1);
      const before = characters.slice(0, first).join("");
      const replaced = characters.slice(first, first + (where % 5)).join("");
      return { op, file, path, start: before.length, end: before.length + replaced.length, text };
    }
    case "insert": {
      if (node.kind === "array") return { op, file, path: [...path, which % (node.items.length + 1)], value };
      if (node.kind !== "object" || memberOf(node, text)) return undefined;
      const sibling = node.members[which % (node.members.length + 1)]?.key;
      const beside = sibling === undefined ? {} : { [where % 2 === 0 ? "before" : "after"]: sibling };
      return { op, file, path: [...path, text], value, ...beside };
    }
  }
}

/** Every path of the document with its node; of duplicate keys, the last. */
export function nodesOf(root: Node | undefined, path: Path = []): (readonly [Path, Node])[] {
  if (root === undefined) return [];
  const inner =
    root.kind === "array"
      ? root.items.flatMap((item, i) => nodesOf(item, [...path, i]))
      : root.kind === "object"
        ? root.members
            .filter((member) => memberOf(root, member.key) === member)
            .flatMap(({ key, value }) => nodesOf(value, [...path, key]))
        : [];
  return [[path, root], ...inner];
}

export function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && startsWith(a, b);
}

export function startsWith(path: Path, start: Path): boolean {
  return start.every((step, i) => path[i] === step);
}

function placesIn(root: Node | undefined, op: Intent["op"]): (readonly [Path, Node])[] {
  return nodesOf(root).filter(([path, node]) => {
    switch (op) {
      case "set":
        return true;
      case "remove":
      case "take":
        return path.length > 0;
      case "rename":
        return typeof path.at(-1) === "string";
      case "splice":
        return node.kind === "scalar" && typeof node.value === "string";
      case "insert":
        return node.kind !== "scalar";
    }
  });
}
