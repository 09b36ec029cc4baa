import { shownPath } from "../discover/collect.ts";
import type { Source } from "../discover/source.ts";
import { parserFor } from "../document/parse.ts";
import type { FileSystem } from "../file-system.ts";
import { modelDocument } from "../model/build.ts";
import type { Project } from "../model/entry.ts";
import type { Platform } from "../platform.ts";
import { hubReader } from "./client.ts";
import { manifestFor } from "./place.ts";

/** What there is to know about the machine. */
interface Surroundings {
  readonly fileSystem: FileSystem;
  readonly platform: Platform;
  readonly busyPorts?: ReadonlySet<number>;
  readonly portsElsewhere?: ReadonlyMap<string, number>;
}

/** The project with its hub manifest, which is linted like any other file where it is there. `root`: of the repository. */
export async function withManifest(
  project: Project,
  root: string,
  { fileSystem, platform, busyPorts = new Set(), portsElsewhere }: Surroundings,
): Promise<Project> {
  const files = project.documents.map(({ document }) => document.file);
  const { file, scope } = manifestFor(files, root, platform);
  const place = { file, scope, platform, busyPorts, ...(portsElsewhere && { portsElsewhere }) };
  if (files.includes(file) || fileSystem.status(file)?.kind !== "file") return { ...project, manifest: place };

  const { syntax } = hubReader.file;
  const parse = await parserFor(syntax);
  const document = parse(file, fileSystem.read(file));
  const source: Source = {
    file,
    shown: shownPath(file, platform),
    syntax,
    readers: [hubReader],
    why: "the hub manifest",
  };
  const modelled = modelDocument(source, document);
  return {
    documents: [...project.documents, modelled],
    entries: [...project.entries, ...modelled.entries],
    manifest: { ...place, document },
  };
}
