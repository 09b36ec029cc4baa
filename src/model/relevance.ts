import type { Reader, Source } from "../discover/source.ts";
import type { Project, Reading, ServerEntry } from "./entry.ts";

const inUse = new WeakMap<Project, ReadonlySet<string>>();

/** Clients that own a file of this project: those its people are seen to use. */
export function clientsInUse(project: Project): ReadonlySet<string> {
  let ids = inUse.get(project);
  if (!ids) {
    const owners = project.documents.flatMap(({ source }) => source.readers.filter(({ file }) => !file.shared));
    inUse.set(project, (ids = new Set(owners.map(({ client }) => client.id))));
  }
  return ids;
}

/**
 * The readings worth a finding: by the clients the file belongs to, and by those others that are in use here.
 * `.mcp.json` has a dozen readers, and what only one that nobody here runs would refuse is noise.
 */
export function relevantReadings(entry: ServerEntry, project: Project): readonly Reading[] {
  return relevant(entry.readings, project);
}

/** The same choice among the clients that read a file. */
export function relevantReaders(source: Source, project: Project): readonly Reader[] {
  return relevant(source.readers, project);
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
