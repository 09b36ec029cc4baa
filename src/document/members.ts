import type { Member, Problem } from "./document.ts";

const shownKey = 40;

/** A problem for every member whose name already stands in the same object. */
export function duplicateKeys(members: readonly Member[]): Problem[] {
  if (members.length < 2) return [];
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const { key, keySpan, merged } of members) {
    if (merged) continue;
    if (seen.has(key)) problems.push(duplicateKey(key, keySpan));
    seen.add(key);
  }
  return problems;
}

export function duplicateKey(key: string, span: Member["keySpan"]): Problem {
  return {
    code: "duplicate-key",
    span,
    message: `The key ${quoted(key)} stands here a second time`,
    hint: "Delete or rename one of them; most programs silently take the last",
  };
}

/** A key as messages show it. */
export function quoted(key: string): string {
  return JSON.stringify(key.length > shownKey ? `${key.slice(0, shownKey)}…` : key);
}
