import type { Document, Node, ObjectNode } from "../document/document.ts";
import type { DocumentOp } from "../edit/op.ts";
import { applied, valueOf, type Value } from "../edit/value.ts";

const nowhere = { start: 0, end: 0 };

/** An entry as it will be, without positions. Paths of the ops lead from it. */
export function nodeAfter(document: Document, entry: ObjectNode, ops: readonly DocumentOp[]): ObjectNode {
  const after = nodeOf(ops.reduce(applied, valueOf({ ...document, root: entry })));
  return after.kind === "object" ? after : entry;
}

function nodeOf(value: Value): Node {
  if (value instanceof Map) {
    const members = [...(value as ReadonlyMap<string, Value>)].map(([key, inner]) => {
      return { key, keySpan: nowhere, value: nodeOf(inner), span: nowhere };
    });
    return { kind: "object", span: nowhere, members };
  }
  if (Array.isArray(value)) return { kind: "array", span: nowhere, items: value.map(nodeOf) };
  return {
    kind: "scalar",
    span: nowhere,
    value: value as Exclude<Value, readonly Value[] | ReadonlyMap<string, Value>>,
  };
}
