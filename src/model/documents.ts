import type { Document } from "../document/document.ts";
import type { Project } from "./entry.ts";

/** Every document of a project, the manifest, the config and the baseline among them. */
export function documentsOf({
  documents,
  manifest,
  supporting = [],
}: Pick<Project, "documents" | "manifest" | "supporting">): readonly Document[] {
  const all = [...documents, ...supporting].map(({ document }) => document);
  return manifest?.document ? [...all, manifest.document] : all;
}
