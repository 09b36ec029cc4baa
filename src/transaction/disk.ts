import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import type { FileKind } from "../file-system.ts";

export interface FileAttributes {
  /** Permissions, as in 0o644. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** The owner is that of this process where it is left out. */
export type NewFileAttributes = Pick<FileAttributes, "mode"> & Partial<FileAttributes>;

export interface WritableStatus extends FileAttributes {
  readonly kind: FileKind;
  /** Hard links: names that this file has. */
  readonly links: number;
  readonly device: bigint;
  readonly inode: bigint;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/**
 * The only way anything is written. Paths are absolute. Every method throws a `NodeJS.ErrnoException` where it cannot
 * do its work; "nothing there" (ENOENT, ENOTDIR) is undefined where the type says so. Injected, so that tests let any
 * single step fail.
 */
export interface WritableDisk {
  read(path: string): Uint8Array | undefined;
  list(path: string): readonly string[] | undefined;
  /** Of a link itself. */
  status(path: string): WritableStatus | undefined;
  realPath(path: string): string | undefined;
  /** What a link says; undefined also where no link is. */
  readLink(path: string): string | undefined;
  mayWrite(path: string): boolean;
  /**
   * A new file, on the medium when this returns; EEXIST where there is one. The owner is given away if that is
   * allowed: look at the status. Nothing is left when it fails, if that can be helped.
   */
  create(path: string, bytes: Uint8Array, attributes: NewFileAttributes): void;
  /** Other content in a file that is there, which keeps its identity; on the medium when this returns. */
  overwrite(path: string, bytes: Uint8Array): void;
  rename(from: string, to: string): void;
  /** A file that is not there is no error. */
  remove(path: string): void;
  /** Also the folders above; one that is there is no error. */
  makeFolder(path: string, mode: number): void;
  /** Only if it is there and empty; otherwise nothing happens. */
  removeEmptyFolder(path: string): void;
  /** Puts the names in a folder on the medium. */
  syncFolder(path: string): void;
}

/** The disk of this machine. */
export const writableDisk: WritableDisk = {
  read: (path) => unless(nothing, () => readFileSync(path)),
  list: (path) => unless(nothing, () => readdirSync(path)),
  status: (path) =>
    unless(nothing, () => {
      const status = lstatSync(path, { bigint: true });
      return {
        kind: status.isFile()
          ? "file"
          : status.isDirectory()
            ? "directory"
            : status.isSymbolicLink()
              ? "link"
              : "other",
        mode: Number(status.mode & 0o7777n),
        uid: Number(status.uid),
        gid: Number(status.gid),
        links: Number(status.nlink),
        device: status.dev,
        inode: status.ino,
        modified: Number(status.mtimeMs),
      };
    }),
  realPath: (path) => unless(nothing, () => realpathSync.native(path)),
  readLink: (path) => unless([...nothing, "EINVAL", "UNKNOWN"], () => readlinkSync(path)),
  mayWrite: (path) =>
    unless(["EACCES", "EPERM", "EROFS"], () => {
      accessSync(path, constants.W_OK);
      return true;
    }) ?? false,

  create(path, bytes, { mode, uid, gid }) {
    // All through the descriptor: in a folder that others may write, the name could be a link a moment later.
    const file = openSync(path, "wx", 0o600);
    try {
      if (uid !== undefined && gid !== undefined) unless(["EPERM", "EINVAL"], () => fchownSync(file, uid, gid));
      fchmodSync(file, mode);
      writeFileSync(file, bytes);
      fsyncSync(file);
    } catch (error) {
      unlinkSync(path);
      throw error;
    } finally {
      closeSync(file);
    }
  },

  overwrite(path, bytes) {
    const file = openSync(path, "r+");
    try {
      ftruncateSync(file);
      writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  },

  rename: renameSync,
  remove: (path) => unless(nothing, () => unlinkSync(path)),
  makeFolder: (path, mode) => void mkdirSync(path, { recursive: true, mode }),
  removeEmptyFolder: (path) => unless([...nothing, "ENOTEMPTY", "EEXIST"], () => rmdirSync(path)),

  syncFolder(path) {
    // Windows opens no folders; some network and FUSE file systems do not sync them.
    if (process.platform === "win32") return;
    const folder = openSync(path, "r");
    try {
      unless(["EINVAL", "ENOTSUP", "ENOSYS"], () => fsyncSync(folder));
    } finally {
      closeSync(folder);
    }
  },
};

const nothing = ["ENOENT", "ENOTDIR"];

function unless<T>(codes: readonly string[], action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined && codes.includes(code)) return undefined;
    throw error;
  }
}
