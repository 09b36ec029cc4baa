import type { constants } from "node:os";
import type { WritableDisk } from "../../src/transaction/disk.ts";
import { systemError } from "./workbench.ts";

/**
 * `refuses`: the step does nothing and throws. `lies`: it does its work and throws. `dies`: it does half of its work,
 * and neither it nor any later step returns, as when the process is killed or the disk is unplugged.
 */
export type Fault = "refuses" | "lies" | "dies";

export interface FaultyDisk {
  readonly disk: WritableDisk;
  /** Whether the step that was to fail was reached. */
  failed(): boolean;
}

/** A disk of which one step, counted from 0, goes wrong. */
export function faultyDisk(
  disk: WritableDisk,
  step: number,
  fault: Fault,
  code: keyof typeof constants.errno = "EIO",
): FaultyDisk {
  let count = 0;
  const wrap = <Arguments extends unknown[], Result>(
    method: (...values: Arguments) => Result,
    dying: (...values: Arguments) => void = () => {},
  ) => {
    return (...values: Arguments): Result => {
      const current = count++;
      if (current < step || (current > step && fault !== "dies")) return method(...values);
      if (fault === "lies") method(...values);
      if (fault === "dies" && current === step) dying(...values);
      throw systemError(code);
    };
  };
  const half = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.length / 2);
  return {
    failed: () => count > step,
    disk: {
      read: wrap(disk.read),
      list: wrap(disk.list),
      status: wrap(disk.status),
      realPath: wrap(disk.realPath),
      readLink: wrap(disk.readLink),
      mayWrite: wrap(disk.mayWrite),
      create: wrap(disk.create, (path, bytes, attributes) => disk.create(path, half(bytes), attributes)),
      overwrite: wrap(disk.overwrite, (path, bytes) => disk.overwrite(path, half(bytes))),
      rename: wrap(disk.rename),
      remove: wrap(disk.remove),
      makeFolder: wrap(disk.makeFolder),
      removeEmptyFolder: wrap(disk.removeEmptyFolder),
      syncFolder: wrap(disk.syncFolder),
    },
  };
}

/** A disk that renames a file to `path` and dies. */
export function dyingAfterRename(disk: WritableDisk, path: string): WritableDisk {
  let dead = false;
  return new Proxy(disk, {
    get(_, method: keyof WritableDisk) {
      if (dead) throw systemError("EIO");
      if (method !== "rename") return disk[method];
      return (from: string, to: string) => {
        disk.rename(from, to);
        dead = to === path;
        if (dead) throw systemError("EIO");
      };
    },
  });
}
