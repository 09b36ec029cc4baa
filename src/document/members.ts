import type { Member, Problem } from "./document.ts";

const shownKey = 40;

/** A few are compared faster than they are put into a set. */
const FEW = 16;

/** Whether two members have the same name. */
export function hasRepeated(members: readonly Member[]): boolean {
  if (members.length > FEW) return new Set(members.map(({ key }) => key)).size < members.length;
  for (let index = 1; index < members.length; index++)
    for (let before = 0; before < index; before++) if (members[before]!.key === members[index]!.key) return true;
  return false;
}

/** Adds a problem for every member whose name already stands in the same object. */
export function markDuplicates(members: readonly Member[], problems: Problem[]): void {
  if (!hasRepeated(members)) return;
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
