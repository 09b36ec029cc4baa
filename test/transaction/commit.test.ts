import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import type { FileChange } from "../../src/transaction/change.ts";
import { commit, type CommitResult } from "../../src/transaction/commit.ts";
import { writableDisk, type WritableDisk } from "../../src/transaction/disk.ts";
import { readEntries } from "../../src/transaction/journal.ts";
import { recover } from "../../src/transaction/recover.ts";
import { listTransactions } from "../../src/transaction/undo.ts";
import { dyingAfterRename } from "./faulty-disk.ts";
import { change, hostOf, newWorkbench, snapshot, systemError, type Workbench } from "./workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = newWorkbench();
});
afterEach(() => bench.remove());

const text = (...names: string[]): string => readFileSync(bench.at(...names), "utf8");
const put = (name: string, text: string, mode = 0o644): string => {
  mkdirSync(path.dirname(bench.at(name)), { recursive: true });
  writeFileSync(bench.at(name), text);
  chmodSync(bench.at(name), mode);
  return bench.at(name);
};
const commitAll = (changes: readonly FileChange[], disk?: WritableDisk): CommitResult =>
  commit({ title: "Change", changes }, hostOf(bench, disk));

describe("a commit", () => {
  it("keeps permissions, also unusual ones", () => {
    const changes = [0o600, 0o644, 0o755, 0o666, 0o4711].map((mode) => {
      return change(put(`${mode}.json`, "old", mode), "old", "new");
    });
    commitAll(changes);
    for (const { file } of changes) {
      expect(`${statSync(file).mode & 0o7777}.json`).toBe(path.basename(file));
      expect(readFileSync(file, "utf8")).toBe("new");
    }
  });

  it("changes the file behind links and keeps the links", () => {
    put("dotfiles/claude/mcp.json", "old", 0o600);
    mkdirSync(bench.at("home"));
    symlinkSync(bench.at("dotfiles", "claude"), bench.at("home", ".claude"));
    symlinkSync(".claude/mcp.json", bench.at("home", ".mcp.json"));
    commitAll([change(bench.at("home", ".mcp.json"), "old", "new")]);
    expect(snapshot(bench.at())).toEqual({
      dotfiles: "755",
      "dotfiles/claude": "755",
      "dotfiles/claude/mcp.json": "600 1 new",
      home: "755",
      "home/.claude": `-> ${bench.at("dotfiles", "claude")}`,
      "home/.mcp.json": "-> .claude/mcp.json",
    });
  });

  it("creates a file behind a link that leads nowhere yet", () => {
    symlinkSync("later/and/on.json", bench.at("link.json"));
    commitAll([change(bench.at("link.json"), undefined, "new", { mode: 0o600 })]);
    expect(snapshot(bench.at())).toMatchObject({
      "link.json": "-> later/and/on.json",
      "later/and/on.json": "600 1 new",
    });
  });

  it("keeps all names of a file with hard links", () => {
    const file = put("one.json", "old and long", 0o600);
    linkSync(file, bench.at("two.json"));
    commitAll([change(file, "old and long", "new")]);
    expect(snapshot(bench.at())).toEqual({ "one.json": "600 2 new", "two.json": "600 2 new" });
  });

  it("replaces a file by another, so that readers see the old or the new one", () => {
    const file = put("plain.json", "old");
    const { ino } = statSync(file);
    commitAll([change(file, "old", "new")]);
    expect(statSync(file).ino).not.toBe(ino);
  });

  it.runIf(process.getuid?.() === 0)("keeps the owner where that is allowed", () => {
    const file = put("theirs.json", "old", 0o640);
    chownSync(file, 1234, 2345);
    const { ino } = statSync(file);
    commitAll([change(file, "old", "new")]);
    expect(statSync(file)).toMatchObject({ uid: 1234, gid: 2345 });
    expect(statSync(file).mode & 0o7777).toBe(0o640);
    expect(statSync(file).ino).not.toBe(ino);
  });

  it("writes in place where the owner could not be kept", () => {
    const file = put("theirs.json", "old", 0o640);
    const { ino } = statSync(file);
    const ownedByOther: WritableDisk = {
      ...writableDisk,
      create: (path, bytes, { mode }) => writableDisk.create(path, bytes, { mode }),
      status(path) {
        const status = writableDisk.status(path);
        return status && path === file ? { ...status, uid: 4321 } : status;
      },
    };
    commitAll([change(file, "old", "new")], ownedByOther);
    expect(statSync(file).ino).toBe(ino);
    expect(snapshot(bench.at())).toEqual({ "theirs.json": "640 1 new" });
  });

  it("writes in place where the file is a mount of its own", () => {
    const file = put("mounted.json", "old");
    const { ino } = statSync(file);
    const mounted: WritableDisk = {
      ...writableDisk,
      status(path) {
        const status = writableDisk.status(path);
        return status && path === file ? { ...status, device: status.device + 1n } : status;
      },
    };
    commitAll([change(file, "old", "new")], mounted);
    expect(statSync(file).ino).toBe(ino);
    expect(text("mounted.json")).toBe("new");
  });

  it("makes before it switches and breaks last", () => {
    const seen: string[] = [];
    const watching: WritableDisk = {
      ...writableDisk,
      rename(from, to) {
        seen.push(path.basename(to));
        writableDisk.rename(from, to);
      },
      remove(path_) {
        if (path_ === bench.at("gone.json")) seen.push("gone.json");
        writableDisk.remove(path_);
      },
    };
    commitAll(
      [
        change(put("gone.json", "x"), "x", undefined, { phase: "break" }),
        change(put("b.json", "old"), "old", "new"),
        change(put("a.json", "old"), "old", "new"),
        change(bench.at("hub.json"), undefined, "{}", { phase: "make" }),
      ],
      watching,
    );
    expect(seen.filter((name) => !name.startsWith("record"))).toEqual(["hub.json", "b.json", "a.json", "gone.json"]);
  });

  it("has each step on the medium before the next relies on it", () => {
    const file = put("a.json", "old");
    const seen: string[] = [];
    const watching: WritableDisk = {
      ...writableDisk,
      rename(from, to) {
        const name = path.basename(to);
        seen.push(name === "record.json" ? JSON.parse(readFileSync(from, "utf8")).state : name);
        writableDisk.rename(from, to);
      },
      syncFolder(folder) {
        seen.push(`sync ${path.basename(folder)}`);
        writableDisk.syncFolder(folder);
      },
    };
    commitAll([change(file, "old", "new")], watching);
    const journal = ["sync 1", "sync transactions", "sync mcp-lint"];
    expect(seen).toEqual(
      [
        ["staging", ...journal],
        ["swapping", ...journal],
        ["a.json", "sync files"],
        ["committed", ...journal],
      ].flat(),
    );
  });

  it("takes two names of one file with the same change as one", () => {
    const file = put("one.json", "old");
    symlinkSync("one.json", bench.at("link.json"));
    linkSync(file, bench.at("hard.json"));
    const names = ["one.json", "link.json", "hard.json"].map((name) => bench.at(name));
    expect(commitAll(names.map((name) => change(name, "old", "new"))).outcome).toBe("committed");
    expect(text("one.json")).toBe("new");
    expect(() => commitAll(names.map((name, index) => change(name, "new", String(index))))).toThrow(
      /link\.json are one file/,
    );
    expect(text("one.json")).toBe("new");
  });

  it("leaves files alone that it does not change", () => {
    const file = put("same.json", "same");
    const { ino, mtimeMs } = statSync(file);
    expect(commitAll([change(file, "same", "same")]).outcome).toBe("committed");
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });
  });
});

