import type { Client, ConfigFile } from "../clients/client.ts";
import type { Document, Path } from "../document/document.ts";
import type { Project, ServerEntry } from "../model/entry.ts";
import { quotedList } from "../model/spelling.ts";
import { isRunning } from "./entry-fix.ts";
import { readEntry } from "../model/reading.ts";
import { serverKeyOf } from "../model/sameness.ts";

/** A file in which a client does look. */
export interface Destination {
  readonly client: Client;
  readonly file: ConfigFile;
  /** As `Source.shown`. */
  readonly shown: string;
}

/** What to do with servers that stand where their client does not look, as an instruction. `root`: of the keys above them. */
export function moved(
  entries: readonly ServerEntry[],
  document: Document,
  root: Path,
  destination: Destination,
  { documents }: Project,
): string {
  const { shown } = destination;
  const there = documents.find(({ source }) => source.shown === shown)?.entries.filter(({ readers }) => readers[0]);
  const isThere = entries.every((entry) => there?.some((other) => isSame(entry, other)));
  if (isThere) return `they are in \`${shown}\` already: delete them here`;
  const changes = changesFor(entries, document, root, destination);
  const last = changes.pop();
  const form = changes.length > 0 ? `, ${changes.join(", ")} and ${last}` : last === undefined ? "" : `, ${last}`;
  const taken = entries.filter(({ name }) => there?.some((other) => other.name.value === name.value));
  const names = quotedList(taken.map(({ name }) => name.value));
  return `move the servers to \`${shown}\`${form}${taken[0] ? `; of ${names}, which it has in another form, keep one` : ""}`;
}

function isSame(one: ServerEntry, other: ServerEntry): boolean {
  const key = serverKeyOf(one);
  return one.name.value === other.name.value && key !== undefined && key === serverKeyOf(other);
}

const languages: Partial<Readonly<Record<ConfigFile["syntax"], string>>> = { toml: "TOML", yaml: "YAML" };

/** What is written in another way there. */
function changesFor(
  entries: readonly ServerEntry[],
  { syntax, comments }: Document,
  root: Path,
  { client, file }: Destination,
): string[] {
  const dialect = client.dialects[file.dialect ?? "default"] ?? client.dialects.default;
  const isCommon = entries.every(({ node }) =>
    isRunning(readEntry(node, dialect.container, { client, file, dialect })),
  );
  const language = languages[file.syntax];
  return [
    ...(language !== undefined && syntax !== file.syntax ? [`in ${language}`] : []),
    ...(file.root.join("\0") === root.join("\0") ? [] : [`under \`${file.root.join(".")}\``]),
    ...(isCommon ? [] : [`spelled as ${client.name} does`]),
    ...(comments.length > 0 && !file.comments ? ["without the comments, which are an error there"] : []),
  ];
}
