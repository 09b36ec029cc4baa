import { isDeepStrictEqual } from "node:util";
import { keyPath, type Dialect } from "../clients/client.ts";
import { hubFormOf } from "../hub-form/hub-form.ts";
import type { Project, Reading, ServerEntry } from "../model/entry.ts";
import { placeholdersOf, type Placeholder } from "../model/placeholders.ts";
import type { ReferenceField } from "../model/reference.ts";
import { isLoopback, parseUrl } from "../model/url.ts";
import { bridgedBy, speaksSse, type Bridged } from "./bridged.ts";
import { entryFix, isRunning, type Remedy } from "./entry-fix.ts";
import type { EntryOp } from "./entry-ops.ts";
import type { Fix } from "../fix/fix.ts";
import { headerIn, headerOps, textIn, type Pieces } from "./header.ts";

/**
 * Gives the clients of an entry the URL behind its bridge, or the one that took its place, and its headers in their own
 * spelling. Undefined where the bridge does more than that. Safe where the entry holds the credentials, or the server is
 * on this machine: elsewhere a bridge may have signed in by itself, and what it got is lost with it.
 */
export function unbridged(
  entry: ServerEntry,
  project: Project,
  relevant: readonly Reading[],
  successor?: string,
): Fix | undefined {
  const bridged = entry.launch && bridgedBy(entry.launch);
  if (!bridged || entry.headers.length > 0) return undefined;
  const isSse = successor === undefined && speaksSse(entry.launch!);
  const started = entry.readings.filter((reading) => reading.transport === "stdio" && isRunning(reading));
  const { host, path } = parseUrl(bridged.url.value);
  const holdsToken = bridged.headers.some(({ name }) => name.toLowerCase() === "authorization");
  const isSafe = successor === undefined && (isLoopback(host?.value ?? "") || holdsToken);
  const address = successor === undefined ? bridged.url.value : successor + bridged.url.value.slice(path.end);
  const title = `use ${successor === undefined ? "the URL" : `\`${successor}\``} without the bridge`;
  const remedies = [started, relevant].flatMap((readings): readonly Remedy[] => {
    const ops = opsFor(entry, readings, { ...bridged, address }, isSse);
    return ops ? [{ title, safety: isSafe ? "safe" : "unsafe", ops }] : [];
  });
  const transport = isSse ? "sse" : "http";
  return entryFix(entry, project, started, remedies, (after) => isRunning(after) && after.transport === transport);
}

function opsFor(
  entry: ServerEntry,
  readings: readonly Reading[],
  bridged: Pick<Bridged, "headers"> & { readonly address: string },
  isSse: boolean,
): readonly EntryOp[] | undefined {
  const dialects = readings.map(({ dialect }) => dialect);
  const used = new Set<string>();
  const address = piecesOf(bridged.address, "url", entry, dialects, used);
  const url = address && agreed(dialects, (dialect) => textIn(address, "url", dialect));
  const headers = bridged.headers.flatMap(({ name, value }) => {
    const pieces = piecesOf(value, "headers", entry, dialects, used);
    return (pieces && agreed(dialects, (dialect) => headerIn(name, pieces, dialect))) ?? [];
  });
  const isComplete = headers.length === bridged.headers.length && entry.env.every(({ name }) => used.has(name));
  const form = url !== undefined && isComplete ? hubFormOf(entry, readings, url) : undefined;
  if (!form || "refused" in form) return undefined;
  const ops = form.ops.flatMap((op): readonly EntryOp[] =>
    op.op === "strip" ? [] : [{ ...op, path: op.path.slice(entry.path.length) }],
  );
  return [...ops, ...(isSse ? sseOps(entry, dialects) : []), ...headerOps(entry, headers)];
}

/** The type is there by now; only its value is another one. */
function sseOps({ document }: ServerEntry, dialects: readonly Dialect[]): readonly EntryOp[] {
  const type = agreed(
    dialects,
    ({ typeKey, sse }) => typeKey !== undefined && sse?.type !== undefined && { typeKey, value: sse.type },
  );
  return type ? [{ op: "set", file: document.file, path: keyPath(type.typeKey), value: type.value }] : [];
}

/** What all clients say alike. */
function agreed<T>(dialects: readonly Dialect[], wordOf: (dialect: Dialect) => T): T | undefined {
  const [first, ...others] = dialects.map(wordOf);
  return others.every((other) => isDeepStrictEqual(other, first)) ? first : undefined;
}

/**
 * A text from the command line of a bridge. `mcp-remote` puts `${VAR}` from its environment into it. `used`: the
 * variables of the entry that went into it.
 */
function piecesOf(
  text: string,
  field: ReferenceField,
  { env, launch }: ServerEntry,
  dialects: readonly Dialect[],
  used: Set<string>,
): Pieces | undefined {
  const expands = (spelling: string): boolean => spelling === "${VAR}" && launch?.bridge?.kind === "mcp-remote";
  const own = new Map(env.map(({ name, value }) => [name, value]));
  const pieces: Pieces[number][] = [];
  let at = 0;
  for (const placeholder of placeholdersOf(text)) {
    const { spelling, name, start, end } = placeholder;
    const written = text.slice(start, end);
    pieces.push(text.slice(at, start));
    at = end;
    const value = expands(spelling) ? own.get(name) : undefined;
    if (value !== undefined) {
      if (
        placeholdersOf(value).some((inner) => !isReadBy(inner, value.slice(inner.start, inner.end), field, dialects))
      ) {
        return undefined;
      }
      used.add(name);
      pieces.push(value);
    } else if (isReadBy(placeholder, written, field, dialects)) pieces.push(written);
    else if (expands(spelling)) pieces.push({ variable: name });
    else return undefined;
  }
  return [...pieces, text.slice(at)].filter((piece) => piece !== "");
}

/** Do all of them expand this in that field themselves? */
function isReadBy(
  { spelling }: Placeholder,
  written: string,
  field: ReferenceField,
  dialects: readonly Dialect[],
): boolean {
  return dialects.every(({ placeholders: { fields, syntaxes } }) => {
    const isRead = fields.includes(field) || fields.includes("file");
    return isRead && (syntaxes.includes(spelling) || syntaxes.includes(written));
  });
}
