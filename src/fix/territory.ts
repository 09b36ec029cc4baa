import type { Path } from "../document/document.ts";
import { isAboutComments, type DocumentOp } from "../edit/op.ts";

/** What the accepted ops of one file lay claim to: a tree of their paths. Grows as ops are claimed. */
export interface Territory {
  readonly inside: Map<string | number, Territory>;
  /** Names of the ops that end here. */
  readonly here: Set<string>;
  /** Ops that end here or further inside. */
  claims: number;
  /** Items of this array from here on change their place. */
  shiftsFrom: number;
  /** The last item of this array that an op names. */
  lastItem: number;
}

export function newTerritory(): Territory {
  return { inside: new Map(), here: new Set(), claims: 0, shiftsFrom: Infinity, lastItem: -1 };
}

/** Equal for equal ops. */
export function nameOf(op: DocumentOp): string {
  return JSON.stringify(op, (_, value: unknown) => (typeof value === "bigint" ? { bigint: String(value) } : value));
}

/** Whether an op stands for the same when it is done once for two fixes. An item moves on when it is done twice. */
export function isMergeable(op: DocumentOp): boolean {
  return !movesItems(op);
}

/**
 * Whether an op neither changes what the claimed ones meant nor the other way round: no path lies inside of another
 * one, and no item is named that changes its place. `made`: names of inserts that the asking fix has in common with
 * claimed ones. What they make may be filled by both, so they do not count.
 */
export function isFree(territory: Territory, op: DocumentOp, made: ReadonlySet<string>): boolean {
  return pathsOf(op).every((path) => isFreePath(territory, path, movesItems(op), made));
}

/** As `isFree` for an op that was claimed already: it must be the only one at its place. */
export function isAgreed(territory: Territory, op: DocumentOp, made: ReadonlySet<string>): boolean {
  return pathsOf(op).every((path) => {
    let at = territory;
    for (const step of path) {
      if (!areAll(at.here, made)) return false;
      // The fix that claimed it may have moved the item first; then it means another one.
      if (typeof step === "number" && step >= at.shiftsFrom) return false;
      at = at.inside.get(step) ?? at;
    }
    return at.here.size === 1 && (op.op === "insert" || at.claims === 1);
  });
}

export function claim(territory: Territory, op: DocumentOp): void {
  for (const path of pathsOf(op)) {
    let at = territory;
    at.claims++;
    for (const [index, step] of path.entries()) {
      if (typeof step === "number") {
        at.lastItem = Math.max(at.lastItem, step);
        if (index === path.length - 1 && movesItems(op)) at.shiftsFrom = Math.min(at.shiftsFrom, step);
      }
      const next = at.inside.get(step) ?? newTerritory();
      at.inside.set(step, next);
      at = next;
      at.claims++;
    }
    at.here.add(nameOf(op));
  }
}

function isFreePath(territory: Territory, path: Path, moves: boolean, made: ReadonlySet<string>): boolean {
  let at = territory;
  for (const [index, step] of path.entries()) {
    if (!areAll(at.here, made)) return false;
    if (typeof step === "number") {
      if (step >= at.shiftsFrom) return false;
      if (moves && index === path.length - 1 && step <= at.lastItem) return false;
    }
    const next = at.inside.get(step);
    if (!next) return true;
    at = next;
  }
  return at.claims === 0;
}

function areAll(names: ReadonlySet<string>, made: ReadonlySet<string>): boolean {
  for (const name of names) if (!made.has(name)) return false;
  return true;
}

function movesItems(op: DocumentOp): boolean {
  return (op.op === "insert" || op.op === "remove") && typeof op.path.at(-1) === "number";
}

/** All places that an op takes. What is done to comments changes no value, so it takes none. */
function pathsOf(op: DocumentOp): readonly Path[] {
  if (isAboutComments(op)) return [];
  return op.op === "rename" ? [op.path, [...op.path.slice(0, -1), op.to]] : [op.path];
}