describe("a file that is not as it was read", () => {
  it.each([
    ["changed", () => void put("b.json", "edited")],
    ["gone", () => rmSync(bench.at("b.json"))],
    ["there although it was to be created", () => void put("new.json", "")],
  ])("is %s: nothing is written", (_, disturb) => {
    const changes = [
      change(put("a.json", "old"), "old", "new"),
      change(put("b.json", "old"), "old", "new"),
      change(bench.at("new.json"), undefined, "new"),
    ];
    disturb();
    const before = snapshot(bench.at());
    const result = commitAll(changes);
    expect(result.outcome).toBe("stale");
    expect(snapshot(bench.at())).toEqual(before);
    expect(readEntries(hostOf(bench))).toEqual([]);
  });

  it("is noticed also when it changes after the first file was replaced", () => {
    const changes = [change(put("a.json", "old"), "old", "new"), change(put("b.json", "old"), "old", "new")];
    const racing: WritableDisk = {
      ...writableDisk,
      rename(from, to) {
        writableDisk.rename(from, to);
        if (to === bench.at("a.json") && text("b.json") === "old") put("b.json", "edited by its client");
      },
    };
    expect(commitAll(changes, racing)).toEqual({ outcome: "stale", file: bench.at("b.json"), recovered: [] });
    expect(snapshot(bench.at())).toEqual({ "a.json": "644 1 old", "b.json": "644 1 edited by its client" });
    expect(readEntries(hostOf(bench))).toEqual([]);
  });
});

