import { expect } from "vitest";
import type { Document, Node, Problem, ProblemCode, Span } from "../../src/document/document.ts";

/** What holds for every document, whatever it was made of. */
export function expectSound(document: Document): void {
  const { text, root, comments, problems, style } = document;
  const inside = ({ start, end }: Span): void => {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(text.length);
  };
  for (const { span } of [...comments, ...problems]) inside(span);
  for (const { message, hint } of problems) {
    expect(message).not.toMatch(/\.$/);
    expect(hint).toBeTruthy();
  }
  if (style.encoding === "binary") expect(root).toBeUndefined();
  const shared = new Set<readonly unknown[]>();
  const walk = (node: Node): void => {
    inside(node.span);
    if (node.kind === "scalar") return;
    const inner = node.kind === "object" ? node.members : node.items;
    // Aliases share what they stand for; once is enough.
    if (shared.has(inner)) return;
    shared.add(inner);
    if (node.kind === "array") {
      for (const item of node.items) {
        walk(item);
        if (document.syntax !== "toml") within(item.span, node.span);
      }
      return;
    }
    for (const member of node.members) {
      for (const part of [member.keySpan, member.span, ...(member.parts ?? [])]) inside(part);
      within(member.keySpan, member.span);
      within(member.value.span, member.span);
      if (document.syntax !== "toml" && !member.merged && node.alias === undefined) within(member.span, node.span);
      if (member.parts) expect(member.parts).toContainEqual(member.span);
      walk(member.value);
    }
  };
  if (root) walk(root);
}

function within(inner: Span, outer: Span): void {
  expect(inner.start).toBeGreaterThanOrEqual(outer.start);
  expect(inner.end).toBeLessThanOrEqual(outer.end);
}

export function sliceOf(document: Document, { start, end }: Span): string {
  return document.text.slice(start, end);
}

/** The problems as code and the text they mark. */
export function marked({ text, problems }: Document): readonly (readonly [ProblemCode, string])[] {
  return problems.map(({ code, span }) => [code, text.slice(span.start, span.end)]);
}

/** The problems that keep a file from being read. */
export function mistakes({ problems }: Document): readonly Problem[] {
  return problems.filter(({ code }) => code !== "comment" && code !== "trailing-comma");
}
