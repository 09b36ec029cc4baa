import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { UserError } from "../../src/errors.ts";
import type { Transaction } from "../../src/transaction/change.ts";
import { commit } from "../../src/transaction/commit.ts";
import { writableDisk } from "../../src/transaction/disk.ts";
import { readEntries } from "../../src/transaction/journal.ts";
import { recover } from "../../src/transaction/recover.ts";
import { planUndo } from "../../src/transaction/undo.ts";
import { dyingAfterRename, faultyDisk, type Fault } from "./faulty-disk.ts";
import { bytes, change, hostOf, newWorkbench, snapshot, systemError, type Workbench } from "./workbench.ts";

// Whether bytes reached the medium makes no difference to a test, but minutes.
vi.mock("node:fs", async (original) => ({ ...(await original<typeof import("node:fs")>()), fsyncSync: () => {} }));

let bench: Workbench;
beforeAll(() => {
  bench = newWorkbench();
});
beforeEach(() => {
  reset();
});
afterAll(() => bench.remove());

function reset(): void {
  rmSync(bench.root, { recursive: true });
  mkdirSync(bench.at(), { recursive: true });
}

/** One file of every kind: plain, behind a link, with two names, deleted, created in new folders, behind a dangling link. */
function setUp(): Transaction {
  reset();
  for (const folder of ["home", "dotfiles", "repo"]) mkdirSync(bench.at(folder));
  writeFileSync(bench.at("repo", ".mcp.json"), "plain", { mode: 0o640 });
  writeFileSync(bench.at("dotfiles", "claude.json"), "linked", { mode: 0o600 });
  symlinkSync("../dotfiles/claude.json", bench.at("home", ".claude.json"));
  writeFileSync(bench.at("repo", "one.json"), "two names", { mode: 0o644 });
  linkSync(bench.at("repo", "one.json"), bench.at("repo", "other.json"));
  writeFileSync(bench.at("repo", "old.json"), "old", { mode: 0o604 });
  symlinkSync("../not/yet/there.json", bench.at("repo", "dangling.json"));
  return {
    title: "Move to the hub",
    changes: [
      change(bench.at("repo", ".mcp.json"), "plain", "plain, but longer now"),
      change(bench.at("repo", "one.json"), "two names", "other content under both"),
      change(bench.at("home", ".claude.json"), "linked", "l"),
      change(bench.at("repo", "old.json"), "old", undefined, { phase: "break" }),
      change(bench.at("home", ".config", "mcp-lint", "hub.json"), undefined, "{}", { mode: 0o600, phase: "make" }),
      change(bench.at("repo", "dangling.json"), undefined, "created through a link", { mode: 0o644 }),
    ],
  };
}

const faults: readonly Fault[] = ["refuses", "lies", "dies"];

/** The journal holds whole, committed transactions and nothing else. */
function expectSettled(): void {
  const entries = readEntries(hostOf(bench));
  expect(entries.filter(({ state }) => state !== "committed")).toEqual([]);
  const folder = path.join(hostOf(bench).stateFolder, "transactions");
  expect(existsSync(folder) ? readdirSync(folder).length : 0).toBe(entries.length);
}

/** Lets each step in turn go wrong until none is left; returns how many there were. */
function atEveryStep(
  fault: Fault,
  code: Parameters<typeof faultyDisk>[3],
  check: (disk: typeof writableDisk) => void,
): number {
  for (let step = 0; ; step++) {
    const { disk, failed } = faultyDisk(writableDisk, step, fault, code);
    check(disk);
    if (!failed()) return step;
  }
}

