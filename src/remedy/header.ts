import type { Dialect, Key } from "../clients/client.ts";
import { spelled } from "../model/spelling.ts";
import { variableIn, type ReferenceField } from "../model/reference.ts";
import { setOn, type EntryOp } from "./entry-ops.ts";
import type { ServerEntry } from "../model/entry.ts";

/** A text in which variables of the environment stand, whatever a client's spelling for them. */
export type Pieces = readonly (string | { readonly variable: string })[];

/** A header as an entry holds it. */
export interface Header {
  readonly key: Key;
  /** Its name, where the key holds several. */
  readonly name?: string;
  readonly value: string;
}

/** The text as this client writes it in a field; undefined where it cannot take a variable there. */
export function textIn(pieces: Pieces, field: ReferenceField, dialect: Dialect): string | undefined {
  const texts = pieces.map((piece) => (typeof piece === "string" ? piece : variableIn(piece.variable, field, dialect)));
  return texts.includes(undefined) ? undefined : texts.join("");
}

/** Where and how this client takes a header; undefined where it has no way that is exact. */
export function headerIn(name: string, pieces: Pieces, dialect: Dialect): Header | undefined {
  const { headers, bearerTokenVariable, headerVariables } = dialect.http ?? {};
  const value = textIn(pieces, "headers", dialect);
  if (headers !== undefined && value !== undefined) return { key: headers, name, value };
  const [first, second, ...others] = pieces;
  if (others.length > 0) return undefined;
  if (typeof first === "object" && second === undefined && headerVariables !== undefined) {
    return { key: headerVariables, name, value: first.variable };
  }
  const isBearer = name.toLowerCase() === "authorization" && first === "Bearer ";
  return isBearer && typeof second === "object" && bearerTokenVariable !== undefined
    ? { key: bearerTokenVariable, value: second.variable }
    : undefined;
}

/** Writes headers into an entry that has none. */
export function headerOps(entry: ServerEntry, headers: readonly Header[]): readonly EntryOp[] {
  const keys = new Map(headers.map((header) => [spelled(header.key), header.key]));
  return [...keys.values()].map((key) => {
    const under = headers.filter((header) => header.key === key);
    const [first] = under;
    if (first?.name === undefined) return setOn(entry, key, first!.value);
    return setOn(entry, key, Object.fromEntries(under.map(({ name, value }) => [name!, value])));
  });
}
