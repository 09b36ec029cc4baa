import { unwatchFile, watchFile, type Stats } from "node:fs";

/** Looks at files again and again, whether they are there or not. */
export interface Watcher {
  /** These files from now on, and no others. */
  follow(files: readonly string[]): void;
  close(): void;
}

/** Tells when a file came, changed or went. By looking, because editors and `--fix` put new files in the place of old ones. */
export function createWatcher(onChange: () => void, interval: number): Watcher {
  const watched = new Set<string>();
  // A file that is not there is told of once although nothing happened.
  const listener = (now: Stats, before: Stats): void => {
    if (now.mtimeMs !== before.mtimeMs || now.ino !== before.ino || now.size !== before.size) onChange();
  };
  const follow = (files: readonly string[]): void => {
    for (const file of watched) {
      if (files.includes(file)) continue;
      unwatchFile(file, listener);
      watched.delete(file);
    }
    for (const file of files) {
      if (watched.has(file)) continue;
      watchFile(file, { interval, persistent: false }, listener);
      watched.add(file);
    }
  };
  return { follow, close: () => follow([]) };
}