describe("a step that goes wrong", () => {
  it.each([
    { fault: "refuses", code: "ENOSPC" },
    { fault: "refuses", code: "EACCES" },
    { fault: "lies", code: "EIO" },
    { fault: "dies", code: "EIO" },
  ] as const)("that $fault with $code leaves all old or all new", ({ fault, code }) => {
    const transaction = setUp();
    const original = snapshot(bench.at());
    commit(transaction, hostOf(bench));
    const changed = snapshot(bench.at());
    expect(changed).not.toEqual(original);

    const seen = new Set<string>();
    const steps = atEveryStep(fault, code, (disk) => {
      const again = setUp();
      const outcome = attemptTo(() => commit(again, hostOf(bench, disk)).outcome);
      if (fault === "dies") recover(hostOf(bench));
      seen.add(outcome);
      const now = snapshot(bench.at());
      if (fault === "dies") expect([original, changed]).toContainEqual(now);
      else expect(now).toEqual(outcome === "committed" ? changed : original);
      expect(recover(hostOf(bench))).toEqual([]);
      expectSettled();
      expect(attemptTo(() => commit({ title: "next", changes: [] }, hostOf(bench)).outcome)).toBe("committed");
    });
    expect(steps).toBeGreaterThan(80);
    expect(seen).toEqual(new Set(["committed", "refused"]));
  });

  it.each(faults)("that %s during recovery is made good by the next recovery", (fault) => {
    const transaction = setUp();
    const original = snapshot(bench.at());
    const steps = atEveryStep(fault, "EIO", (disk) => {
      setUp();
      attemptTo(() =>
        commit(transaction, hostOf(bench, dyingAfterRename(writableDisk, bench.at("dotfiles", "claude.json")))),
      );
      expect(snapshot(bench.at())).not.toEqual(original);
      attemptTo(() => recover(hostOf(bench, disk)));
      recover(hostOf(bench));
      expect(snapshot(bench.at())).toEqual(original);
      expectSettled();
    });
    expect(steps).toBeGreaterThan(50);
  });

  it("that dies while a commit is taken back whose mark was written leaves all old or all new", () => {
    setUp();
    const original = snapshot(bench.at());
    commit(setUp(), hostOf(bench));
    const changed = snapshot(bench.at());
    const outcomes = new Set<string>();
    atEveryStep("dies", "EIO", (disk) => {
      const transaction = setUp();
      const lying: typeof writableDisk = {
        ...disk,
        rename(from, to) {
          disk.rename(from, to);
          if (to.endsWith("record.json") && readFileSync(to, "utf8").includes('"committed"')) throw systemError("EIO");
        },
      };
      attemptTo(() => commit(transaction, hostOf(bench, lying)));
      recover(hostOf(bench));
      const now = snapshot(bench.at());
      expect([original, changed]).toContainEqual(now);
      expectSettled();
      outcomes.add(JSON.stringify(now));
    });
    expect(outcomes.size).toBe(2);
  });

  it("that dies during undo leaves all old or all new", () => {
    setUp();
    // Folders made for new files stay.
    const made = (): void => {
      mkdirSync(bench.at("home", ".config", "mcp-lint"), { recursive: true });
      mkdirSync(bench.at("not", "yet"), { recursive: true });
    };
    made();
    const original = snapshot(bench.at());
    atEveryStep("dies", "EIO", (disk) => {
      const transaction = setUp();
      made();
      commit(transaction, hostOf(bench));
      const changed = snapshot(bench.at());
      const plan = planUndo(hostOf(bench));
      if (plan.outcome !== "ready") throw new Error("not ready");
      attemptTo(() => commit(plan.transaction, hostOf(bench, disk)));
      recover(hostOf(bench));
      expect([original, changed]).toContainEqual(snapshot(bench.at()));
    });
  });
});

it("leaves all old or all new for any set of files and any fault", () => {
  const content = fc.option(fc.string({ maxLength: 20, unit: "binary" }), { nil: undefined });
  const kind = fc.constantFrom("plain", "link", "hard link");
  const phase = fc.constantFrom("make" as const, "switch" as const, "break" as const);
  const file = fc.record({ before: content, after: content, kind, phase, mode: fc.constantFrom(0o600, 0o644, 0o755) });
  const files = fc.array(file, { minLength: 1, maxLength: 5 });

  fc.assert(
    fc.property(files, fc.nat(150), fc.constantFrom(...faults), (files, step, fault) => {
      const build = (): Transaction => {
        reset();
        mkdirSync(bench.at("real"));
        for (const [index, { before, after, kind, mode }] of files.entries()) {
          const real = bench.at("real", String(index));
          if (before !== undefined) writeFileSync(real, bytes(before), { mode });
          if (kind === "link" || before === undefined) symlinkSync(`real/${index}`, bench.at(String(index)));
          // A deleted file that had other names comes back as a file of its own.
          else if (kind === "hard link" && after !== undefined) linkSync(real, bench.at(String(index)));
          else symlinkSync("real", bench.at(`${index}-folder`));
        }
        const changes = files.map(({ before, after, kind, mode, phase }, index) => {
          const plain = before !== undefined && (kind === "plain" || (kind === "hard link" && after === undefined));
          const name = plain ? bench.at(`${index}-folder`, String(index)) : bench.at(String(index));
          return change(name, before, after, { mode, phase });
        });
        return { title: "any", changes };
      };

      const transaction = build();
      const original = snapshot(bench.at());
      expect(commit(transaction, hostOf(bench)).outcome).toBe("committed");
      const changed = snapshot(bench.at());
      build();
      attemptTo(() => commit(transaction, hostOf(bench, faultyDisk(writableDisk, step, fault).disk)));
      recover(hostOf(bench));
      expect([original, changed]).toContainEqual(snapshot(bench.at()));
      expectSettled();
    }),
    { numRuns: 100 },
  );
});

/** What an action returns, or "refused" where it throws what a user may see; anything else would be a bug. */
function attemptTo<T>(action: () => T): T | "refused" {
  try {
    return action();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return "refused";
  }
}
