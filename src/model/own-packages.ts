import type { FileSystem } from "../file-system.ts";
import { namesIn } from "../file-system/list-once.ts";
import { npmManifest } from "./npm-manifest.ts";
import { pathsOf, type Platform } from "../platform.ts";
import type { Package } from "./launch.ts";

/** Whether the repository around a folder is the one a package comes from. */
export type IsOwnPackage = (found: Pick<Package, "registry" | "name">, folder: string) => boolean;

const manifests = ["package.json", "pyproject.toml", "pnpm-workspace.yaml"];

/** Reads manifests of packages from the folder up to the root of the repository; none before the first question. */
export function ownPackages(fileSystem: FileSystem, platform: Pick<Platform, "os" | "home">): IsOwnPackage {
  const { join, dirname, basename } = pathsOf(platform);
  const known = new Map<string, ReadonlySet<string>>();

  const textAt = (...path: readonly string[]): string => {
    const file = join(...path);
    return fileSystem.status(file)?.kind === "file" ? new TextDecoder().decode(fileSystem.read(file)) : "";
  };

  /** Of the package in a folder itself. */
  const packagesIn = (folder: string): readonly string[] => {
    const { name } = npmManifest(join(folder, "package.json"), fileSystem);
    const pypi = pythonName(textAt(folder, "pyproject.toml"));
    return [...(typeof name === "string" ? [`npm ${name}`] : []), ...(pypi === undefined ? [] : [`pypi ${pypi}`])];
  };

  const membersOf = (folder: string): readonly string[] =>
    [
      ...npmWorkspaces(npmManifest(join(folder, "package.json"), fileSystem)),
      ...pnpmWorkspaces(textAt(folder, "pnpm-workspace.yaml")),
    ].flatMap((pattern) => {
      const [, parent, star] = /^(?:\.\/)?([^*!]*?)\/?(\/?\*{1,2})?\/?$/.exec(pattern) ?? [];
      if (parent === undefined) return [];
      return star === undefined ? [join(folder, parent)] : foldersIn(join(folder, parent));
    });

  const foldersIn = (folder: string): readonly string[] => {
    if (fileSystem.status(folder)?.kind !== "directory") return [];
    return fileSystem.list(folder).flatMap(({ name, kind }) => (kind === "directory" ? [join(folder, name)] : []));
  };

  const namesAround = (folder: string): ReadonlySet<string> => {
    let names = known.get(folder);
    if (names) return names;
    // The walk has listed most of these folders; `.cursor` is no package.
    const files = namesIn(folder, fileSystem);
    const isPackage = !basename(folder).startsWith(".") && manifests.some((name) => files.has(name));
    const own = isPackage ? [folder, ...membersOf(folder)].flatMap(packagesIn) : [];
    const isTop = folder === platform.home || dirname(folder) === folder || files.has(".git");
    names = new Set([...own, ...(isTop ? [] : namesAround(dirname(folder)))]);
    known.set(folder, names);
    return names;
  };

  return ({ registry, name }, folder) => {
    try {
      return namesAround(folder).has(`${registry} ${registry === "pypi" ? normalised(name) : name}`);
    } catch {
      return false; // What cannot be read tells nothing.
    }
  };
}

function npmWorkspaces({ workspaces }: Readonly<Record<string, unknown>>): readonly string[] {
  const listed = Array.isArray(workspaces) ? workspaces : (workspaces as { packages?: unknown } | undefined)?.packages;
  return Array.isArray(listed) ? listed.filter((one) => typeof one === "string") : [];
}

/** The items of the list `packages`. */
function pnpmWorkspaces(text: string): readonly string[] {
  const [, list = ""] = /^packages:[^\S\n]*\n((?:[^\S\n]*(?:-.*|#.*)?(?:\n|$))*)/m.exec(text) ?? [];
  return Array.from(list.matchAll(/^\s*-\s*["']?([^"'#\s]+)/gm), ([, pattern = ""]) => pattern);
}

/** The name under `[project]`, or under `[tool.poetry]`. */
function pythonName(text: string): string | undefined {
  let table = "";
  for (const line of text.split(/\r?\n/)) {
    table = /^\[([^[\]]+)\]/.exec(line)?.[1]?.trim() ?? table;
    const name = /^name\s*=\s*["']([^"']+)["']/.exec(line)?.[1];
    if (name !== undefined && (table === "project" || table === "tool.poetry")) return normalised(name);
  }
  return undefined;
}

/** Names on PyPI that are the same, as PEP 503 has it. */
function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}
