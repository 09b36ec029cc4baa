import type { Reader } from "../discover/source.ts";
import { oncePer } from "../once-per.ts";
import type { ModelledDocument, Project, Reading, ServerEntry } from "./entry.ts";

/** Clients that own a place where servers stand in this project: those its people are seen to use. */
export const clientsInUse: (project: Project) => ReadonlySet<string> = oncePer(({ documents }) => {
  const filled = documents.flatMap(({ maps }) => maps.filter(({ entries }) => entries.length > 0));
  const owners = filled.flatMap(({ readers }) => readers.filter(({ file }) => !file.shared));
  return new Set(owners.map(({ client }) => client.id));
});

/**
 * The readings worth a finding: by the clients the file belongs to, and by those others that are in use here.
 * `.mcp.json` has a dozen readers, and what only one that nobody here runs would refuse is noise.
 */
export function relevantReadings(entry: ServerEntry, project: Project): readonly Reading[] {
  const { ownReadings, readers } = entry;
  if (ownReadings.length === readers.length || !readByOthers(project)(readers)) return ownReadings;
  return allRelevant(project)(entry);
}

/** Whether a client in use reads it that does not own it; the entries of one file have one list of readers. */
const readByOthers = oncePer((project: Project) => {
  const used = clientsInUse(project);
  return oncePer((readers: ServerEntry["readers"]) =>
    readers.some(({ file, client }) => file.shared && used.has(client.id)),
  );
});

const allRelevant = oncePer((project: Project) => oncePer(({ readings }: ServerEntry) => relevant(readings, project)));

/** The same choice among the clients that find servers in a file; where none does, its owner. */
export function relevantReaders(
  { source, maps }: Pick<ModelledDocument, "source" | "maps">,
  project: Project,
): readonly Reader[] {
  const finding = new Set(maps.flatMap(({ readers }) => readers.map(({ client }) => client)));
  const readers = relevant(source.readers, project).filter(({ client }) => finding.has(client));
  return readers.length > 0 ? readers : source.readers.slice(0, 1);
}

function relevant<T extends Reader>(readers: readonly T[], project: Project): readonly T[] {
  const used = clientsInUse(project);
  return readers.filter(({ file, client }) => !file.shared || used.has(client.id));
}

/** `Cursor`, `Cursor and Codex`, `Cursor, Codex and Zed`. */
export function namesOf(readers: readonly Pick<Reader, "client">[]): string {
  const names = [...new Set(readers.map(({ client }) => client.name))];
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
