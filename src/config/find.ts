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

/** The config of a repository, or with `machine` that of the user. */
export function findConfig(root: string, machine: boolean, surroundings: Surroundings): ConfigPlace | undefined {
  return configIn(machine ? userFolder(surroundings.platform) : root, surroundings);
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
