import { fileURLToPath } from "node:url";
import { parse } from "jsonc-parser";
import { expandPaths } from "../clients/paths.ts";
import { plainOf } from "../document/document.ts";
import { parserFor } from "../document/parse.ts";
import { pathsOf, type Platform } from "../platform.ts";
import { LARGEST, shownPath, type Surroundings } from "./collect.ts";
import { findPaths } from "./find.ts";

/** A folder that some client remembers having worked in. */
export interface KnownProject {
  /** Absolute. */
  readonly folder: string;
  /** The file that names it, as people see it. */
  readonly namedBy: string;
}

/** A file of a client's own state, as a pattern of `ConfigFile.paths`, and the folders it names. */
interface State {
  readonly pattern: string;
  folders(file: string, surroundings: Surroundings): readonly string[] | Promise<readonly string[]>;
}

const states: readonly State[] = [
  {
    pattern: "${CLAUDE_CONFIG_DIR:-~}/.claude.json",
    folders: (file, surroundings) => keysOf(memberOf(json(file, surroundings), "projects")),
  },
  {
    pattern: "${CODEX_HOME:-~/.codex}/config.toml",
    folders: async (file, surroundings) => keysOf(memberOf(await toml(file, surroundings), "projects")),
  },
  {
    pattern: "~/.gemini/projects.json",
    folders: (file, surroundings) => keysOf(memberOf(json(file, surroundings), "projects")),
  },
  { pattern: "~/.gemini/trustedFolders.json", folders: (file, surroundings) => keysOf(json(file, surroundings)) },
  { pattern: "<vscode-user>/workspaceStorage/*/workspace.json", folders: openedInVscode },
];

/** Every folder that exists and that a client's state names, once. What cannot be read names none. */
export async function knownProjects(surroundings: Surroundings): Promise<readonly KnownProject[]> {
  const { fileSystem, platform } = surroundings;
  const paths = pathsOf(platform);
  const namedBy = new Map<string, string>();
  for (const { pattern, folders } of states) {
    for (const file of expandPaths(pattern, platform).flatMap((path) => findPaths(path, surroundings, () => {}))) {
      for (const folder of await folders(file, surroundings)) {
        if (!paths.isAbsolute(folder)) continue;
        const path = paths.resolve(folder);
        if (!namedBy.has(path) && fileSystem.status(path)?.kind === "directory")
          namedBy.set(path, shownPath(file, platform));
      }
    }
  }
  return [...namedBy].map(([folder, namedBy]) => ({ folder, namedBy }));
}

/** A folder, or a workspace file: then its own folder and those it lists. */
function openedInVscode(file: string, surroundings: Surroundings): readonly string[] {
  const { platform } = surroundings;
  const paths = pathsOf(platform);
  const opened = json(file, surroundings);
  const folder = pathOfUri(memberOf(opened, "folder"), platform);
  const workspace = pathOfUri(memberOf(opened, "workspace"), platform);
  if (workspace === undefined) return folder === undefined ? [] : [folder];
  const base = paths.dirname(workspace);
  const listed = memberOf(json(workspace, surroundings), "folders");
  const folders = (Array.isArray(listed) ? listed : []).map((item: unknown) => {
    const path = memberOf(item, "path");
    return typeof path === "string" ? paths.resolve(base, path) : pathOfUri(memberOf(item, "uri"), platform);
  });
  return [base, ...folders.filter((path) => path !== undefined)];
}

function json(file: string, surroundings: Surroundings): unknown {
  const bytes = bytesOf(file, surroundings);
  if (!bytes) return undefined;
  const text = new TextDecoder().decode(bytes);
  try {
    // ~/.claude.json grows to megabytes, for which the tolerant parser takes many times as long.
    return JSON.parse(text) as unknown;
  } catch {
    return parse(text, [], { allowTrailingComma: true }) as unknown;
  }
}

async function toml(file: string, surroundings: Surroundings): Promise<unknown> {
  const bytes = bytesOf(file, surroundings);
  if (!bytes) return undefined;
  const { root } = (await parserFor("toml"))(file, bytes);
  return root && plainOf(root);
}

function bytesOf(file: string, { fileSystem }: Surroundings): Uint8Array | undefined {
  const status = fileSystem.status(file);
  if (status?.kind !== "file" || status.size > LARGEST) return undefined;
  try {
    return fileSystem.read(file);
  } catch {
    return undefined;
  }
}

/** Undefined for a folder on another machine. */
function pathOfUri(uri: unknown, { os }: Platform): string | undefined {
  if (typeof uri !== "string" || !uri.startsWith("file:///")) return undefined;
  try {
    return fileURLToPath(uri, { windows: os === "windows" });
  } catch {
    return undefined;
  }
}

function memberOf(content: unknown, key: string): unknown {
  return isObject(content) && Object.hasOwn(content, key) ? content[key] : undefined;
}

function keysOf(content: unknown): readonly string[] {
  return isObject(content) ? Object.keys(content) : [];
}

function isObject(content: unknown): content is Readonly<Record<string, unknown>> {
  return typeof content === "object" && content !== null && !Array.isArray(content);
}
