import { chmodSync, existsSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { FileChange } from "../../src/transaction/change.ts";
import { commit } from "../../src/transaction/commit.ts";
import { listTransactions, planUndo } from "../../src/transaction/undo.ts";
import { bytes, change, hostOf, newWorkbench, snapshot, type Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = newWorkbench();
});
afterEach(() => bench.remove());

const put = (name: string, text: string | Uint8Array, mode = 0o644): string => {
  writeFileSync(bench.at(name), text);
  chmodSync(bench.at(name), mode);
  return bench.at(name);
};
function commitAll(title: string, changes: readonly FileChange[], servers: readonly string[] = []): number {
  const result = commit({ title, changes, servers }, hostOf(bench));
  if (result.outcome !== "committed") throw new Error(`${result.file} is stale`);
  return result.id;
}
function undo(id?: number): void {
  const plan = planUndo(hostOf(bench), id);
  if (plan.outcome !== "ready") throw new Error("edited since");
  expect(commit(plan.transaction, hostOf(bench)).outcome).toBe("committed");
}

it("restores every byte, permission and link, and deletes what was created", () => {
  const odd = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  mkdirSync(bench.at("dotfiles"));
  symlinkSync("dotfiles/linked.json", bench.at("link.json"));
  const files = [put("odd.json", odd, 0o600), put("dotfiles/linked.json", "linked", 0o640), put("one.json", "1")];
  linkSync(bench.at("one.json"), bench.at("other.json"));
  const original = snapshot(bench.at());

  commitAll("Change all", [
    { file: files[0]!, before: odd, after: bytes("new"), phase: "switch" },
    change(bench.at("link.json"), "linked", "new"),
    change(bench.at("one.json"), "1", "new"),
    change(bench.at("hub.json"), undefined, "{}", { mode: 0o600, phase: "make" }),
  ]);
  const changed = snapshot(bench.at());
  undo();
  expect(snapshot(bench.at())).toEqual(original);
  undo(2);
  expect(snapshot(bench.at())).toEqual(changed);
  undo(3);
  expect(snapshot(bench.at())).toEqual(original);
});

it("goes one transaction further back each time", () => {
  const file = put("a.json", "0");
  commitAll("one", [change(file, "0", "1")]);
  commitAll("two", [change(file, "1", "2")]);
  undo();
  expect(snapshot(bench.at())).toEqual({ "a.json": "644 1 1" });
  undo();
  expect(snapshot(bench.at())).toEqual({ "a.json": "644 1 0" });
  expect(() => planUndo(hostOf(bench))).toThrow("there is nothing to undo");
});

it("lists what there is, the newest first, and what is undone", () => {
  const file = put("a.json", "0");
  commitAll("one", [change(file, "0", "1")], ["github"]);
  commitAll("two", [change(file, "1", "2")]);
  undo(2);
  const list = (): unknown => listTransactions(hostOf(bench)).map(({ id, undone }) => [id, undone]);
  expect(list()).toEqual([
    [3, false],
    [2, true],
    [1, false],
  ]);
  undo(3);
  expect(list()).toEqual([
    [4, false],
    [3, true],
    [2, false],
    [1, false],
  ]);
  expect(listTransactions(hostOf(bench))[3]).toMatchObject({ title: "one", servers: ["github"], files: [file] });
  expect(listTransactions(hostOf(bench))[0]).toMatchObject({ title: "Undo: Undo: two", undoes: 3 });
});

it("removes the manifest only after the configs have left it", () => {
  commitAll("to the hub", [
    change(put("a.json", "old"), "old", "new"),
    change(bench.at("hub.json"), undefined, "{}", { phase: "make" }),
  ]);
  const plan = planUndo(hostOf(bench));
  expect(plan).toMatchObject({ outcome: "ready", transaction: { undoes: 1 } });
  const phases = plan.outcome === "ready" && plan.transaction.changes.map(({ file, phase }) => [file, phase]);
  expect(phases).toEqual([
    [bench.at("hub.json"), "break"],
    [bench.at("a.json"), "switch"],
  ]);
});

it("gives all three texts of files that were edited since, and restores nothing", () => {
  commitAll("one", [
    change(put("a.json", "old"), "old", "new"),
    change(put("b.json", "old"), "old", "new"),
    change(bench.at("c.json"), undefined, "new"),
  ]);
  put("b.json", "edited");
  put("c.json", "edited too");
  expect(planUndo(hostOf(bench))).toEqual({
    outcome: "edited",
    id: 1,
    files: [
      { file: bench.at("b.json"), original: bytes("old"), written: bytes("new"), current: bytes("edited") },
      { file: bench.at("c.json"), original: undefined, written: bytes("new"), current: bytes("edited too") },
    ].map((file) => expect.objectContaining(toBuffers(file))),
  });
  expect(snapshot(bench.at())).toMatchObject({ "a.json": "644 1 new" });
});

it("passes over files that have their old content again", () => {
  commitAll("one", [change(put("a.json", "old"), "old", "new"), change(put("b.json", "old"), "old", "new")]);
  put("a.json", "old");
  undo();
  expect(snapshot(bench.at())).toEqual({ "a.json": "644 1 old", "b.json": "644 1 old" });
  expect(listTransactions(hostOf(bench)).find(({ id }) => id === 1)?.undone).toBe(true);
});

it("refuses what is undone or unknown", () => {
  const file = put("a.json", "0");
  commitAll("one", [change(file, "0", "1")]);
  undo(1);
  expect(() => planUndo(hostOf(bench), 1)).toThrow("transaction 1 is undone already");
  expect(() => planUndo(hostOf(bench), 7)).toThrow("there is no transaction 7");
});

it("has nothing to list before the first commit, and makes no folder for that", () => {
  expect(listTransactions(hostOf(bench))).toEqual([]);
  expect(() => planUndo(hostOf(bench))).toThrow("there is nothing to undo");
  expect(existsSync(hostOf(bench).stateFolder)).toBe(false);
});

function toBuffers(file: object): object {
  return Object.fromEntries(
    Object.entries(file).map(([key, value]) => [key, value instanceof Uint8Array ? Buffer.from(value) : value]),
  );
}
