import type { Member, Node, ObjectNode, ScalarNode, Span } from "./document.ts";

/** TOML writes one table in many places; this gathers them into one tree. Mutable until `finished`. */
export interface Table {
  readonly kind: "table";
  /** Where it is written out; of a table that only follows from others, the first place. */
  span: Span;
  readonly members: Map<string, Piecemeal>;
}

export interface List {
  readonly kind: "list";
  readonly span: Span;
  readonly items: Value[];
}

export type Value = Table | List | ScalarNode;

export interface Key {
  readonly key: string;
  readonly span: Span;
}

interface Piecemeal {
  keySpan: Span;
  span: Span;
  readonly parts: Span[];
  readonly value: Value;
}

export function newTable(span: Span): Table {
  return { kind: "table", span, members: new Map() };
}

/** The table a header opens: `[a.b]`, or with `isItem` the next item of `[[a.b]]`. `span` is all up to the last member. */
export function addTable(root: Table, keys: readonly [Key, ...Key[]], span: Span, isItem: boolean): Table {
  const parent = tableFor(root, keys.slice(0, -1), span);
  const last = keys.at(-1)!;
  const known = parent.members.get(last.key);
  const table = newTable(span);
  if (!known) {
    addMember(parent, last, isItem ? { kind: "list", span, items: [table] } : table, span);
    return table;
  }
  known.parts.push(span);
  if (known.value.kind === "list") {
    known.value.items.push(table);
    return table;
  }
  // Known from a table inside of it so far; its own header says more about it.
  const implied = asTable(known.value, span);
  known.keySpan = last.span;
  known.span = span;
  implied.span = span;
  return implied;
}

/** The table that dotted keys lead to. Every member on the way is written in part by `span`. */
export function tableFor(from: Table, keys: readonly Key[], span: Span): Table {
  let table = from;
  for (const key of keys) {
    const known = table.members.get(key.key);
    if (known) {
      known.parts.push(span);
      table = asTable(known.value, span);
    } else {
      const inner = newTable(span);
      addMember(table, key, inner, span);
      table = inner;
    }
  }
  return table;
}

export function addMember(table: Table, key: Key, value: Value, span: Span): void {
  table.members.set(key.key, { keySpan: key.span, span, parts: [span], value });
}

export function finished(table: Table): ObjectNode {
  const members: Member[] = [];
  for (const [key, { keySpan, span, parts, value }] of table.members) {
    members.push({ key, keySpan, value: nodeOf(value), span, ...(parts.length > 1 && { parts }) });
  }
  return { kind: "object", span: table.span, members };
}

function nodeOf(value: Value): Node {
  if (value.kind === "table") return finished(value);
  if (value.kind === "list") return { kind: "array", span: value.span, items: value.items.map(nodeOf) };
  return value;
}

/** Keys that lead through an array of tables mean its last item. The library has refused all other values. */
function asTable(value: Value, span: Span): Table {
  const target = value.kind === "list" ? value.items.at(-1) : value;
  return target?.kind === "table" ? target : newTable(span);
}