describe("what cannot be changed is told", () => {
  it("a folder, a pipe, links in circles", () => {
    mkdirSync(bench.at("folder.json"));
    execFileSync("mkfifo", [bench.at("pipe.json")]);
    symlinkSync("circle.json", bench.at("circle.json"));
    const file = put("a.json", "old");
    for (const [name, reason] of [
      ["folder.json", "not a regular file"],
      ["pipe.json", "not a regular file"],
      ["circle.json", "too many symbolic links"],
    ] as const) {
      const changes = [change(file, "old", "new"), change(bench.at(name), "old", "new")];
      expect(() => commitAll(changes)).toThrow(new RegExp(`${name}.*${reason}`));
    }
    expect(text("a.json")).toBe("old");
  });

  it("a read-only file", () => {
    const file = put("a.json", "old", 0o444);
    symlinkSync("a.json", bench.at("link.json"));
    const disk = { ...writableDisk, mayWrite: (path: string) => path !== file };
    expect(() => commitAll([change(file, "old", "new")], disk)).toThrow(`cannot change ${file}: it is read-only`);
    expect(() => commitAll([change(bench.at("link.json"), "old", "new")], disk)).toThrow(
      `cannot change ${bench.at("link.json")}: ${file} is read-only`,
    );
  });

  it.each([
    ["EACCES", "permission denied"],
    ["EROFS", "read-only file system"],
    ["ENOSPC", "no space left on device"],
  ] as const)("a folder that refuses with %s", (code, reason) => {
    const files = [put("a/a.json", "old"), put("b/b.json", "old")] as const;
    const disk: WritableDisk = {
      ...writableDisk,
      create(path, ...rest) {
        if (path.startsWith(bench.at("b"))) throw systemError(code);
        writableDisk.create(path, ...rest);
      },
    };
    const before = snapshot(bench.at());
    expect(() =>
      commitAll(
        files.map((file) => change(file, "old", "new")),
        disk,
      ),
    ).toThrow(new UserError(`cannot write ${files[1]}: ${reason}; nothing was changed`));
    expect(snapshot(bench.at())).toEqual(before);
  });

  it.each(["EBUSY", "EXDEV"] as const)(
    "a file whose replacement fails with %s; others get their content back",
    (code) => {
      const files = [put("a.json", "old"), put("b.json", "old")] as const;
      const disk: WritableDisk = {
        ...writableDisk,
        rename(from, to) {
          if (to === files[1]) throw systemError(code);
          writableDisk.rename(from, to);
        },
      };
      expect(() =>
        commitAll(
          files.map((file) => change(file, "old", "new")),
          disk,
        ),
      ).toThrow(new RegExp(`^cannot write ${files[1]}: .*; nothing was changed$`));
      expect(snapshot(bench.at())).toEqual({ "a.json": "644 1 old", "b.json": "644 1 old" });
    },
  );

  it("that files stayed changed, and how they come back", () => {
    const files = [put("a.json", "old"), put("b.json", "old")] as const;
    let broken = false;
    const disk: WritableDisk = {
      ...writableDisk,
      rename(from, to) {
        broken ||= to === files[1];
        if (broken) throw systemError("EIO");
        writableDisk.rename(from, to);
      },
    };
    expect(() =>
      commitAll(
        files.map((file) => change(file, "old", "new")),
        disk,
      ),
    ).toThrow(/b\.json: i\/o error; and mcp-lint cannot restore .*a\.json: i\/o error, .* puts them back/);
    expect(text("a.json")).toBe("new");
    expect(recover(hostOf(bench))).toEqual([{ id: 1, title: "Change", restored: [files[0]], kept: [] }]);
    expect(snapshot(bench.at())).toEqual({ "a.json": "644 1 old", "b.json": "644 1 old" });
  });

  it("a journal that is damaged or newer", () => {
    const file = put("a.json", "old");
    commitAll([change(file, "old", "new")]);
    const record = path.join(bench.root, "state", "mcp-lint", "transactions", "1", "record.json");
    for (const text of ['{"version":2}', "{", "null"]) {
      writeFileSync(record, text);
      expect(() => commitAll([change(file, "new", "newer")])).toThrow(`cannot understand ${record}`);
    }
    expect(text("a.json")).toBe("new");
  });
});

