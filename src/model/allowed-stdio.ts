import { placesIn, reaching } from "../engine/place.ts";
import type { Source } from "../discover/source.ts";
import type { AllowedStdio } from "../settings.ts";
import type { Project, ServerEntry } from "./entry.ts";

/** The project with the entries that may stay on stdio, each with what the config says of it first. */
export function withAllowedStdio(
  project: Project,
  allowances: readonly AllowedStdio[],
  nameOf: (source: Source) => string,
): Project {
  const { ofEntry } = placesIn(nameOf);
  const known = allowances.map((allowance) => {
    const { server, file, client } = allowance;
    const reach = {
      servers: [server],
      ...(file !== undefined && { files: [file] }),
      ...(client && { clients: [client] }),
    };
    return { allowance, reaches: reaching(reach) };
  });
  const allowedStdio = new Map<ServerEntry, AllowedStdio>();
  for (const entry of project.entries) {
    const found = known.find(({ reaches }) => reaches(ofEntry(entry)));
    if (found) allowedStdio.set(entry, found.allowance);
  }
  return { ...project, allowedStdio };
}
