import { nearest } from "../discover/suggestion.ts";
import type { ScalarNode } from "../document/document.ts";
import type { UserError } from "../errors.ts";
import type { FileSystem } from "../file-system.ts";
import { pathsOf, type Platform } from "../platform.ts";
import type { Preset } from "../rule.ts";
import { configIn, type ConfigPlace } from "./find.ts";
import { errorAt, type ConfigFile } from "./problem.ts";

interface Surroundings {
  readonly fileSystem: FileSystem;
  readonly platform: Platform;
}

const presets: readonly Preset[] = ["recommended", "hub", "strict", "audit"];

export function isPreset(name: string): name is Preset {
  return (presets as readonly string[]).includes(name);
}

/** Whether a name is that of a path, and not that of a package. */
export function isPath(name: string, platform: Pick<Platform, "os">): boolean {
  return /^\.\.?(?:[/\\]|$)/.test(name) || pathsOf(platform).isAbsolute(name);
}

/**
 * Where what a config builds on stands: a file, or the config in a folder or an installed package.
 * @throws UserError where there is none.
 */
export function placeOfExtended(
  name: string,
  { config, node, surroundings }: { config: ConfigFile; node: ScalarNode; surroundings: Surroundings },
): ConfigPlace {
  const { platform } = surroundings;
  const fail = (message: string, hint?: string): UserError => errorAt(config, node, message, hint);
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(name)) {
    throw fail("a config builds on no URL: whoever serves it could change it at any time", "keep a copy, or a package");
  }
  const { resolve, dirname } = pathsOf(platform);
  if (isPath(name, platform)) {
    const place = placeAt(resolve(dirname(config.file), name), surroundings);
    if (!place) throw fail(`there is no config at \`${name}\``, "paths are relative to the file they stand in");
    return place;
  }
  const installed = installedPath(name, config.file, surroundings);
  const place = installed === undefined ? undefined : placeAt(installed, surroundings);
  if (place) return place;
  if (installed !== undefined) throw fail(`there is no config in \`${name}\``, "it would be its mcp-lint.jsonc");
  const meant = nearest(name, presets);
  const hint = meant === undefined ? `npm install --save-dev ${name}` : `did you mean \`${meant}\`?`;
  throw fail(`there is no preset and no installed package \`${name}\``, hint);
}

function placeAt(path: string, surroundings: Surroundings): ConfigPlace | undefined {
  const status = surroundings.fileSystem.status(path);
  if (status?.kind === "directory") return configIn(path, surroundings);
  return status?.kind === "file" ? { file: path, path: [] } : undefined;
}

/** Absolute path of an installed package, or of what lies in it: `@acme/lint/strict.jsonc`. */
export function installedPath(name: string, from: string, { fileSystem, platform }: Surroundings): string | undefined {
  const { dirname, join } = pathsOf(platform);
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name);
    if (fileSystem.status(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}
