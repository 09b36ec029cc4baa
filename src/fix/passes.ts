import { createHash } from "node:crypto";
import type { Document } from "../document/document.ts";
import { documentsOf } from "../model/documents.ts";
import type { Change, FixResult, SkippedFix } from "./outcome.ts";
import { applyFixes, type Overlay } from "./overlay.ts";
import { isFixable, plan, type Fixable } from "./plan.ts";
import { openFindings } from "../report/result.ts";
import type { Refusal } from "./refusal.ts";
import { changesBetween, settle, type Analyse, type State } from "./settle.ts";

/** Which fixes are made. */
export interface Choice {
  /** `all`: unsafe ones too. */
  readonly safety: "safe" | "all";
  /** Of these rules only; of all where none is named. */
  readonly rules: readonly string[];
  /** Of these findings only; of all where absent. */
  concerns?(fixable: Fixable): boolean;
  readonly refuses?: Refusal;
  /** No more passes than this. */
  readonly passes?: number;
  /** Why a fix is left out, whatever its files; one sentence without final dot. */
  rejects?(fixable: Fixable): string | undefined;
  /** Asked before a fix is made; `changes` is what it would do alone. */
  confirms?(fixable: Fixable, changes: readonly Change[]): Promise<boolean>;
}

type Reason = Omit<SkippedFix, "fixable">;

const MOST_PASSES = 10;

/** A manifest holds what the configs held before; nothing makes them longer than that. In UTF-16 units. */
const longest = (length: number): number => 8 * length + 65_536;

/**
 * Plans, applies and verifies until there is nothing left to fix. All of it happens in memory: files are read through
 * `analyse` alone, and nothing is written. What comes out is not fixed any further by a second run.
 */
export async function runPasses(analyse: Analyse, choice: Choice): Promise<FixResult> {
  const before = await analyse(new Map());
  const originals = byFile(documentsOf(before.project));
  /** States by their hash, with how many findings were fixed by then. */
  const seen = new Map([[hashOf(originals), 0]]);
  const fixed: Fixable[] = [];
  const left = new Map<string, Reason>();
  const leave = (fixable: Fixable, reason: Reason): void => void left.set(fixable.fingerprint, reason);
  let state: State = { overlay: { documents: originals, sources: new Map(), done: new Set() }, result: before };
  let stopped: FixResult["stopped"];

  for (let pass = 0; stopped === undefined; pass++) {
    const open = openFindings(state.result)
      .filter(isFixable)
      .filter(
        (fixable) => !left.has(fixable.fingerprint) && !reasonToSkip(fixable, choice) && isChosen(fixable, choice),
      );
    if (open.length === 0) break;
    if (pass === (choice.passes ?? MOST_PASSES)) {
      stopped = "too-many-passes";
      break;
    }
    const sources = new Map(state.result.project.documents.map(({ source }) => [source.file, source]));
    const fresh: State = { ...state, overlay: { ...state.overlay, sources, done: new Set() } };
    const agreed: Fixable[] = [];
    for (const fixable of plan(open).accepted) {
      if (await isConfirmed(fixable, fresh.overlay, choice)) agreed.push(fixable);
      else leave(fixable, { kind: "declined", why: "You left it out" });
    }
    const next = await settle(agreed, fresh, originals, analyse);
    for (const { fixable, kind, why } of next.failed) leave(fixable, { kind, why });
    if (next.applied.length === 0) continue;
    if (lengthOf(next.overlay.documents) > longest(lengthOf(originals))) {
      stopped = "growth";
      break;
    }
    state = next;
    fixed.push(...next.applied);
    // What stood against a fix may be gone: a second run would try it again, so this one does.
    for (const [fingerprint, { kind }] of left) if (kind !== "declined") left.delete(fingerprint);
    const hash = hashOf(next.overlay.documents);
    const then = seen.get(hash);
    if (then === undefined) seen.set(hash, fixed.length);
    else {
      stopped = "repeated";
      fixed.length = then;
    }
  }

  const remaining = openFindings(state.result)
    .filter(isFixable)
    .filter((fixable) => isChosen(fixable, choice));
  const stays = new Set(remaining.map(({ fingerprint }) => fingerprint));
  return {
    before,
    after: state.result,
    changes: changesBetween(originals, state.overlay.documents),
    fixed: fixed.filter(({ fingerprint }) => !stays.has(fingerprint)),
    skipped: remaining.map((fixable) => ({
      fixable,
      ...(left.get(fixable.fingerprint) ?? reasonToSkip(fixable, choice) ?? unsettled),
    })),
    ...(stopped !== undefined && { stopped }),
  };
}

const unsettled: Reason = { kind: "conflict", why: "It contradicts other fixes" };

function isChosen(fixable: Fixable, { rules, concerns }: Choice): boolean {
  return (rules.length === 0 || rules.includes(fixable.rule)) && (concerns?.(fixable) ?? true);
}

function reasonToSkip(fixable: Fixable, choice: Choice): Reason | undefined {
  const { fix } = fixable;
  const { safety, refuses } = choice;
  const rejected = choice.rejects?.(fixable);
  if (rejected !== undefined) return { kind: "refused", why: rejected };
  if (fix.safety === "manual") return { kind: "manual", why: "why" in fix ? fix.why : "It takes a person" };
  if (fix.safety === "unsafe" && safety === "safe") return { kind: "unsafe", why: "It is unsafe: --fix=all makes it" };
  for (const { file } of fix.ops) {
    const why = refuses?.(file);
    if (why !== undefined) return { kind: "refused", why };
  }
  return undefined;
}

async function isConfirmed(fixable: Fixable, overlay: Overlay, { confirms }: Choice): Promise<boolean> {
  if (!confirms) return true;
  const alone = await applyFixes(overlay, [fixable]);
  // What cannot be made is left out with its reason; nobody needs to be asked.
  if (alone.failed.length > 0) return true;
  return confirms(fixable, changesBetween(overlay.documents, alone.overlay.documents));
}

function byFile(documents: readonly Document[]): ReadonlyMap<string, Document> {
  return new Map(documents.map((document) => [document.file, document]));
}

function lengthOf(documents: ReadonlyMap<string, Document>): number {
  return [...documents.values()].reduce((sum, { text }) => sum + text.length, 0);
}

function hashOf(documents: ReadonlyMap<string, Document>): string {
  const hash = createHash("sha256");
  for (const [file, { text }] of [...documents].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(JSON.stringify([file, text]));
  }
  return hash.digest("hex");
}
