import type { Document } from "../document/document.ts";
import { allFound, type LintResult } from "../report/result.ts";
import type { Change } from "./outcome.ts";
import { applyFixes, bytesOf, type Failed, type Overlay } from "./overlay.ts";
import type { Fixable } from "./plan.ts";
import { flawOf } from "./verify.ts";

/** Finds out what would be found if these files had this content; paths are as in `Document.file`. */
export type Analyse = (files: ReadonlyMap<string, Uint8Array>) => Promise<LintResult>;

/** Files as they would be, and what would be found in them. */
export interface State {
  readonly overlay: Overlay;
  readonly result: LintResult;
}

export interface Settled extends State {
  readonly applied: readonly Fixable[];
  readonly failed: readonly Failed[];
}

/**
 * Applies those fixes that stand the proof. Where several together do not, each half is tried alone, so that in the end
 * only those are left out that are to blame. `originals`: the files as they are on the disk.
 */
export async function settle(
  fixables: readonly Fixable[],
  from: State,
  originals: ReadonlyMap<string, Document>,
  analyse: Analyse,
): Promise<Settled> {
  const { overlay, applied, failed } = await applyFixes(from.overlay, fixables);
  const [only, ...others] = applied;
  if (!only) return { ...from, applied, failed };
  const result = await analyse(contentsOf(changesBetween(originals, overlay.documents)));
  const flaw = flawOf(allFound(from.result), allFound(result), applied);
  if (!flaw) return { overlay, result, applied, failed };
  if (others.length === 0) return { ...from, applied: [], failed: [...failed, { fixable: only, ...flaw }] };
  const middle = Math.ceil(applied.length / 2);
  const first = await settle(applied.slice(0, middle), from, originals, analyse);
  const second = await settle(applied.slice(middle), first, originals, analyse);
  return {
    overlay: second.overlay,
    result: second.result,
    applied: [...first.applied, ...second.applied],
    failed: [...failed, ...first.failed, ...second.failed],
  };
}

/** In the order of the files' names. */
export function changesBetween(
  before: ReadonlyMap<string, Document>,
  after: ReadonlyMap<string, Document>,
): readonly Change[] {
  return [...after]
    .map(([file, document]): Change => ({ file, before: before.get(file), after: document }))
    .filter((change) => change.before?.text !== change.after.text)
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function contentsOf(changes: readonly Change[]): ReadonlyMap<string, Uint8Array> {
  return new Map(changes.map(({ file, after }) => [file, bytesOf(after)]));
}
