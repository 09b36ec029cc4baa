import type { Document, Node, Path, Plain, ScalarNode } from "../document/document.ts";
import type { DocumentOp } from "./op.ts";

/** What a document says. Maps, because objects would put keys like "7" first and so hide their order. */
export type Value = ScalarNode["value"] | readonly Value[] | ReadonlyMap<string, Value>;

/** A file with nothing in it, as TOML and YAML allow it, is an empty mapping. */
export function valueOf({ root }: Document): Value {
  return root === undefined ? new Map() : fromNode(root);
}

/** Why an op has no meaning for this value, as one sentence without final dot; undefined where it has one. */
export function misfit(value: Value, op: DocumentOp): string | undefined {
  if (op.op === "strip" || op.op === "recomment") return undefined;
  if (op.op === "comment") {
    return at(value, op.path) === undefined ? "What is to be commented on is not there" : undefined;
  }
  const step = op.path.at(-1);
  const parent = step === undefined ? undefined : at(value, op.path.slice(0, -1));
  if (op.op === "insert") return step === undefined ? "A file has only one value" : unfitPlace(parent, step);
  const target = at(value, op.path);
  if (target === undefined) return "What is to be changed is not there";
  switch (op.op) {
    case "set":
      return undefined;
    case "remove":
      return parent === undefined ? "The whole value of a file cannot be removed" : undefined;
    case "rename":
      if (!isMapping(parent)) return "Only a key has a name";
      return op.to !== step && parent.has(op.to) ? "The new name is taken" : undefined;
    case "splice": {
      const fits = typeof target === "string" && 0 <= op.start && op.start <= op.end && op.end <= target.length;
      return fits ? undefined : "What is to be changed is not the expected text";
    }
  }
}

/** What an op means: the measure of every edit. Expects one that fits. */
export function applied(value: Value, op: DocumentOp): Value {
  switch (op.op) {
    case "strip":
    case "comment":
    case "recomment":
      return value;
    case "set":
      return changed(value, op.path, () => fromPlain(op.value));
    case "splice":
      return changed(value, op.path, (before) => {
        const text = String(before);
        return text.slice(0, op.start) + op.text + text.slice(op.end);
      });
    case "remove":
      return changedParent(value, op.path, (entries, step) => entries.filter(([key]) => key !== step));
    case "rename":
      return changedParent(value, op.path, (entries, step) =>
        entries.map(([key, inner]) => [key === step ? op.to : key, inner]),
      );
    case "insert":
      return changedParent(value, op.path, (entries, step) =>
        entries.toSpliced(placeFor(entries, op), 0, [step, fromPlain(op.value)]),
      );
  }
}

/** Deep equality; a number equals the bigint that is read back for it. The order of keys counts where `ordered`. */
export function isSame(a: Value, b: Value, ordered: boolean): boolean {
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]!, ordered));
  if (isMapping(a)) {
    if (!isMapping(b) || a.size !== b.size) return false;
    const others = [...b.keys()];
    return [...a].every(
      ([key, inner], i) => b.has(key) && (!ordered || others[i] === key) && isSame(inner, b.get(key)!, ordered),
    );
  }
  if (typeof a === "bigint" && typeof b === "number") return Number(a) === b;
  if (typeof a === "number" && typeof b === "bigint") return a === Number(b);
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

type Entry = readonly [step: string | number, value: Value];

function fromNode(node: Node): Value {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "array") return node.items.map(fromNode);
  return new Map(node.members.map(({ key, value }) => [key, fromNode(value)]));
}

function fromPlain(plain: Plain): Value {
  if (typeof plain !== "object" || plain === null) return plain;
  if (Array.isArray(plain)) return plain.map(fromPlain);
  return new Map(Object.entries(plain).map(([key, inner]) => [key, fromPlain(inner)]));
}

function placeFor(entries: readonly Entry[], op: DocumentOp & { op: "insert" }): number {
  const step = op.path.at(-1);
  if (typeof step === "number") return step;
  const beside = op.before ?? op.after;
  const found = entries.findIndex(([key]) => key === beside);
  if (found === -1) return entries.length;
  return op.before === undefined ? found + 1 : found;
}

function changedParent(
  value: Value,
  path: Path,
  change: (entries: readonly Entry[], step: string | number) => readonly Entry[],
): Value {
  return changed(value, path.slice(0, -1), (parent) => {
    const after = change(isList(parent) || isMapping(parent) ? [...parent.entries()] : [], path.at(-1)!);
    return isList(parent) ? after.map(([, inner]) => inner) : new Map(after as readonly [string, Value][]);
  });
}

function changed(value: Value, path: Path, change: (value: Value) => Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (isList(value)) return value.map((item, i) => (i === step ? changed(item, rest, change) : item));
  if (!isMapping(value)) return value;
  return new Map([...value].map(([key, inner]) => [key, key === step ? changed(inner, rest, change) : inner]));
}

function at(value: Value, path: Path): Value | undefined {
  let found: Value | undefined = value;
  for (const step of path) {
    if (typeof step === "number") found = isList(found) ? found[step] : undefined;
    else found = isMapping(found) ? found.get(step) : undefined;
  }
  return found;
}

function unfitPlace(parent: Value | undefined, step: string | number): string | undefined {
  if (typeof step === "number") {
    const fits = isList(parent) && 0 <= step && step <= parent.length;
    return fits ? undefined : "There is no such place in a list";
  }
  if (!isMapping(parent)) return "There is no mapping that could take the key";
  return parent.has(step) ? "The key is already there" : undefined;
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function isMapping(value: Value | undefined): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}
