import { Parser } from "yaml";
import type { CST } from "yaml";
import type { Document, Span } from "../document/document.ts";

/** How a document is written, where its tree of values does not tell. */
export interface Layout {
  /** Undefined where the document holds nothing. */
  readonly root: Value | undefined;
  /** Where what is added to a document without a value goes; undefined in a Markdown file without front matter. */
  readonly end: number | undefined;
  /** Another document comes next, which would be the first if nothing were left of this one. */
  readonly isFollowed: boolean;
  readonly aliases: readonly Alias[];
}

export interface Alias {
  readonly name: string;
  readonly start: number;
}

/** A value as it is written, from its first character to its last, without anchor and tag; empty where there is none. */
export interface Value extends Span {
  /** `pair` is the mapping of one member that `[a: b]` has in it. */
  readonly kind: "map" | "list" | "pair" | "block scalar" | "alias" | "scalar" | "nothing";
  /** Stands in brackets; of scalars, that it is inside of them. */
  readonly isFlow: boolean;
  /** Offset after what leads to the value: colon, dash, or start of the document, and anchor and tag. */
  readonly after: number;
  /** With the empty lines after a block scalar that belong to it. */
  readonly reach: number;
  readonly elements: readonly Element[];
  readonly anchor: string | undefined;
  readonly isTagged: boolean;
}

/** A member or an item, from the first character of its key or its dash to the end of its value. */
export interface Element extends Span {
  readonly reach: number;
  readonly value: Value;
  /** Anchor of the key. */
  readonly anchor: string | undefined;
  /** Offset of the `:`; undefined for an item, and for a key that stands alone. */
  readonly colon: number | undefined;
  /** Offset of the comma that follows it in brackets. */
  readonly comma: number | undefined;
  /** What stands as key in the text; undefined for items. */
  readonly key: Span | undefined;
}

/** Reads the first document of a text that is known to have no syntax errors. */
export function layoutOf({ text, syntax, root }: Document): Layout {
  if (syntax === "markdown" && !root) return layoutOfNothing(endOfEmptyFrontMatter(text));
  let first: CST.Document | undefined;
  for (const token of new Parser().parse(text)) {
    const isNext = first !== undefined && (token.type === "document" || token.type === "doc-end");
    if (isNext && first?.value) return documentLayout(first, text, token.type === "document");
    if (isNext) return layoutOfNothing(token.offset);
    if (token.type === "document") first = token;
  }
  return first?.value ? documentLayout(first, text, false) : layoutOfNothing(text.length);
}

function layoutOfNothing(end: number | undefined): Layout {
  return { root: undefined, end, isFollowed: false, aliases: [] };
}

/** What is inside of its brackets, or all of it. */
export function insideOf({ start, end, isFlow }: Value): Span {
  return isFlow ? { start: start + 1, end: end - 1 } : { start, end };
}

/** Whether the text of the element ends with that of a block scalar, which what is indented below would continue. */
export function endsInBlockScalar({ value }: Element): boolean {
  const last = value.isFlow ? undefined : value.elements.at(-1);
  return last ? endsInBlockScalar(last) : value.kind === "block scalar";
}

