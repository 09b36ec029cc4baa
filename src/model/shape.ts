import { keyPath, type Dialect, type Key, type StdioShape, type UrlShape } from "../clients/client.ts";
import { memberOf, type Member, type Node, type ObjectNode, type Path } from "../document/document.ts";
import type { Transport } from "./entry.ts";
import { find } from "./keys.ts";

/** The shape in which a client reads an entry of this transport. */
export function shapeFor({ stdio, http, sse }: Dialect, transport: Transport): StdioShape | UrlShape | undefined {
  if (transport === "stdio") return stdio;
  return transport === "sse" ? (sse ?? http) : (http ?? sse);
}

/** A value of another type than its shape wants, or a key that makes the entry malformed. */
export interface Misfit {
  /** From the entry. */
  readonly path: readonly string[];
  readonly member: Member;
  /** Undefined for a key that may not be there at all. */
  readonly wanted?: Wanted;
}

/** What does not fit a shape. Null counts as absent. */
export function misfitsOf(node: ObjectNode, shape: StdioShape | UrlShape): readonly Misfit[] {
  const keys: Readonly<Partial<Record<keyof typeof wanted, Key>>> = shape;
  const misfits: Misfit[] = [];
  for (const field of fields) {
    const member = keys[field] === undefined ? undefined : find(node, keys[field]);
    if (!member || isNull(member.value) || wanted[field].fits(member.value)) continue;
    misfits.push({ member, path: keyPath(keys[field]!), wanted: wanted[field].is });
  }
  for (const key of shape.refusedKeys ?? []) {
    const member = memberOf(node, key);
    if (member) misfits.push({ member, path: [key] });
  }
  return misfits;
}

/** The values within a misfit that are of the wrong type: those of a list or a map, or all of it. */
export function culpritsOf({ path, member: { value }, wanted }: Misfit): readonly { path: Path; node: Node }[] {
  if (wanted === "list" && value.kind === "array") {
    return value.items.flatMap((node, index) => (isText(node) ? [] : [{ path: [...path, index], node }]));
  }
  if (wanted === "map" && value.kind === "object") {
    return value.members.flatMap(({ key, value: node }) => (isText(node) ? [] : [{ path: [...path, key], node }]));
  }
  return [{ path, node: value }];
}

export type Wanted = "text" | "list" | "map" | "command";

const command = {
  is: "command",
  fits: (value: Node): boolean => value.kind === "object" || isText(value) || isListOfText(value),
} as const;
const text = { is: "text", fits: isText } as const;
const list = { is: "list", fits: isListOfText } as const;
const map = { is: "map", fits: isMapOfText } as const;

const wanted = {
  command,
  args: list,
  env: map,
  cwd: text,
  headers: map,
  headerVariables: map,
  bearerTokenVariable: text,
};

const fields = Object.keys(wanted) as (keyof typeof wanted)[];

function isNull(node: Node): boolean {
  return node.kind === "scalar" && node.value === null;
}

function isText(node: Node): boolean {
  return node.kind === "scalar" && typeof node.value === "string";
}

function isListOfText(node: Node): boolean {
  return node.kind === "array" && node.items.every(isText);
}

function isMapOfText(node: Node): boolean {
  return node.kind === "object" && node.members.every(({ value }) => isText(value));
}
