import { isDeepStrictEqual } from "node:util";
import { plainOf, type Path } from "../document/document.ts";
import type { ModelledDocument, ServerEntry } from "../model/entry.ts";

/** The first server of a file that is not what it was although none of the changed paths leads to it or into it. */
export function untouchedChange(
  before: ModelledDocument,
  after: ModelledDocument,
  changed: readonly Path[],
): ServerEntry | undefined {
  const touched = placesOf(changed);
  const now = new Map(numbered(after.entries));
  for (const [key, entry] of numbered(before.entries)) {
    if (isTouched(entry, touched)) continue;
    const other = now.get(key);
    if (!other || !isDeepStrictEqual(modelled(entry), modelled(other))) return entry;
  }
  return undefined;
}

/** Entries by what they are called, wherever they stand in a list. */
function numbered(entries: readonly ServerEntry[]): readonly (readonly [key: string, entry: ServerEntry])[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const name = JSON.stringify([entry.path.slice(0, -1), entry.name.value]);
    const number = seen.get(name) ?? 0;
    seen.set(name, number + 1);
    return [`${name} ${number}`, entry];
  });
}

/** What a server is, without the places where it says so. */
function modelled({ node, transport, identity, readings }: ServerEntry): unknown {
  const read = readings.map((reading) => {
    const { client, transport: meant, outcome, reason, disabled } = reading;
    return { client: client.id, transport: meant, outcome, reason, disabled };
  });
  return { value: plainOf(node), transport, identity, read };
}

/** Paths as text, and all beginnings of them. */
interface Places {
  readonly paths: ReadonlySet<string>;
  readonly beginnings: ReadonlySet<string>;
}

function placesOf(paths: readonly Path[]): Places {
  return {
    paths: new Set(paths.map(textOf)),
    beginnings: new Set(paths.flatMap((path) => [...beginningsOf(path), textOf(path)])),
  };
}

function isTouched({ path }: ServerEntry, { paths, beginnings }: Places): boolean {
  return beginnings.has(textOf(path)) || beginningsOf(path).some((beginning) => paths.has(beginning));
}

/** The path without its last steps, from the root on. */
function beginningsOf(path: Path): readonly string[] {
  return path.map((_, length) => textOf(path.slice(0, length)));
}

function textOf(path: Path): string {
  return JSON.stringify(path);
}
