export type FileKind = "file" | "directory" | "link" | "other";

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: FileKind;
}

export interface FileStatus {
  /** Never `link`: links are followed. */
  readonly kind: FileKind;
  readonly size: number;
  /** Device number; a walk that meets another device than its root's has reached a mount. */
  readonly device: number;
  /** Permissions as Unix keeps them; absent on Windows. */
  readonly mode?: number;
  /** Number of the user it belongs to, as Unix keeps it; absent on Windows. */
  readonly owner?: number;
}

/**
 * The only way the engine touches a disk. All paths are absolute, in the platform's spelling.
 * `read` and `list` throw a `NodeJS.ErrnoException` with a `code` such as `ENOENT` or `EACCES`.
 */
export interface FileSystem {
  read(path: string): Uint8Array;
  list(path: string): readonly DirectoryEntry[];
  /** Undefined where nothing is, or where it cannot be reached. */
  status(path: string): FileStatus | undefined;
  /** The path with every link followed; undefined where nothing is. */
  realPath(path: string): string | undefined;
}
