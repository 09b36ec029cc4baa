import type { Source } from "../discover/source.ts";
import { memberOf, type Document, type ObjectNode, type Path, type Span } from "../document/document.ts";
import type { Located, MapReader, ModelledDocument, Project, Reading, ServerEntry, ServerMap, Stray } from "./entry.ts";
import { identityOf } from "./identity.ts";
import { looksLikeEntry } from "./keys.ts";
import { OnDemand } from "./on-demand.ts";
import { parseLaunch } from "./parse-launch.ts";
import { isInPlugin } from "./plugin.ts";
import { readEntry, readStray } from "./reading.ts";
import { isFlatMap, occupiedPlaces, placesOf, type Place } from "./roots.ts";
import { oncePer } from "../once-per.ts";
import { transportMeant } from "./transport.ts";
import { lastOfEach, valuesOf } from "./values.ts";

/** A file as it was found, and what it holds. */
export interface Input {
  readonly source: Source;
  readonly document: Document;
}

/** The model of any number of files, in the order given. */
export function buildProject(inputs: readonly Input[]): Project {
  const files = new Set(inputs.map(({ source }) => source.shown));
  const documents = inputs.map(({ source, document }) => modelDocument(source, document, files));
  return { documents, entries: documents.flatMap(({ entries }) => entries) };
}

/** Every server of a file, once, with how each reader of the file takes it. `files`: the others, as `Source` shows them. */
export function modelDocument(
  source: Source,
  document: Document,
  files: ReadonlySet<string> = new Set(),
): ModelledDocument {
  const places = placesWithReaders(source, document, files);
  const maps = places.map((place) => mapAt(source, document, place, stepsBelow(place, places)));
  return { source, document, maps, entries: maps.flatMap(({ entries }) => entries) };
}

interface ReadPlace extends Place {
  readonly readers: readonly MapReader[];
}

/** Places that readers look at, then those where servers stand all the same. */
function placesWithReaders(source: Source, document: Document, files: ReadonlySet<string>): readonly ReadPlace[] {
  const found = new Map<string, Place & { readers: MapReader[] }>();
  const add = (place: Place): MapReader[] => {
    const key = keyOf(place.path);
    const { readers } = found.get(key) ?? { readers: [] };
    found.set(key, { ...place, readers });
    return readers;
  };
  for (const { client, file } of source.readers) {
    const dialect = client.dialects[file.dialect ?? "default"] ?? client.dialects.default;
    const mayBeBare = file.bare === "everywhere" || (file.bare === "plugin" && isInPlugin(source.shown, files));
    for (const place of [...placesOf(document, file.root), ...(mayBeBare ? barePlace(document, file.root) : [])]) {
      const readers = add(place);
      if (!readers.some((other) => other.client === client && other.dialect === dialect)) {
        readers.push({ client, file, dialect });
      }
    }
  }
  occupiedPlaces(document).forEach(add);
  if (found.size === 0 && isFlatMap(document)) placesOf(document, []).forEach(add);
  return [...found.values()];
}

/** The top level, where the root key is missing and servers stand there instead. */
function barePlace(document: Document, [root]: readonly string[]): readonly Place[] {
  const isMissing = root !== undefined && memberOf(document.root, root) === undefined;
  return isMissing && isFlatMap(document) ? placesOf(document, []) : [];
}

/** Roots come again in every file. */
const keyOf = oncePer((path: Path): string => JSON.stringify(path));

/** What leads from a place to another directly inside it. */
function stepsBelow({ path: above }: Place, places: readonly Place[]): ReadonlySet<string | number> {
  const inside = places.filter(
    ({ path }) => path.length === above.length + 1 && above.every((step, index) => step === path[index]),
  );
  return new Set(inside.map(({ path }) => path.at(-1)!));
}

/** `places`: steps to other places of the document, which are no entries of this one: `servers` in `mcp`. */
function mapAt(source: Source, document: Document, place: ReadPlace, places: ReadonlySet<string | number>): ServerMap {
  const { path, node, readers } = place;
  const found: Named[] = node.kind === "array" ? namedItems(document, place) : namedMembers(document, place);
  const isPlace = ({ path }: Named): boolean => places.has(path.at(-1)!);
  const entries = found
    .filter((named) => !isPlace(named) || looksLikeEntry(named.node))
    .map((named) => entryOf(source, document, named, node.kind === "array" ? "array" : "map", readers));
  const holdsPlace = found.some(isPlace);
  const strays = holdsPlace ? [] : straysIn(document, place);
  return { source, document, path, keySpan: keySpanOf(document, path), readers, entries, strays };
}

