import type { Dialect } from "../clients/client.ts";
import { nodeAt, plainOf, type ObjectNode, type Plain } from "../document/document.ts";
import { nodeAfter } from "../hub-form/preview.ts";
import { isBroken } from "../model/broken.ts";
import { endangersOthers } from "../model/consequence.ts";
import type { Project, Reading, ServerEntry } from "../model/entry.ts";
import { find, keysOf, type Field } from "../model/keys.ts";
import { readEntry } from "../model/reading.ts";
import { relevantReadings } from "../model/relevance.ts";
import { inDocument, type EntryOp } from "./entry-ops.ts";
import type { Fix, Safety } from "../fix/fix.ts";

/** One way to put an entry right. */
export interface Remedy {
  readonly title: string;
  readonly ops: readonly EntryOp[];
  /** Where the clients cannot tell: `safe` where absent. */
  readonly safety?: Exclude<Safety, "manual">;
}

/**
 * The first remedy after which every reading of `concerned` is right, and every other one leads to the same server as
 * before. Remedies that suit all readers of the file come first; one that only suits those in use here is unsafe.
 */
export function entryFix(
  entry: ServerEntry,
  project: Project,
  concerned: readonly Reading[],
  remedies: readonly Remedy[],
  isRight: (after: Reading) => boolean = isRunning,
): Fix | undefined {
  if (isBroken(entry.document)) return undefined;
  const relevant = new Set(relevantReadings(entry, project));
  const container = nodeAt(entry.document.root, entry.path.slice(0, -1))?.kind === "array" ? "array" : "map";
  const judged = remedies.flatMap((remedy) => {
    const node = nodeAfter(entry.document, entry.node, remedy.ops);
    const after = entry.readings.map((before) => ({ before, now: readEntry(node, container, before) }));
    const harmed = after.filter(({ before, now }) =>
      concerned.includes(before)
        ? !isRight(now) && (relevant.has(before) || isRunning(before))
        : isHarmed(entry.node, before, node, now),
    );
    const isFit = harmed.every(({ before }) => !relevant.has(before));
    return isFit ? [{ remedy, isSafe: harmed.length === 0 }] : [];
  });
  const best = judged.find(({ isSafe }) => isSafe) ?? judged[0];
  const [first, ...others] = best ? inDocument(entry, best.remedy.ops) : [];
  if (!best || !first) return undefined;
  const { title, safety = "safe" } = best.remedy;
  return { title, safety: best.isSafe ? safety : "unsafe", ops: [first, ...others] };
}

export function isRunning({ outcome }: Reading): boolean {
  return outcome === "loaded" || outcome === "unknown";
}

function isHarmed(node: ObjectNode, before: Reading, nodeNow: ObjectNode, now: Reading): boolean {
  if (!reachesServer(node, before)) return endangersOthers(now) && !endangersOthers(before);
  if (!isRunning(now) || before.transport !== now.transport || before.disabled !== now.disabled) return true;
  const fields = now.transport === "stdio" ? startFields : callFields;
  return fields.some((field) => said(node, before.dialect, field) !== said(nodeNow, now.dialect, field));
}

/** Of some clients nobody knows what they do with an entry in which they see neither a command nor a URL. */
function reachesServer(node: ObjectNode, { outcome, dialect }: Reading): boolean {
  if (outcome !== "unknown") return outcome === "loaded";
  return (["command", "url"] as const).some((field) => keysOf(dialect, field).some((key) => find(node, key)));
}

const startFields = ["command", "args", "env", "cwd"] as const satisfies readonly Field[];
const callFields = ["url", "headers"] as const satisfies readonly Field[];

/** What a client reads in a field, comparable. */
function said(node: ObjectNode, dialect: Dialect, field: Field): string {
  const found = keysOf(dialect, field).flatMap((key) => find(node, key) ?? []);
  return JSON.stringify(found[0] ? plainOf(found[0].value) : null, asGiven);
}

/** A program is given text, whatever was written. */
function asGiven(_: string, value: Plain): unknown {
  if (Array.isArray(value) && value.length === 0) return {};
  return typeof value === "object" ? value : String(value);
}
