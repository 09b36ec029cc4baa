import { memberOf, type Path } from "../document/document.ts";
import { parserOf } from "../document/json.ts";
import { UserError } from "../errors.ts";
import type { FileSystem } from "../file-system.ts";
import { userFolder } from "../manifest/place.ts";
import { pathsOf, type Platform } from "../platform.ts";

/** Where a config stands. */
export interface ConfigPlace {
  /** Absolute. */
  readonly file: string;
  /** Within the file. */
  readonly path: Path;
  /** Named by the user: its plugins are run, whoever wrote it. */
  readonly trusted?: true;
}

interface Surroundings {
  readonly fileSystem: FileSystem;
  readonly platform: Platform;
}

const names = ["mcp-lint.jsonc", "mcp-lint.json"];

/** The key of a package.json. */
export const packageKey = "mcp-lint";

/** The config of a repository, or with `machine` that of the user; `named`: another one, by its path. */
export function findConfig(
  root: string,
  machine: boolean,
  surroundings: Surroundings,
  named?: string,
): ConfigPlace | undefined {
  const { platform } = surroundings;
  if (named !== undefined) return { file: pathsOf(platform).resolve(platform.cwd, named), path: [], trusted: true };
  return configIn(machine ? userFolder(platform) : root, surroundings);
}

/** Where a config would be written. */
export function newConfig(root: string, machine: boolean, platform: Platform): string {
  return pathsOf(platform).join(machine ? userFolder(platform) : root, names[0]!);
}

/** @throws UserError where there are two. */
export function configIn(folder: string, { fileSystem, platform }: Surroundings): ConfigPlace | undefined {
  const { join } = pathsOf(platform);
  const files = names.map((name) => join(folder, name)).filter((file) => fileSystem.status(file)?.kind === "file");
  const places: ConfigPlace[] = files.map((file) => ({ file, path: [] }));
  const manifest = join(folder, "package.json");
  if (hasKey(manifest, fileSystem)) places.push({ file: manifest, path: [packageKey] });
  const [first, second] = places;
  if (second) throw new UserError(`there are two configs: ${first!.file} and ${second.file}`, "keep one of them");
  return first;
}

function hasKey(file: string, fileSystem: FileSystem): boolean {
  let text: string;
  try {
    text = new TextDecoder().decode(fileSystem.read(file));
  } catch {
    return false;
  }
  return text.includes(`"${packageKey}"`) && memberOf(parserOf("json")(file, text).root, packageKey) !== undefined;
}
