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
  const used = clientsInUse(project);
  return entry.readings.filter(({ file, client }) => !file.shared || used.has(client.id));
}

/** `Cursor`, `Cursor and Codex`, `Cursor, Codex and Zed`. */
export function namesOf(readings: readonly Reading[]): string {
  const names = [...new Set(readings.map(({ client }) => client.name))];
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
