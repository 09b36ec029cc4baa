import { oncePer } from "../once-per.ts";

/**
 * One parsed config file with exact positions, in any of the syntaxes. Plain readonly data: the parsers in this folder
 * make it, everything else only reads it.
 */
export interface Document {
  /** Absolute path, or the name given for standard input. */
  readonly file: string;
  readonly syntax: Syntax;
  /** Decoded, without a byte order mark. All spans index into it. */
  readonly text: string;
  readonly style: Style;
  /** Undefined where nothing could be recovered; the problems say why. */
  readonly root: Node | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** `markdown` is the YAML front matter of a Markdown file. */
export type Syntax = "json" | "jsonc" | "json5" | "toml" | "yaml" | "markdown";

/** UTF-16 offsets, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Style {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "binary";
  readonly bom: boolean;
  /** The more frequent one. */
  readonly eol: "\n" | "\r\n";
  /** One level: spaces or a tab; empty where nothing is indented. */
  readonly indent: string;
  readonly finalNewline: boolean;
}

/** Object keys and array indices from the root. */
export type Path = readonly (string | number)[];

export type Node = ObjectNode | ArrayNode | ScalarNode;

export interface ObjectNode {
  readonly kind: "object";
  readonly span: Span;
  /** In the order of the text, duplicates included. The last of a name is the one that counts. */
  readonly members: readonly Member[];
  readonly anchor?: string;
  readonly alias?: string;
}

export interface ArrayNode {
  readonly kind: "array";
  readonly span: Span;
  readonly items: readonly Node[];
  readonly anchor?: string;
  readonly alias?: string;
}

export interface ScalarNode {
  readonly kind: "scalar";
  /** With its quotes. */
  readonly span: Span;
  /** A TOML date is its text. An integer beyond 2^53 is a bigint. */
  readonly value: string | number | bigint | boolean | null;
  readonly anchor?: string;
  readonly alias?: string;
}

export interface Member {
  readonly key: string;
  /** With its quotes. For a TOML table `[a.b]`, `b` alone. */
  readonly keySpan: Span;
  readonly value: Node;
  /** Key to end of value, without a comma. */
  readonly span: Span;
  /** All pieces where TOML writes one member in several (sub-tables, dotted keys); else absent. */
  readonly parts?: readonly Span[];
  /** Set where the member came through a YAML merge key `<<`. */
  readonly merged?: true;
}

export interface Comment {
  /** With its marker, without the line end. */
  readonly span: Span;
  /** Without marker and surrounding blanks. */
  readonly text: string;
  /**
   * Path of the node it belongs to: same line after a member, that member; lines directly above with no blank line
   * between, the member below; anything else, the container.
   */
  readonly owner: Path;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly span: Span;
  /** One sentence, no final dot. Never quotes a value. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

/**
 * `comment` and `trailing-comma` are marked in every JSON file: whether they are legal is the client's business.
 * All others mean that the file, or a part of it, cannot be read.
 */
export type ProblemCode =
  | "comment"
  | "trailing-comma"
  | "duplicate-key"
  | "syntax"
  | "empty"
  | "encoding"
  | "binary"
  | "too-deep"
  | "too-large"
  | "template";

/** 1-based; columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which the lines of the document start. */
export const lineStarts: (document: Document) => readonly number[] = oncePer(({ text }) => {
  const starts = [0];
  for (let i = text.indexOf("\n"); i !== -1; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return starts;
});

/** Line and column of an offset; offsets outside the text are clamped. */
export function positionAt(document: Document, offset: number): Position {
  const starts = lineStarts(document);
  const at = Math.max(0, Math.min(offset, document.text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - starts[low]! + 1 };
}

/** The member that counts: the last of that name. */
export function memberOf(node: Node | undefined, key: string): Member | undefined {
  if (node?.kind !== "object") return undefined;
  for (let i = node.members.length - 1; i >= 0; i--) {
    const member = node.members[i]!;
    if (member.key === key) return member;
  }
  return undefined;
}

/** The node at a path, or undefined. */
export function nodeAt(node: Node | undefined, path: Path): Node | undefined {
  let at = node;
  for (const step of path) {
    if (typeof step === "number") at = at?.kind === "array" ? at.items[step] : undefined;
    else at = memberOf(at, step)?.value;
  }
  return at;
}

export type Plain = string | number | bigint | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** The plain value of a node, as a parser would return it. */
export function plainOf(node: Node): Plain {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "array") return node.items.map(plainOf);
  const object: Record<string, Plain> = Object.create(null);
  for (const member of node.members) object[member.key] = plainOf(member.value);
  return object;
}
