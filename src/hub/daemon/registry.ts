import { createHash } from "node:crypto";
import type { Definition, HubServer } from "../../manifest/manifest.ts";
import { readJson, writePrivate } from "./private-file.ts";
import type { HubFiles } from "./place.ts";

/**
 * A manifest of a repository that its user told the hub to serve. What a repository says can be changed by whoever
 * writes to it, and a hub that followed would run what they want: a server is only started as it was when its user last
 * said `hub start` or `hub reload` there.
 */
export interface RegisteredManifest {
  /** Absolute path. */
  readonly file: string;
  /** Digests of the definitions that the user has seen. */
  readonly accepted: readonly string[];
}

/** In the order in which they were added. What cannot be read counts as none. */
export function registeredManifests({ manifests }: HubFiles): readonly RegisteredManifest[] {
  const found = readJson(manifests) as { readonly manifests?: unknown } | null | undefined;
  return Array.isArray(found?.manifests) ? found.manifests.filter(isRegistered) : [];
}

function isRegistered(value: Partial<RegisteredManifest> | null): value is RegisteredManifest {
  return typeof value?.file === "string" && Array.isArray(value.accepted);
}

/** Adds a manifest, or takes over what it says now. */
export function acceptManifest(file: string, servers: readonly HubServer[], files: HubFiles): void {
  const accepted = { file, accepted: servers.map(digestOf) };
  const known = registeredManifests(files);
  const isKnown = known.some((each) => each.file === file);
  write(isKnown ? known.map((each) => (each.file === file ? accepted : each)) : [...known, accepted], files);
}

/** Forgets a manifest; says whether it was known. */
export function forgetManifest(file: string, files: HubFiles): boolean {
  const known = registeredManifests(files);
  const rest = known.filter((each) => each.file !== file);
  if (rest.length < known.length) write(rest, files);
  return rest.length < known.length;
}

/** Of all that decides what runs; the order of variables does not matter. */
export function digestOf({ command, args, env, cwd }: Definition): string {
  const variables = Object.entries(env).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([command, args, variables, cwd ?? null]))
    .digest("base64url");
}

function write(manifests: readonly RegisteredManifest[], files: HubFiles): void {
  writePrivate(files.manifests, `${JSON.stringify({ manifests }, undefined, 2)}\n`);
}
