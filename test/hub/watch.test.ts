import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { createWatcher } from "../../src/hub/daemon/watch.ts";
import { folderWith } from "../cli/program.ts";

const INTERVAL = 20;

it("tells of a file that comes, changes, is replaced and goes, and of nothing else", async () => {
  const folder = folderWith({ "there.json": "{}" });
  const [there, missing] = [path.join(folder, "there.json"), path.join(folder, "later", "missing.json")];
  const onChange = vi.fn<() => void>();
  const watcher = createWatcher(onChange, INTERVAL);
  onTestFinished(() => watcher.close());
  watcher.follow([there, missing]);
  // Being told to follow the same files again is no change either.
  for (let round = 0; round < 20; round++) {
    watcher.follow([there, missing]);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
  expect(onChange).not.toHaveBeenCalled();

  const changed = async (change: () => void): Promise<void> => {
    onChange.mockClear();
    change();
    await vi.waitFor(() => expect(onChange).toHaveBeenCalled(), { timeout: 10_000 });
  };
  await changed(() => {
    mkdirSync(path.dirname(missing));
    writeFileSync(missing, "{}");
  });
  await changed(() => writeFileSync(there, `{ "servers": {} }`));
  await changed(() => {
    writeFileSync(`${there}.new`, `{ "servers": {} }`);
    renameSync(`${there}.new`, there);
  });
  await changed(() => rmSync(there));

  watcher.follow([missing]);
  onChange.mockClear();
  writeFileSync(there, "{}");
  await new Promise((resolve) => setTimeout(resolve, 10 * INTERVAL));
  expect(onChange).not.toHaveBeenCalled();
});
