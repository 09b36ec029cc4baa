import { isDeepStrictEqual } from "node:util";
import type { DocumentOp } from "../edit/op.ts";
import type { Reading, ServerEntry } from "../model/entry.ts";
import { setOn } from "../remedy/entry-ops.ts";
import { headerIn } from "../remedy/header.ts";

/** The variable in which clients find the token of the hub: configs refer to it, and never hold the token itself. */
export const TOKEN_VARIABLE = "MCP_HUB_TOKEN";

/**
 * What makes all of these clients send the token, each in its own syntax; paths lead from the entry. Undefined where they
 * have no way in common.
 */
export function tokenOps(entry: ServerEntry, readings: readonly Reading[]): readonly DocumentOp[] | undefined {
  const pieces = ["Bearer ", { variable: TOKEN_VARIABLE }];
  const [first, ...others] = readings.map(({ dialect }) => headerIn("Authorization", pieces, dialect));
  if (!first || !others.every((other) => isDeepStrictEqual(other, first))) return undefined;
  const { key, name, value } = first;
  return [setOn(entry, name === undefined ? key : [key, name].flat(), value)];
}
