import type { Comment, Node, Path, Span } from "./document.ts";

/** A member or an item as it lies in the text. */
export interface Element {
  readonly start: number;
  readonly end: number;
  /** Where what it contains ends at the latest; beyond `end` for a TOML table, which lasts until the next header. */
  readonly reach: number;
  /** Set where indentation alone says what it contains: comments further right belong to it even after its end. */
  readonly column?: number;
  readonly path: Path;
}

/**
 * Gives every comment its text and its owner: same line after an element, that element; on lines directly above one, or
 * before it on its line, that one; else the container. `elements` are in the order of their start, parents first.
 */
export function ownComments(text: string, spans: readonly Span[], elements: readonly Element[]): Comment[] {
  const lines = placeInLines(text, spans);
  const owners: (Path | undefined)[] = trailingOwners(text, spans, lines, elements);
  fillLeadingOwners(text, spans, lines, elements, owners);
  fillContainers(spans, lines, elements, owners);
  return spans.map((span, i) => ({ span, text: bare(text.slice(span.start, span.end)), owner: owners[i]! }));
}

/** The elements under a node, in the order `ownComments` wants them. What an alias repeats lies elsewhere in the text. */
export function elementsUnder(text: string, root: Node | undefined, base: Path, indented = false): Element[] {
  const elements: Element[] = [];
  const add = (node: Node, path: Path, { start, end }: Span): void => {
    const block = indented && node.kind !== "scalar" && !"{[*".includes(text.charAt(node.span.start));
    const column = block ? start - (text.lastIndexOf("\n", start - 1) + 1) : undefined;
    elements.push({ start, end, reach: end, path, ...(column !== undefined && { column }) });
    walk(node, path);
  };
  const walk = (node: Node, path: Path): void => {
    if (node.kind === "scalar" || node.alias !== undefined) return;
    if (node.kind === "array") {
      for (const [i, item] of node.items.entries()) add(item, [...path, i], item.span);
    } else {
      for (const member of node.members) if (!member.merged) add(member.value, [...path, member.key], member.span);
    }
  };
  if (root) walk(root, base);
  return elements;
}

interface Place {
  readonly lineStart: number;
  /** Nothing but comments and the dashes of YAML items before it on its line. */
  readonly alone: boolean;
}

function placeInLines(text: string, spans: readonly Span[]): Place[] {
  const places: Place[] = [];
  let lineStart = 0;
  let lineEnd = endOfLine(text, 0);
  for (const [i, { start }] of spans.entries()) {
    while (lineEnd < start) {
      lineStart = lineEnd + 1;
      lineEnd = endOfLine(text, lineStart);
    }
    const before = spans[i - 1];
    const follows = before !== undefined && before.end > lineStart;
    const gapStart = follows ? before.end : lineStart;
    const alone = /^[ \t]*(?:-[ \t]+)*$/.test(text.slice(gapStart, start)) && (!follows || places[i - 1]!.alone);
    places.push({ lineStart, alone });
  }
  return places;
}

function trailingOwners(
  text: string,
  spans: readonly Span[],
  places: readonly Place[],
  elements: readonly Element[],
): (Path | undefined)[] {
  // Among elements that end at one offset the innermost comes last.
  const byEnd = elements.map((_, i) => i).sort((a, b) => elements[a]!.end - elements[b]!.end || a - b);
  const owners: (Path | undefined)[] = [];
  let next = 0;
  for (const [i, { start }] of spans.entries()) {
    while (next < byEnd.length && elements[byEnd[next]!]!.end <= start) next++;
    const before = next === 0 ? undefined : elements[byEnd[next - 1]!]!;
    const comment = spans[i - 1];
    const { lineStart } = places[i]!;
    if (comment && comment.end > lineStart && comment.end >= (before?.end ?? 0)) {
      owners.push(isBlank(text, comment.end, start, ",") ? owners[i - 1] : undefined);
    } else {
      const follows = before && before.end > lineStart && isBlank(text, before.end, start, ",");
      owners.push(follows ? before.path : undefined);
    }
  }
  return owners;
}

function fillLeadingOwners(
  text: string,
  spans: readonly Span[],
  places: readonly Place[],
  elements: readonly Element[],
  owners: (Path | undefined)[],
): void {
  let next = elements.length;
  let below: { readonly start: number; readonly path: Path | undefined } | undefined;
  for (let i = spans.length - 1; i >= 0; i--) {
    const { start, end } = spans[i]!;
    while (next > 0 && elements[next - 1]!.start >= end) next--;
    // Of several that start at one offset, the first is the outermost.
    const element = elements[next];
    const target = element && (!below || element.start < below.start) ? element : below;
    const leads =
      owners[i] === undefined && target?.path && gapAllows(text.slice(end, target.start), places[i]!.alone)
        ? target.path
        : undefined;
    owners[i] ??= leads;
    below = { start, path: places[i]!.alone || leads ? leads : undefined };
  }
}

/** No blank line between; a YAML item has its dash before it. */
function gapAllows(gap: string, alone: boolean): boolean {
  return alone ? /^[ \t]*(?:\r?\n[ \t]*)?(?:[-?][ \t]+)*$/.test(gap) : /^[ \t]*$/.test(gap);
}

function fillContainers(
  spans: readonly Span[],
  places: readonly Place[],
  elements: readonly Element[],
  owners: (Path | undefined)[],
): void {
  const open: Element[] = [];
  let next = 0;
  for (const [i, { start, end }] of spans.entries()) {
    for (; next < elements.length && elements[next]!.start <= start; next++) {
      while (open.length > 0 && open.at(-1)!.reach <= elements[next]!.start) open.pop();
      open.push(elements[next]!);
    }
    const column = start - places[i]!.lineStart;
    owners[i] ??=
      open.findLast((element) => end <= element.reach || (element.column !== undefined && element.column < column))
        ?.path ?? [];
  }
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf("\n", from);
  return found === -1 ? text.length : found;
}

function isBlank(text: string, from: number, to: number, also = ""): boolean {
  for (let i = from; i < to; i++) {
    const char = text.charAt(i);
    if (char !== " " && char !== "\t" && char !== also) return false;
  }
  return true;
}

/** Without marker and surrounding blanks. */
function bare(comment: string): string {
  if (comment.startsWith("/*")) return comment.slice(2, comment.endsWith("*/") ? -2 : undefined).trim();
  return comment.replace(/^(?:\/\/|#)/, "").trim();
}
