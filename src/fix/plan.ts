import type { DocumentOp, Op } from "../edit/op.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";
import { compareSeverity } from "../engine/severity.ts";
import type { Advice, Fix } from "./fix.ts";
import { claim, isAgreed, isFree, isMergeable, nameOf, newTerritory, type Territory } from "./territory.ts";

/** A finding with what would put it right. */
export type Fixable = Diagnostic & { readonly fix: Fix | Advice };

export interface Plan {
  /** In the order in which they are applied; none changes what another means. */
  readonly accepted: readonly Fixable[];
  /** Those that contradict an accepted one: the next pass may have room for them. */
  readonly waiting: readonly Fixable[];
}

/** Chooses the fixes of one pass. The order in which they are given does not matter. */
export function plan(fixables: readonly Fixable[]): Plan {
  const claims: Claims = { territories: new Map(), names: new Map(), created: new Map() };
  const accepted: Fixable[] = [];
  const waiting: Fixable[] = [];
  for (const fixable of fixables.toSorted(compare)) {
    (accept(fixable.fix.ops, claims) ? accepted : waiting).push(fixable);
  }
  return { accepted, waiting };
}

export function isFixable(diagnostic: Diagnostic): diagnostic is Fixable {
  return diagnostic.fix !== undefined;
}

/** By file. */
interface Claims {
  readonly territories: Map<string, Territory>;
  /** Of the ops that two fixes may have in common. */
  readonly names: Map<string, Set<string>>;
  readonly created: Map<string, string>;
}

function accept(ops: readonly Op[], { territories, names, created }: Claims): boolean {
  const documentOps = ops.filter((op): op is DocumentOp => op.op !== "create");
  const creations = ops.filter((op) => op.op === "create");
  if (creations.some(({ file, text }) => created.has(file) && created.get(file) !== text)) return false;

  const isShared = (op: DocumentOp): boolean => isMergeable(op) && names.get(op.file)?.has(nameOf(op)) === true;
  const made = new Set(documentOps.filter((op) => op.op === "insert" && isShared(op)).map(nameOf));
  const fits = (op: DocumentOp): boolean => {
    const territory = territories.get(op.file);
    return !territory || (isShared(op) ? isAgreed : isFree)(territory, op, made);
  };
  if (!documentOps.every(fits)) return false;

  for (const { file, text } of creations) created.set(file, text);
  for (const op of documentOps.filter((each) => !isShared(each))) {
    const territory = territories.get(op.file) ?? newTerritory();
    territories.set(op.file, territory);
    claim(territory, op);
    names.set(op.file, (names.get(op.file) ?? new Set()).add(nameOf(op)));
  }
  return true;
}

/**
 * The gravest first, then what changes most files: a server is moved before it is pinned, and pinned once for all places
 * it stood at. Then by what does not depend on how the findings were found.
 */
function compare(a: Fixable, b: Fixable): number {
  return (
    compareSeverity(b.severity, a.severity) ||
    filesOf(b) - filesOf(a) ||
    compareText(a.rule, b.rule) ||
    compareText(a.locations[0].document.file, b.locations[0].document.file) ||
    comparePaths(a.locations[0].path, b.locations[0].path) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

function filesOf({ fix }: Fixable): number {
  return new Set((fix.ops as readonly Op[]).map(({ file }) => file)).size;
}

function comparePaths(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, step] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (step === other) continue;
    return typeof step === "number" && typeof other === "number"
      ? step - other
      : compareText(String(step), String(other));
  }
  return a.length - b.length;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