function endOfEmptyFrontMatter(text: string): number | undefined {
  const found = /^---[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*?(?=(?:---|\.\.\.)[ \t]*(?:\r?\n|$))/.exec(text);
  return found?.[0].length;
}

function documentLayout(document: CST.Document, text: string, isFollowed: boolean): Layout {
  const aliases: Alias[] = [];

  const valueOf = (token: CST.Token | null | undefined, lead: Lead, isFlow: boolean): Value => {
    const { after, anchor, isTagged } = lead;
    const value = { after, anchor, isTagged, isFlow, elements: [] };
    if (!token) return { ...value, kind: "nothing", start: after, end: after, reach: after };
    const { offset: start } = token;
    if (token.type === "block-map" || token.type === "block-seq") {
      const elements = token.items
        .map((item) => (token.type === "block-map" ? memberOf(item, false) : itemOf(item)))
        .filter((element) => element !== undefined);
      const { end, reach } = elements.at(-1)!;
      const kind = token.type === "block-map" ? "map" : "list";
      return { ...value, kind, elements, start: elements[0]!.start, end, reach };
    }
    if (token.type === "flow-collection") {
      const isMap = token.start.source === "{";
      const elements = withCommas(token.items, (item) => (isMap ? memberOf(item, true) : flowItemOf(item)));
      const end = token.end[0]!.offset + 1;
      return { ...value, kind: isMap ? "map" : "list", isFlow: true, elements, start, end, reach: end };
    }
    if (token.type === "block-scalar") return { ...value, kind: "block scalar", ...blockScalarSpan(token) };
    const source = "source" in token ? token.source : "";
    if (source === "") return { ...value, kind: "nothing", start: after, end: after, reach: after };
    const end = start + source.trimEnd().length;
    if (token.type !== "alias") return { ...value, kind: "scalar", start, end, reach: end };
    aliases.push({ name: text.slice(start + 1, end), start });
    return { ...value, kind: "alias", start, end, reach: end };
  };

  const memberOf = ({ start, key, sep, value }: CST.CollectionItem, isFlow: boolean): Element | undefined => {
    const colon = sep?.findIndex(({ type }) => type === "map-value-ind") ?? -1;
    const head = firstOf(start) ?? key?.offset ?? sep?.[colon]?.offset;
    if (head === undefined) return undefined;
    const mark = start.findIndex(({ type }) => type === "explicit-key-ind");
    const keyLead = leadOf(start, mark, mark === -1 ? (key?.offset ?? head) : start[mark]!.offset + 1);
    const keyValue = valueOf(key, keyLead, isFlow);
    const lead = leadOf(sep ?? [], colon, colon === -1 ? keyValue.end : sep![colon]!.offset + 1);
    const written = valueOf(value, lead, isFlow);
    const end = Math.max(keyValue.end, written.after, written.end);
    return {
      start: head,
      end,
      reach: Math.max(end, written.reach),
      value: written,
      anchor: keyLead.anchor,
      colon: sep?.[colon]?.offset,
      comma: undefined,
      key: { start: keyValue.start, end: keyValue.end },
    };
  };

  const itemOf = ({ start, value }: CST.CollectionItem): Element | undefined => {
    const dash = start.findIndex(({ type }) => type === "seq-item-ind");
    if (dash === -1) return undefined;
    const written = valueOf(value, leadOf(start, dash, start[dash]!.offset + 1), false);
    return item(start[dash]!.offset, written);
  };

  const flowItemOf = (source: CST.CollectionItem): Element | undefined => {
    const { start, key, sep, value } = source;
    if (key || sep) {
      const pair = memberOf(source, true);
      const nothing = { after: 0, anchor: undefined, isTagged: false };
      return (
        pair &&
        item(pair.start, { ...pair, ...nothing, after: pair.start, kind: "pair", isFlow: true, elements: [pair] })
      );
    }
    const head = firstOf(start) ?? value?.offset;
    if (head === undefined) return undefined;
    return item(head, valueOf(value, leadOf(start, -1, value?.offset ?? head), true));
  };

  const { start, value } = document;
  const mark = start.findIndex(({ type }) => type === "doc-start");
  const root = valueOf(value, leadOf(start, mark, mark === -1 ? 0 : start[mark]!.offset + 3), false);
  return { root, end: root.reach, isFollowed, aliases };
}

type Lead = Pick<Value, "after" | "anchor" | "isTagged">;

/** What stands between a mark and a value: `tokens` after the one at `mark`. */
function leadOf(tokens: readonly CST.SourceToken[], mark: number, from: number): Lead {
  const props = tokens.slice(mark + 1).filter(({ type }) => type === "anchor" || type === "tag");
  const last = props.at(-1);
  return {
    after: last ? last.offset + last.source.length : from,
    anchor: props.find(({ type }) => type === "anchor")?.source.slice(1),
    isTagged: props.some(({ type }) => type === "tag"),
  };
}

function firstOf(tokens: readonly CST.SourceToken[]): number | undefined {
  return tokens.find(({ type }) => type === "explicit-key-ind" || type === "anchor" || type === "tag")?.offset;
}

function item(start: number, value: Value): Element {
  const end = Math.max(value.after, value.end);
  const reach = Math.max(end, value.reach);
  return { start, end, reach, value, anchor: undefined, colon: undefined, comma: undefined, key: undefined };
}

/** The library has each comma at the start of what follows it. */
function withCommas(
  items: readonly CST.CollectionItem[],
  read: (item: CST.CollectionItem) => Element | undefined,
): Element[] {
  const elements: Element[] = [];
  for (const source of items) {
    const comma = source.start.find(({ type }) => type === "comma")?.offset;
    if (comma !== undefined && elements.length > 0) elements.push({ ...elements.pop()!, comma });
    const element = read(source);
    if (element) elements.push(element);
  }
  return elements;
}

function blockScalarSpan({ props, source }: CST.BlockScalar): Span & { readonly reach: number } {
  const header = props.find(({ type }) => type === "block-scalar-header") as CST.SourceToken;
  const last = props.at(-1) as CST.SourceToken;
  const body = last.offset + last.source.length;
  let written = source.length;
  while (written > 0 && " \r\n".includes(source.charAt(written - 1))) written--;
  if (written > 0) written += /^ */.exec(source.slice(written))![0].length;
  const end = written === 0 ? header.offset + header.source.length : body + written;
  // A line of nothing but blanks may be part of the text.
  const blanks = Math.max(source.lastIndexOf(" \n"), source.lastIndexOf(" \r\n"));
  const kept = header.source.includes("+") ? source.length : blanks < written ? 0 : source.indexOf("\n", blanks) + 1;
  return { start: header.offset, end, reach: Math.max(end, body + kept) };
}
