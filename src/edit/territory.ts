import { memberOf } from "../document/document.ts";
import type { Document, Member, Node, ObjectNode, Span } from "../document/document.ts";
import { isAboutComments, type DocumentOp } from "./op.ts";

/**
 * The parts of the text that an op may touch, in the order of the text: what it names, and all around it up to the
 * nearest key or value that belongs to something else. An insertion may touch no key and no value at all.
 */
export function territoryOf(document: Document, op: DocumentOp): Span[] {
  const { foreign, pieces } = divided(document, op);
  const territory: Span[] = [];
  let next = 0;
  for (const gap of gapsBetween(foreign, document.text.length)) {
    while (next < pieces.length && pieces[next]!.end < gap.start) next++;
    if (next < pieces.length && pieces[next]!.start <= gap.end) territory.push(gap);
  }
  return territory;
}

interface Division {
  /** Keys and values that belong to something else. */
  readonly foreign: readonly Span[];
  /** Where the thing that the op names is written; for an insertion, its container. */
  readonly pieces: readonly Span[];
}

function divided({ root, text }: Document, op: DocumentOp): Division {
  const ofComments = isAboutComments(op);
  const path = ofComments ? [] : op.op === "insert" ? op.path.slice(0, -1) : op.path;
  const foreign: Span[] = [];
  const pieces: Span[] = path.length === 0 ? [{ start: 0, end: text.length }] : [];
  const isOnPath = (member: Member, object: ObjectNode, depth: number): boolean => {
    if (member.key !== path[depth]) return false;
    const isMeant = depth === path.length - 1 && (op.op === "remove" || op.op === "rename");
    return isMeant || memberOf(object, member.key) === member;
  };

  /** `depth` counts the steps of the path that led here; undefined off the path. */
  const visit = (node: Node, depth: number | undefined): void => {
    if (depth === path.length && !ofComments && (op.op !== "insert" || isLeaf(node))) return;
    if (isLeaf(node)) {
      // Between the brackets of an empty list there may be comments.
      if (!ofComments || node.kind === "scalar") foreign.push(node.span);
    } else if (node.kind === "array") {
      for (const [i, item] of node.items.entries()) {
        const inner = depth !== undefined && path[depth] === i ? depth + 1 : undefined;
        if (inner === path.length) pieces.push(item.span);
        visit(item, inner);
      }
    } else if (node.kind === "object") {
      for (const member of node.members) if (!member.merged) visitMember(member, node, depth);
    }
  };

  const visitMember = (member: Member, object: ObjectNode, depth: number | undefined): void => {
    const inner = depth !== undefined && isOnPath(member, object, depth) ? depth + 1 : undefined;
    if (inner === undefined) foreign.push(member.keySpan);
    if (inner === path.length) pieces.push(...(member.parts ?? [member.span]));
    visit(member.value, inner);
  };

  if (root) visit(root, 0);
  return { foreign: foreign.sort(byStart), pieces: pieces.sort(byStart) };
}

/** Has nothing inside that stands in the text on its own; what an alias repeats lies elsewhere. */
function isLeaf(node: Node): boolean {
  if (node.kind === "scalar" || node.alias !== undefined) return true;
  return node.kind === "array" ? node.items.length === 0 : node.members.length === 0;
}

function gapsBetween(spans: readonly Span[], length: number): Span[] {
  const gaps: Span[] = [];
  let start = 0;
  for (const span of spans) {
    if (span.start >= start) gaps.push({ start, end: span.start });
    start = Math.max(start, span.end);
  }
  return [...gaps, { start, end: length }];
}

function byStart(a: Span, b: Span): number {
  return a.start - b.start;
}
