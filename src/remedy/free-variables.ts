import { keyPath } from "../clients/client.ts";
import type { Node, Path } from "../document/document.ts";
import type { ServerEntry } from "../model/entry.ts";
import { placeholdersOf } from "../model/placeholders.ts";
import { handedOnKey } from "../model/reference.ts";
import type { Secret } from "../secrets/detect.ts";
import { variableFor } from "./secret-reference.ts";

/** A secret, and the entry it belongs to where it stands in one. */
export interface OwnedSecret {
  readonly secret: Secret;
  readonly entry: ServerEntry | undefined;
}

/**
 * Tells which variables can take the secrets found in a file: one cannot hold two, and one that entries refer to holds
 * something already.
 */
export function freeVariables(
  found: readonly OwnedSecret[],
  entries: readonly ServerEntry[],
): (variable: string) => boolean {
  if (found.length === 0) return () => true;
  const used = variablesInUse(entries);
  const values = new Map<string, string>();
  const torn = new Set<string>();
  for (const { secret, entry } of found) {
    const variable = variableFor(secret, entry);
    if ((values.get(variable) ?? secret.value) !== secret.value) torn.add(variable);
    values.set(variable, secret.value);
  }
  return (variable) => !used.has(variable) && !torn.has(variable);
}

/** The variables of the environment that entries refer to, in whichever way their clients do it. */
function variablesInUse(entries: readonly ServerEntry[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const entry of entries) {
    const naming = namingKeys(entry);
    for (const [path, text] of textsIn(entry.node, [])) {
      for (const { name } of placeholdersOf(text)) names.add(name);
      if (naming.has(String(path[0]))) names.add(text);
    }
  }
  return names;
}

/** Keys under which a variable is called by its bare name. */
function namingKeys({ readings }: ServerEntry): ReadonlySet<string> {
  const keys = readings.flatMap(({ dialect }) => [
    handedOnKey(dialect),
    dialect.http?.bearerTokenVariable,
    dialect.http?.headerVariables,
  ]);
  return new Set(keys.flatMap((key) => (key === undefined ? [] : keyPath(key).slice(0, 1))));
}

function* textsIn(node: Node, path: Path): Generator<readonly [path: Path, text: string]> {
  switch (node.kind) {
    case "scalar":
      if (typeof node.value === "string") yield [path, node.value];
      return;
    case "array":
      for (const [index, item] of node.items.entries()) yield* textsIn(item, [...path, index]);
      return;
    case "object":
      for (const { key, value } of node.members) yield* textsIn(value, [...path, key]);
  }
}
