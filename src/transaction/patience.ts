import type { WritableDisk } from "./disk.ts";

/** Milliseconds before each further attempt; a virus scanner or an indexer is done with a new file well within these. */
const pauses = [10, 20, 40, 80, 160, 320, 640];
const inUse = new Set(["EPERM", "EBUSY", "EACCES"]);

/**
 * A disk that tries again where a file is held open by someone else. For Windows, where that forbids renaming and
 * deleting; elsewhere the same codes mean a refusal that waiting does not change.
 */
export function patient(disk: WritableDisk, pause: (milliseconds: number) => void = sleep): WritableDisk {
  const persist = (action: () => void): void => {
    for (const milliseconds of pauses) {
      try {
        return action();
      } catch (error) {
        if (!inUse.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
        pause(milliseconds);
      }
    }
    action();
  };
  return {
    ...disk,
    rename: (from, to) => persist(() => disk.rename(from, to)),
    remove: (path) => persist(() => disk.remove(path)),
  };
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
