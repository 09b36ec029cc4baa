import type { Diagnostic } from "../engine/diagnostic.ts";
import { compareSeverity } from "../engine/severity.ts";
import type { Fixable } from "./plan.ts";

/** Why fixes that were applied together may not stay; undefined where all may. */
export interface Flaw {
  /** One sentence for people, without final dot and without values. */
  readonly why: string;
  /** `refused`: it works, and something else would not any more. `failed`: it is our bug. */
  readonly kind: "refused" | "failed";
}

/** Compares before with after: every finding that was to go is gone, and none as grave came up. */
export function flawOf(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  applied: readonly Fixable[],
): Flaw | undefined {
  const [had, has, fixed] = [countsOf(before, kindOf), countsOf(after, kindOf), countsOf(applied, kindOf)];
  const remaining = applied.find((each) => {
    const kind = kindOf(each);
    return (has.get(kind) ?? 0) > (had.get(kind) ?? 0) - fixed.get(kind)!;
  });
  if (remaining) return { why: `The finding of \`${remaining.rule}\` would still be there`, kind: "failed" };

  const [least] = applied.map(({ severity }) => severity).sort(compareSeverity);
  const isGrave = ({ severity }: Diagnostic): boolean => compareSeverity(severity, least!) >= 0;
  const graveBefore = countsOf(before.filter(isGrave), messageOf);
  const graveAfter = countsOf(after.filter(isGrave), messageOf);
  const known = new Set(before.map(({ fingerprint }) => fingerprint));
  // A server that moves to another file, perhaps under another name, takes its findings along: they are not new.
  const added = after.find((each) => {
    const message = messageOf(each);
    return (
      isGrave(each) && !known.has(each.fingerprint) && (graveAfter.get(message) ?? 0) > (graveBefore.get(message) ?? 0)
    );
  });
  return added && { why: `It would lead to a finding of \`${added.rule}\`${nameOf(added)}`, kind: "refused" };
}

function nameOf({ server }: Diagnostic): string {
  return server === undefined ? "" : ` for \`${server}\``;
}

/** Findings of one kind count together: a fingerprint changes when an argument moves on by one. */
function kindOf({ rule, messageId, server, locations }: Diagnostic): string {
  return JSON.stringify([rule, messageId, server ?? null, locations[0].document.file]);
}

function messageOf({ rule, messageId }: Diagnostic): string {
  return `${rule} ${messageId}`;
}

function countsOf(
  diagnostics: readonly Diagnostic[],
  keyOf: (diagnostic: Diagnostic) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics) counts.set(keyOf(diagnostic), (counts.get(keyOf(diagnostic)) ?? 0) + 1);
  return counts;
}
