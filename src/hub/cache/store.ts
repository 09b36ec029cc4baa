import { createHmac } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { isObject } from "../message.ts";
import type { Initialized } from "../relay/conversation.ts";
import { createRedactor } from "../../report/redact.ts";

/** What a server said of itself in an earlier life. */
export interface Remembered {
  readonly initialize: Initialized;
  /** Results by method. */
  readonly lists: Readonly<Record<string, unknown>>;
}

export interface Store {
  load(identity: string): Remembered | undefined;
  /** Later is soon enough: saved after the answer it came with. */
  save(identity: string, remembered: Remembered): void;
  /** Resolves when everything is on the disk. */
  settled(): Promise<void>;
}

const format = 1;

/** Files of a folder, one for each server. `key` keeps secrets in definitions from being guessed by the names of the files. */
export function storeIn(folder: string, key: Uint8Array): Store {
  const redactor = createRedactor([]);
  const fileOf = (identity: string): string =>
    path.join(folder, `${createHmac("sha256", key).update(identity).digest("hex").slice(0, 40)}.json`);
  const writing = new Map<string, Promise<void>>();

  const write = async (file: string, text: string): Promise<void> => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const fresh = `${file}.${process.pid}`;
    await writeFile(fresh, text, { mode: 0o600 });
    await rename(fresh, file);
  };

  return {
    load(identity) {
      try {
        const value: unknown = JSON.parse(readFileSync(fileOf(identity), "utf8"));
        if (!isObject(value) || value["format"] !== format) return undefined;
        const { initialize, lists } = value;
        return isObject(initialize) && isObject(lists) ? { initialize: initialize as Initialized, lists } : undefined;
      } catch {
        return undefined;
      }
    },
    save(identity, remembered) {
      const file = fileOf(identity);
      const text = JSON.stringify({ format, ...remembered });
      // Some servers print what they were configured with into their descriptions.
      if (redactor.redact(text) !== text) return;
      // One after the other: the last one saved is the one that stays.
      const before = writing.get(file) ?? Promise.resolve();
      const done = before.then(() => write(file, text)).catch(() => {});
      writing.set(file, done);
      void done.then(() => writing.get(file) === done && writing.delete(file));
    },
    async settled() {
      await Promise.all(writing.values());
    },
  };
}
