import type { Document } from "../document/document.ts";
import type { Project } from "./entry.ts";

/** Every document of a project, the manifest among them. */
export function documentsOf({ documents, manifest }: Pick<Project, "documents" | "manifest">): readonly Document[] {
  const all = documents.map(({ document }) => document);
  return manifest?.document ? [...all, manifest.document] : all;
}
