import type { Key, StdioShape, UrlShape } from "../clients/client.ts";
import { memberOf, type Node, type ObjectNode } from "../document/document.ts";
import { find } from "./keys.ts";

/** Are the values of an entry of the types its shape wants, and is there no key that it refuses? Null counts as absent. */
export function fitsShape(node: ObjectNode, shape: StdioShape | UrlShape): boolean {
  const keys: Readonly<Partial<Record<keyof typeof wanted, Key>>> = shape;
  return (
    fields.every((field) => {
      const value = keys[field] === undefined ? undefined : find(node, keys[field])?.member.value;
      return !value || isNull(value) || wanted[field](value);
    }) && !shape.refusedKeys?.some((key) => memberOf(node, key))
  );
}

const wanted = {
  command: (value: Node): boolean => value.kind === "object" || isText(value) || isListOfText(value),
  args: isListOfText,
  env: isMapOfText,
  cwd: isText,
  headers: isMapOfText,
  headerVariables: isMapOfText,
  bearerTokenVariable: isText,
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
