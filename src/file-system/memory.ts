import type { FileKind, FileSystem } from "../file-system.ts";
import { pathsOf, type OperatingSystem } from "../platform.ts";

/**
 * What stands at a path: text, bytes, a symbolic link, something whose reading or listing fails with `error`, or the
 * root of another `device`. A path that ends with a slash is a folder.
 */
export type MemoryFile =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly error: string }
  | { readonly device: number };

type Node = Folder | { readonly kind: "file"; readonly bytes: Uint8Array; readonly error?: string } | Link;
type Link = { readonly kind: "link"; readonly target: string };
interface Folder {
  readonly kind: "directory";
  readonly children: Map<string, Node>;
  readonly device: number;
  readonly error?: string;
}

/** The number of links after which a path counts as a loop, as on Linux. */
const LONGEST_CHAIN = 40;

/** Files that exist nowhere but here. Absolute paths in the spelling of `os`; on Windows `/` will do as well. */
export function memoryFileSystem(files: Readonly<Record<string, MemoryFile>>, os: OperatingSystem): FileSystem {
  const paths = pathsOf({ os });
  const drives = new Map<string, Folder>();

  for (const [path, file] of Object.entries(files)) {
    const { root, names } = split(path);
    let folder = drives.get(root);
    if (!folder) drives.set(root, (folder = newFolder(0)));
    const isFolder = /[/\\]$/.test(path);
    for (const name of isFolder ? names : names.slice(0, -1)) folder = folderIn(folder, name, path);
    const last = names.at(-1);
    if (!isFolder && last !== undefined) folder.children.set(last, nodeOf(file));
    else if (typeof file === "object" && !(file instanceof Uint8Array)) Object.assign(folder, file);
  }

  return {
    read(path) {
      const { node } = walk(path);
      if (node.kind === "directory") throw failure("EISDIR", path);
      if (node.error !== undefined) throw failure(node.error, path);
      return node.bytes;
    },

    list(path) {
      const { node } = walk(path);
      if (node.kind === "file") throw failure("ENOTDIR", path);
      if (node.error !== undefined) throw failure(node.error, path);
      return [...node.children].map(([name, child]) => ({ name, kind: child.kind satisfies FileKind }));
    },

    status(path) {
      const found = attempt(path);
      if (!found) return undefined;
      const { node, device } = found;
      const size = node.kind === "file" ? node.bytes.length : 0;
      return { kind: node.kind, size, device, ...(node.kind === "file" && os !== "windows" && { mode: 0o644 }) };
    },

    realPath(path) {
      return attempt(path)?.real;
    },
  };

  function split(path: string): { root: string; names: string[] } {
    const { root } = paths.parse(paths.normalize(path));
    if (!paths.isAbsolute(path)) throw new Error(`not an absolute path: ${path}`);
    return { root, names: paths.normalize(path).slice(root.length).split(paths.sep).filter(Boolean) };
  }

  function attempt(path: string): ReturnType<typeof walk> | undefined {
    try {
      return walk(path);
    } catch {
      return undefined;
    }
  }

  function walk(path: string, links = 0): { node: Exclude<Node, Link>; real: string; device: number } {
    const { root, names } = split(path);
    let node: Exclude<Node, Link> | undefined = drives.get(root);
    if (!node) throw failure("ENOENT", path);
    let real = root;
    let { device } = node;
    for (const [index, name] of names.entries()) {
      if (node.kind === "file") throw failure("ENOTDIR", path);
      const child: Node | undefined = node.children.get(name);
      if (!child) throw failure("ENOENT", path);
      if (child.kind === "link") {
        if (links === LONGEST_CHAIN) throw failure("ELOOP", path);
        return walk(paths.resolve(real, child.target, ...names.slice(index + 1)), links + 1);
      }
      node = child;
      real = paths.join(real, name);
      if (node.kind === "directory" && node.device !== 0) ({ device } = node);
    }
    return { node, real, device };
  }
}

function newFolder(device: number): Folder {
  return { kind: "directory", children: new Map(), device };
}

function folderIn(parent: Folder, name: string, path: string): Folder {
  const there = parent.children.get(name);
  if (there && there.kind !== "directory") throw new Error(`${path} lies below a file`);
  const folder = there ?? newFolder(0);
  parent.children.set(name, folder);
  return folder;
}

function nodeOf(file: MemoryFile): Node {
  if (typeof file === "string") return { kind: "file", bytes: new TextEncoder().encode(file) };
  if (file instanceof Uint8Array) return { kind: "file", bytes: file };
  if ("link" in file) return { kind: "link", target: file.link };
  if ("error" in file) return { kind: "file", bytes: new Uint8Array(), error: file.error };
  throw new Error("only a folder has a device");
}

function failure(code: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${path}`), { code, path });
}