/** Text or a list is no entry. At the top level, and where nobody looks, it is a setting like any other. */
function straysIn(document: Document, { path, node, readers }: ReadPlace): readonly Stray[] {
  if (node.kind !== "object" || path.length === 0 || readers.length === 0) return [];
  return lastOfEach(node.members).flatMap(({ key, keySpan, value }) => {
    if (value.kind === "object") return [];
    const at = path.concat(key);
    return [
      {
        name: { value: key, document, path: at, span: keySpan },
        path: at,
        node: value,
        readings: bestOf(readers.map((reader) => readStray(value, reader))),
      },
    ];
  });
}

function keySpanOf({ root }: Document, path: Path): Span {
  let at = root;
  let span: Span = { start: 0, end: 0 };
  for (const step of path) {
    const member = memberOf(at, String(step));
    if (!member) return span;
    ({ keySpan: span, value: at } = member);
  }
  return span;
}

/** An entry with its name; `nameKey`: the member that holds it. */
interface Named {
  readonly name: Located<string>;
  readonly nameKey?: string;
  readonly path: Path;
  readonly node: ObjectNode;
}

function namedMembers(document: Document, { path, node }: ReadPlace): Named[] {
  if (node.kind !== "object") return [];
  return lastOfEach(node.members).flatMap(({ key, keySpan, value }) => {
    if (value.kind !== "object") return [];
    const at = path.concat(key);
    return [{ name: { value: key, document, path: at, span: keySpan }, path: at, node: value }];
  });
}

/** Items without a name are called by their number. */
function namedItems(document: Document, { path, node, readers }: ReadPlace): Named[] {
  if (node.kind !== "array") return [];
  const nameKey = readers.find(({ dialect }) => dialect.nameKey !== undefined)?.dialect.nameKey ?? "name";
  return node.items.flatMap((item, index) => {
    if (item.kind !== "object") return [];
    const at = path.concat(index);
    const member = memberOf(item, nameKey);
    if (member?.value.kind !== "scalar" || typeof member.value.value !== "string") {
      return [{ name: { value: `#${index + 1}`, document, path: at, span: item.span }, path: at, node: item }];
    }
    const { keySpan, value } = member;
    const name = { value: String(member.value.value), document, path: at.concat(nameKey), span: value.span, keySpan };
    return [{ name, nameKey, path: at, node: item }];
  });
}

function entryOf(
  source: Source,
  document: Document,
  { name, nameKey, path, node }: Named,
  container: "map" | "array",
  readers: readonly MapReader[],
): ServerEntry {
  const ownReadings = bestOf(
    readers.filter(({ file }) => !file.shared).map((reader) => readEntry(node, container, reader)),
  );
  const onDemand = new OnDemand<ServerEntry, readonly Reading[], string | undefined>(readingsOf, identityOf);
  const first = ownReadings[0] ?? readingsOf({ node, path, readers, ownReadings })[0];
  const values = valuesOf(document, path, node, first?.dialect, nameKey);
  const transport = first?.transport ?? transportMeant(node);
  const launch = values.command && parseLaunch(values.command, values.args);
  const place = { source, document, name, path, node, transport, readers, ownReadings };
  return Object.assign(onDemand, place, values, launch && { launch });
}

/** Of all who look there. */
function readingsOf(entry: Pick<ServerEntry, "node" | "path" | "readers" | "ownReadings">): readonly Reading[] {
  const { node, path, readers, ownReadings } = entry;
  const others = readers.filter(({ file }) => file.shared);
  if (others.length === 0) return ownReadings;
  const container = typeof path.at(-1) === "number" ? "array" : "map";
  return bestOf([...ownReadings, ...others.map((reader) => readEntry(node, container, reader))]);
}

/** One per client: where it knows several dialects for one place, that in which the entry loads. */
function bestOf(readings: readonly Reading[]): readonly Reading[] {
  if (readings.length < 2) return readings;
  const best = new Map<string, Reading>();
  for (const reading of readings) {
    const other = best.get(reading.client.id);
    if (!other || (other.outcome !== "loaded" && reading.outcome === "loaded")) best.set(reading.client.id, reading);
  }
  return [...best.values()];
}