describe("recovery", () => {
  /** Leaves a transaction over two files cut off after the first was replaced. */
  function cutOff(): void {
    const files = [put("a.json", "old"), put("b.json", "old")];
    const disk = dyingAfterRename(writableDisk, bench.at("a.json"));
    expect(() =>
      commitAll(
        files.map((file) => change(file, "old", "new")),
        disk,
      ),
    ).toThrow(UserError);
    expect([text("a.json"), text("b.json")]).toEqual(["new", "old"]);
  }

  it("comes first in the next commit, which is then made", () => {
    cutOff();
    const result = commitAll([change(bench.at("a.json"), "old", "other")]);
    expect(result).toMatchObject({ outcome: "committed", recovered: [{ restored: [bench.at("a.json")], kept: [] }] });
    expect(snapshot(bench.at())).toEqual({ "a.json": "644 1 other", "b.json": "644 1 old" });
  });

  it("keeps what somebody wrote in the meantime, and the original in the journal", () => {
    cutOff();
    put("a.json", "edited");
    expect(recover(hostOf(bench))).toEqual([{ id: 1, title: "Change", restored: [], kept: [bench.at("a.json")] }]);
    expect(snapshot(bench.at())).toEqual({ "a.json": "644 1 edited", "b.json": "644 1 old" });
    expect(recover(hostOf(bench))).toEqual([]);
    expect(listTransactions(hostOf(bench))).toMatchObject([{ id: 1, undone: false }]);
  });

  it("touches nothing where nothing was ever changed", () => {
    expect(recover(hostOf(bench))).toEqual([]);
    expect(readdirSync(bench.root)).toEqual(["files"]);
  });
});

describe("the journal", () => {
  it("is readable by its owner alone", () => {
    commitAll([change(put("a.json", '{"token":"s3cret"}', 0o644), '{"token":"s3cret"}', "{}")]);
    const state = path.join(bench.root, "state");
    const modes = Object.entries(snapshot(state)).map(([name, description]) => [name, description.split(" ")[0]]);
    expect(Object.fromEntries(modes)).toEqual({
      "mcp-lint": "700",
      "mcp-lint/transactions": "700",
      "mcp-lint/transactions/1": "700",
      "mcp-lint/transactions/1/0.after": "600",
      "mcp-lint/transactions/1/0.before": "600",
      "mcp-lint/transactions/1/record.json": "600",
    });
    expect(lstatSync(state).mode & 0o777).toBe(0o700);
  });

  it("keeps the last fifty transactions", () => {
    const file = put("a.json", "0");
    for (let count = 0; count < 53; count++) commitAll([change(file, String(count), String(count + 1))]);
    const ids = listTransactions(hostOf(bench)).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 50 }, (_, index) => 53 - index));
  });
});
