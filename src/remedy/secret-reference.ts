import { isDeepStrictEqual } from "node:util";
import { nodeAt, type Document } from "../document/document.ts";
import type { DocumentOp } from "../edit/op.ts";
import { isBroken } from "../model/broken.ts";
import type { Reading, ServerEntry } from "../model/entry.ts";
import { find } from "../model/keys.ts";
import { handedOnKey, referenceTo, type ReferenceField } from "../model/reference.ts";
import type { Secret } from "../secrets/detect.ts";
import { inDocument, removeFrom, setOn, type EntryOp } from "./entry-ops.ts";
import type { Fix } from "../fix/fix.ts";
import { headerIn, textIn, type Pieces } from "./header.ts";

/** The variable that a secret belongs into: its own name where that is one, else one made of the names around it. */
export function variableFor({ name }: Pick<Secret, "name">, entry: ServerEntry | undefined): string {
  if (name !== undefined && /^[A-Z][A-Z0-9_]*$/.test(name)) return name;
  const part = name === undefined || /^authorization$/i.test(name) ? "TOKEN" : asVariable(name.replace(/^x-/i, ""));
  const server = asVariable(entry?.name.value ?? "");
  const variable = server === "" || part.startsWith(`${server}_`) ? part : `${server}_${part}`;
  return variable.replace(/^(?=\d)/, "_");
}

/** `tavilyApiKey`, `tavily-api-key` and `Tavily API key` are all `TAVILY_API_KEY`. */
function asVariable(words: string): string {
  return (words.match(/[A-Z]?[a-z\d]+|[A-Z\d]+(?![a-z])/g) ?? []).join("_").toUpperCase();
}

/**
 * The client whose spelling counts: the first to read the entry, or where that does not know its type, the one it was
 * written for.
 */
export function spellingReader({ readings }: ServerEntry): Reading | undefined {
  const [first] = readings;
  return first?.reason === "unknown-type" ? readings.find(({ outcome }) => outcome === "loaded") : first;
}

/** How that client takes a secret from a variable, as an instruction; undefined where it has no way. */
export function referenceFor(
  secret: Pick<Secret, "name">,
  field: ReferenceField,
  entry: ServerEntry,
): string | undefined {
  const reading = spellingReader(entry);
  return reading && referenceTo(variableFor(secret, entry), field, reading.dialect, secret.name);
}

/** What is left of a string when its secret is taken out. */
interface Around {
  readonly before: string;
  readonly after: string;
}

/**
 * Lets all of these clients take a secret from a variable. Undefined where they have no common way that is exact. Never
 * safe: the variable has to be set first.
 */
export function referenceInstead(
  secret: Pick<Secret, "path" | "value">,
  variable: string,
  field: ReferenceField,
  entry: ServerEntry,
  readings: readonly Reading[],
): Fix | undefined {
  const around = aroundSecret(secret, entry.document);
  if (!around || isBroken(entry.document)) return undefined;
  const ways = readings.map((reading) => opsFor(secret, around, variable, field, entry, reading));
  const [first] = ways;
  const [op, ...others] = first && ways.every((way) => isDeepStrictEqual(way, first)) ? first : [];
  const title = `take it from the variable \`${variable}\`, which you set`;
  return op && { title, safety: "unsafe", ops: [op, ...others] };
}

function aroundSecret({ path, value }: Pick<Secret, "path" | "value">, { root }: Document): Around | undefined {
  const node = nodeAt(root, path);
  if (node?.kind !== "scalar" || typeof node.value !== "string") return undefined;
  const [before, after, ...others] = node.value.split(value);
  return before !== undefined && after !== undefined && others.length === 0 ? { before, after } : undefined;
}

function opsFor(
  { path, value }: Pick<Secret, "path" | "value">,
  { before, after }: Around,
  variable: string,
  field: ReferenceField,
  entry: ServerEntry,
  { dialect }: Reading,
): readonly DocumentOp[] | undefined {
  const reference = textIn([{ variable }], field, dialect);
  if (reference !== undefined) {
    const [start, end] = [before.length, before.length + value.length];
    return [{ op: "splice", file: entry.document.file, path, start, end, text: reference }];
  }
  const name = String(path.at(-1));
  if (field === "env") {
    const key = handedOnKey(dialect);
    const isWhole = before === "" && after === "" && name === variable;
    return key !== undefined && isWhole ? withoutOwn(entry, path, handOn(entry, key, variable)) : undefined;
  }
  if (field !== "headers") return undefined;
  const pieces: Pieces = [before, { variable }, after].filter((piece) => piece !== "");
  const header = headerIn(name, pieces, dialect);
  if (!header) return undefined;
  const key = header.name === undefined ? header.key : [header.key, header.name].flat();
  return withoutOwn(entry, path, setOn(entry, key, header.value));
}

/** The new member, and without the one that held the secret; without the map around it where that was all. */
function withoutOwn(entry: ServerEntry, path: Secret["path"], added: EntryOp): readonly DocumentOp[] {
  const own = path.slice(entry.path.length);
  const parent = nodeAt(entry.node, own.slice(0, -1));
  const isAlone = own.length > 1 && parent?.kind === "object" && parent.members.length === 1;
  return inDocument(entry, [added, removeFrom(entry, isAlone ? own.slice(0, -1) : own)]);
}

function handOn(entry: ServerEntry, key: string, variable: string): EntryOp {
  const listed = find(entry.node, key)?.value;
  return listed?.kind === "array"
    ? { op: "insert", file: entry.document.file, path: [key, listed.items.length], value: variable }
    : setOn(entry, key, [variable]);
}
