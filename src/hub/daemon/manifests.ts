import { parserFor } from "../../document/parse.ts";
import type { Document } from "../../document/document.ts";
import type { HubServer } from "../../manifest/manifest.ts";
import { isEditable } from "../../model/broken.ts";
import { readManifest } from "../../manifest/read.ts";
import type { FileSystem } from "../../file-system.ts";
import { digestOf, type RegisteredManifest } from "./registry.ts";

/** A manifest that the hub serves. */
export interface ServedManifest {
  /** Absolute path. */
  readonly file: string;
  readonly servers: readonly HubServer[];
  /** Names of servers that are not what the user last saw: they are not started. */
  readonly held: readonly string[];
  /** What is wrong with it, each with its place; the servers concerned are left out. */
  readonly problems: readonly string[];
  /** Absent where there is no file. */
  readonly document?: Document;
}

/** Reads a manifest. `accepted`: where only those definitions may run. */
export async function loadManifest(
  file: string,
  fileSystem: FileSystem,
  accepted?: RegisteredManifest["accepted"],
): Promise<ServedManifest> {
  if (fileSystem.status(file)?.kind !== "file") return { file, servers: [], held: [], problems: [] };
  const parse = await parserFor("jsonc");
  let document: Document;
  try {
    document = parse(file, fileSystem.read(file));
  } catch (error) {
    return { file, servers: [], held: [], problems: [`it cannot be read: ${(error as Error).message}`] };
  }
  const read = readManifest(document);
  const problems = [
    ...(isEditable(document) ? [] : ["it has mistakes; mcp-lint reports them"]),
    ...read.problems.map(({ path, message }) => `${path.join(".")}: ${message}`),
  ];
  const isHeld = (server: HubServer): boolean => accepted !== undefined && !accepted.includes(digestOf(server));
  return {
    file,
    document,
    servers: read.servers.filter((server) => !isHeld(server)),
    held: read.servers.filter((server) => !server.ejected && isHeld(server)).map(({ name }) => name),
    problems,
  };
}
