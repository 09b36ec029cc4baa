import type { Dialect, Key } from "../clients/client.ts";
import { keyPath } from "../clients/client.ts";
import { nodeAt, type Path } from "../document/document.ts";
import type { Refusal } from "../edit/lower.ts";
import type { DocumentOp } from "../edit/op.ts";
import type { Reading, ServerEntry } from "../model/entry.ts";
import { readEntry } from "../model/reading.ts";
import { nodeAfter } from "./preview.ts";
import { tokenOps } from "./token.ts";
import { addressOps, commandPath, leftoverOps, typeOps } from "./rewrite.ts";

/** How a client is told of a URL: under which key, and with which type if any. */
export interface Spelling {
  readonly url: Key;
  readonly type?: { readonly key: Key; readonly value: string };
}

export interface HubForm {
  /** Paths lead from the root of the document. */
  readonly ops: readonly [DocumentOp, ...DocumentOp[]];
}

/**
 * What turns a stdio entry into one that leads to `url`, in the one spelling that all `readings` take for streamable
 * HTTP. Name, comments and every key that is not about starting a process stay; what is switched off stays so.
 * `sendsToken`: with the token of the hub, taken from a variable.
 */
export function hubFormOf(
  entry: ServerEntry,
  readings: readonly Reading[],
  url: string,
  sendsToken = false,
): HubForm | Refusal {
  const { document, node, path } = entry;
  const token = sendsToken ? tokenOps(entry, readings) : [];
  if (!token) return { refused: "The clients that read this file have no reference to a variable in common" };
  const container = nodeAt(document.root, path.slice(0, -1))?.kind === "array" ? "array" : "map";
  for (const spelling of spellingsOf(readings)) {
    const ops = [...opsOf(entry, readings, spelling, url), ...token];
    const after = nodeAfter(document, node, ops);
    const accepted = readings.every((reading) => {
      const { transport, outcome, disabled } = readEntry(after, container, reading);
      const isTaken = outcome === "loaded" || outcome === "unknown";
      return transport === "http" && isTaken && disabled === reading.disabled;
    });
    const [first, ...rest] = ops.map((op) => below(path, op));
    if (accepted && first) return { ops: [first, ...rest] };
  }
  return { refused: "The clients that read this file have no spelling of a URL in common" };
}

/** Paths lead from the entry. */
function opsOf(
  entry: ServerEntry,
  readings: readonly Reading[],
  spelling: Spelling,
  url: string,
): readonly DocumentOp[] {
  const dialects = readings.map(({ dialect }) => dialect);
  const { file } = entry.document;
  const command = commandPath(entry.node, dialects);
  if (!command) return [];
  return [
    ...addressOps(file, entry.node, command, keyPath(spelling.url), url),
    ...typeOps(file, entry.node, dialects, spelling),
    ...leftoverOps(file, entry.node, dialects, spelling, command),
  ];
}

function below(path: Path, op: DocumentOp): DocumentOp {
  return op.op === "strip" ? op : { ...op, path: [...path, ...op.path] };
}

/** What each reader would write itself, in their order; with its type before without, and the other keys it reads last. */
function spellingsOf(readings: readonly Reading[]): readonly Spelling[] {
  const dialects = [...new Set(readings.map(({ dialect }) => dialect))];
  return [
    ...dialects.flatMap((dialect) => spellingsWith(dialect, (urls) => urls.slice(0, 1))),
    ...dialects.flatMap((dialect) => spellingsWith(dialect, (urls) => urls.slice(1))),
  ];
}

function spellingsWith(
  { typeKey, http }: Dialect,
  choose: (urls: readonly Key[]) => readonly Key[],
): readonly Spelling[] {
  if (!http) return [];
  return choose(http.urls).flatMap((url): readonly Spelling[] =>
    typeKey !== undefined && http.type !== undefined
      ? [{ url, type: { key: typeKey, value: http.type } }, { url }]
      : [{ url }],
  );
}
