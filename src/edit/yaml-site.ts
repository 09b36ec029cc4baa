import { memberOf } from "../document/document.ts";
import type { Document, Member, Node, ObjectNode, Path, Span } from "../document/document.ts";
import type { Refusal } from "./lower.ts";
import type { Element, Layout, Value } from "./yaml-layout.ts";

/** Where an op takes place: a value and what it stands in. */
export interface Site {
  readonly node: Node;
  readonly value: Value;
  /** The member or item whose value this is, and the collection it stands in; undefined for the root. */
  readonly element: Element | undefined;
  readonly parent: Value | undefined;
  /** Column of the innermost key or dash that is not in brackets; what is in it must be indented further. */
  readonly column: number;
}

/** Follows a path. Refuses where it leads through an alias or a merge, for nothing of it is written there. */
export function siteAt(document: Document, layout: Layout, path: Path): Site | Refusal {
  let site: Site = { node: document.root!, value: layout.root!, element: undefined, parent: undefined, column: -1 };
  for (const step of path) {
    const refused = sharedBy(layout, site);
    if (refused !== undefined) return { refused };
    const { node, value } = site;
    if (value.kind === "pair") return { refused: "The mapping stands in a list without braces of its own" };
    const member = typeof step === "string" ? memberOf(node, step) : undefined;
    if (member?.merged) return { refused: mergedIn(document, value) };
    const index = typeof step === "number" ? step : indexOf(node as ObjectNode, value, member!);
    const next = typeof step === "number" ? node.kind === "array" && node.items[step] : member!.value;
    const element = value.elements[index];
    if (!element || !next) return { refused: "The place of the change in the text is unclear" };
    if (isMerge(document, element)) return { refused: "The key << would merge what is written there" };
    const column = value.isFlow ? site.column : columnOf(document, element.start);
    site = { node: next, value: element.value, element, parent: value, column };
  }
  return site;
}

/** Why nothing inside of a value can be changed: other places show the same. */
export function sharedBy({ aliases }: Layout, { node, value }: Site): string | undefined {
  if (node.alias !== undefined) return `The value comes from the anchor &${node.alias}; change it there by hand`;
  return aliases.some(({ name }) => name === value.anchor) ? usedElsewhere(value.anchor!) : undefined;
}

/** Why a part of the text cannot go: it defines an anchor that is used outside of it. */
export function neededElsewhere({ aliases }: Layout, part: Element | Value): string | undefined {
  const names = new Set(anchorsIn(part));
  const alias = aliases.find(({ name, start }) => names.has(name) && !(part.start <= start && start < part.end));
  return alias && usedElsewhere(alias.name);
}

/** The elements that are not merges, in the order of the members that are written out. */
export function writtenElements(node: Node, value: Value): readonly Element[] {
  if (node.kind !== "object") return value.elements;
  const written = new Set(node.members.filter(({ merged }) => !merged).map(({ keySpan }) => keySpan.start));
  if (written.size === value.elements.length) return value.elements;
  return value.elements.filter(({ key }) => key && written.has(key.start));
}

/** Says which anchors a `<<` names. */
export function mergedIn(document: Document, { elements }: Value): string {
  const merges = elements.filter((element) => isMerge(document, element));
  const names = merges
    .flatMap(({ value }) => aliasesIn(value))
    .map(({ start, end }) => `&${document.text.slice(start + 1, end)}`);
  return `The key comes through << from ${names.join(" and ") || "another mapping"}; change it there by hand`;
}

export function columnOf({ text }: Document, offset: number): number {
  return offset - (offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1);
}

function isMerge({ text }: Document, { key }: Element): boolean {
  return key !== undefined && text.slice(key.start, key.end) === "<<";
}

function indexOf(node: ObjectNode, value: Value, member: Member): number {
  const written = node.members.filter(({ merged }) => !merged);
  const element = writtenElements(node, value)[written.indexOf(member)];
  return element ? value.elements.indexOf(element) : -1;
}

function usedElsewhere(anchor: string): string {
  return `Other places of the file use the anchor &${anchor}; change them by hand`;
}

function anchorsIn(part: Element | Value): string[] {
  const own = part.anchor === undefined ? [] : [part.anchor];
  const inner = "value" in part ? [part.value] : part.elements;
  return [...own, ...inner.flatMap(anchorsIn)];
}

function aliasesIn(value: Value): Span[] {
  return value.kind === "alias" ? [value] : value.elements.flatMap((element) => aliasesIn(element.value));
}
