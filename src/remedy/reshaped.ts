import type { Node, Plain } from "../document/document.ts";
import type { Fix } from "../fix/fix.ts";
import type { Project, Reading, ServerEntry } from "../model/entry.ts";
import { culpritsOf, type Misfit } from "../model/shape.ts";
import { quotedList, spelled } from "../model/spelling.ts";
import { entryFix } from "./entry-fix.ts";

/** Writes values in the types that are wanted; undefined where it is not clear what one of them was meant to be. */
export function reshaped(
  entry: ServerEntry,
  project: Project,
  concerned: readonly Reading[],
  misfits: readonly Misfit[],
): Fix | undefined {
  const { file, text } = entry.document;
  const changes = misfits.flatMap((misfit) =>
    culpritsOf(misfit).map(({ path, node }) => ({ path, value: meantBy(node, misfit, text) })),
  );
  const ops = changes.flatMap(({ path, value }) =>
    value === undefined ? [] : [{ op: "set", file, path, value } as const],
  );
  if (ops.length < changes.length) return undefined;
  const title = `write ${quotedList(misfits.map(({ path }) => spelled(path)))} in the type that is wanted`;
  // Nobody can be sure whether a blank parts two arguments or belongs to one.
  const isGuess = misfits.some(({ wanted, member }) => wanted === "list" && member.value.kind === "scalar");
  return entryFix(entry, project, concerned, [{ title, ops, ...(isGuess && { safety: "unsafe" }) }]);
}

function meantBy(node: Node, { wanted, member }: Misfit, text: string): Plain | undefined {
  const isWhole = node === member.value;
  if (wanted === undefined) return undefined;
  // An empty list is how PHP writes an empty map.
  if (wanted === "map" && isWhole) return node.kind === "array" && node.items.length === 0 ? {} : undefined;
  if (node.kind !== "scalar" || node.value === null) return undefined;
  if (wanted !== "list" || !isWhole) return text.slice(node.span.start, node.span.end); // As written: `1.10` is not `1.1`.
  if (typeof node.value !== "string" || /["'\\`$]/.test(node.value)) return undefined;
  return node.value.trim().split(/\s+/).filter(Boolean);
}
