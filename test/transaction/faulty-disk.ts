import { writeFileSync } from "node:fs";
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
    half: (...values: Arguments) => void = () => {},
  ) => {
    return (...values: Arguments): Result => {
      const current = count++;
      if (current < step || (current > step && fault !== "dies")) return method(...values);
      if (fault === "lies") method(...values);
      if (fault === "dies" && current === step) half(...values);
      throw systemError(code);
    };
  };
  const halfWritten = (flag: string) => (path: string, bytes: Uint8Array) => {
    try {
      writeFileSync(path, bytes.subarray(0, bytes.length / 2), { flag, mode: 0o600 });
    } catch {
      // What is not there, or is there already, is not written.
    }
  };
  return {
    failed: () => count > step,
    disk: {
      read: wrap(disk.read),
      list: wrap(disk.list),
      status: wrap(disk.status),
      realPath: wrap(disk.realPath),
      readLink: wrap(disk.readLink),
      mayWrite: wrap(disk.mayWrite),
      create: wrap(disk.create, halfWritten("wx")),
      overwrite: wrap(disk.overwrite, halfWritten("r+")),
      rename: wrap(disk.rename),
      remove: wrap(disk.remove),
      makeFolder: wrap(disk.makeFolder),
      removeEmptyFolder: wrap(disk.removeEmptyFolder),
      syncFolder: wrap(disk.syncFolder),
    },
  };
}
