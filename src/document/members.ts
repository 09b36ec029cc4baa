import type { Member, Problem } from "./document.ts";

const shownKey = 40;

/** Adds a problem for every member whose name already stands in the same object. */
export function markDuplicates(members: readonly Member[], problems: Problem[]): void {
  if (members.length < 2) return;
  const seen = new Set<string>();
  for (const { key, keySpan } of members) {
    if (seen.has(key)) problems.push(duplicateKey(key, keySpan));
    seen.add(key);
  }
}

export function duplicateKey(key: string, span: Member["keySpan"]): Problem {
  return {
    code: "duplicate-key",
    span,
    message: `The key ${quoted(key)} stands here a second time`,
    hint: "delete or rename one of them; most programs silently take the last",
  };
}

/** A key as messages show it. */
export function quoted(key: string): string {
  return JSON.stringify(key.length > shownKey ? `${key.slice(0, shownKey)}…` : key);
}
