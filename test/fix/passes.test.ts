import { describe, expect, it } from "vitest";
import { parserFor } from "../../src/document/parse.ts";
import type { Op } from "../../src/edit/op.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import { costOf } from "../../src/estimate/cost.ts";
import type { Safety } from "../../src/fix/fix.ts";
import type { FixResult } from "../../src/fix/outcome.ts";
import { runPasses, type Choice } from "../../src/fix/passes.ts";
import type { Analyse } from "../../src/fix/settle.ts";
import { buildProject } from "../../src/model/build.ts";
import type { ServerEntry } from "../../src/model/entry.ts";
import { defineRule, type EntryContext, type Rule } from "../../src/rule.ts";
import { defaultSettings } from "../../src/settings.ts";
import { clientById } from "../../src/clients/index.ts";

const file = "/project/.mcp.json";
const client = clientById("claude-code")!;
const source = {
  file,
  shown: ".mcp.json",
  syntax: "json",
  readers: [{ client, file: client.files.find(({ scope }) => scope === "project")! }],
  why: "given",
} as const;

type Made = { readonly safety?: Safety; readonly ops: readonly [Op, ...Op[]] };

/** A rule that speaks of each entry for which it is told what to do. */
function ruleThat(id: string, made: (entry: ServerEntry) => Made | undefined, rest: Partial<Rule> = {}): Rule {
  const rule = defineRule({
    id,
    category: "correctness",
    severity: "warning",
    confidence: "high",
    presets: { recommended: true },
    since: "0.1.0",
    scope: "entry",
    unread: true,
    messages: { wrong: "something is wrong" },
    docs: { summary: "", why: "", remedy: "", references: [], bad: {}, good: {} },
    check({ entry, report }: EntryContext<{ wrong: string }>) {
      const fix = made(entry);
      if (fix) report({ message: "wrong", at: entry.name, fix: { title: "put it right", safety: "safe", ...fix } });
    },
  });
  return { ...rule, ...rest } as Rule;
}

async function fixed(text: string, rules: readonly Rule[], choice: Partial<Choice> = {}): Promise<FixResult> {
  const parse = await parserFor("json");
  const analyse: Analyse = async (files) => {
    const project = buildProject([{ source, document: parse(file, files.get(file) ?? text) }]);
    const diagnostics = runRules(rules, project, defaultSettings, ({ shown }) => shown);
    return { project, diagnostics, skipped: [], cost: costOf(project, defaultSettings), settings: defaultSettings };
  };
  return runPasses(analyse, { safety: "safe", rules: [], ...choice });
}

const textOf = ({ changes }: FixResult): string | undefined => changes[0]?.after.text;
const commandOf = (entry: ServerEntry): string | undefined => entry.command?.value;
const set = ({ path }: ServerEntry, key: string, value: string): Op => ({
  op: "set",
  file,
  path: [...path, key],
  value,
});

const two = `{ "mcpServers": { "a": { "command": "x" }, "b": { "command": "x" } } }\n`;
const xToY = ruleThat("x-to-y", (entry) =>
  commandOf(entry) === "x" ? { ops: [set(entry, "command", "y")] } : undefined,
);
const yToZ = ruleThat(
  "y-to-z",
  (entry) => (commandOf(entry) === "y" ? { ops: [set(entry, "command", "z")] } : undefined),
  { severity: "note" },
);

describe("fixes", () => {
  it("are made until nothing is left, also what others make necessary", async () => {
    const result = await fixed(two, [xToY, yToZ]);
    expect(textOf(result)).toBe(two.replaceAll(`"x"`, `"z"`));
    expect(result.fixed.map(({ rule }) => rule)).toEqual(["x-to-y", "x-to-y", "y-to-z", "y-to-z"]);
    expect(result.after.diagnostics).toEqual([]);
    expect(result.skipped).toEqual([]);
  });

  it("made once are not made again", async () => {
    const once = await fixed(two, [xToY, yToZ]);
    expect((await fixed(textOf(once)!, [xToY, yToZ])).changes).toEqual([]);
  });

  it("of a rule that is not asked for are not made, nor reported", async () => {
    const result = await fixed(two, [xToY, yToZ], { rules: ["y-to-z"] });
    expect(result).toMatchObject({ changes: [], fixed: [], skipped: [] });
  });

  it("that are unsafe need asking for, and manual ones are advice", async () => {
    const rule = ruleThat("risky", (entry) => {
      if (commandOf(entry) !== "x") return undefined;
      return { safety: entry.name.value === "a" ? "unsafe" : "manual", ops: [set(entry, "command", "y")] };
    });
    expect((await fixed(two, [rule])).skipped.map(({ kind }) => kind)).toEqual(["unsafe", "manual"]);
    const all = await fixed(two, [rule], { safety: "all" });
    expect(textOf(all)).toContain(`"a": { "command": "y" }, "b": { "command": "x" }`);
    expect(all.skipped.map(({ kind }) => kind)).toEqual(["manual"]);
  });

  it("are asked for one by one, with what each would change", async () => {
    const asked: string[] = [];
    const result = await fixed(two, [xToY], {
      confirms: async ({ server }, changes) => {
        asked.push(changes[0]!.after.text);
        return server === "b";
      },
    });
    expect(asked).toEqual([two.replace(`"x"`, `"y"`), two.replace(/"x"(?!.*"x")/, `"y"`)]);
    expect(textOf(result)).toBe(asked[1]);
    expect(result.skipped).toMatchObject([{ kind: "declined", fixable: { server: "a" } }]);
  });

  it("leave files alone that may not be changed", async () => {
    const result = await fixed(two, [xToY], { refuses: () => "The file is read-only" });
    expect(result.changes).toEqual([]);
    expect(result.skipped[0]).toMatchObject({ kind: "refused", why: "The file is read-only" });
  });
});

describe("a fix is taken back alone", () => {
  it("where its finding is still there", async () => {
    const useless = ruleThat("useless", (entry) =>
      entry.name.value === "a" && !entry.node.members.some(({ key }) => key === "note")
        ? { ops: [set(entry, "command", "w")] }
        : undefined,
    );
    const result = await fixed(two, [xToY, useless], { rules: ["useless"] });
    expect(result.changes).toEqual([]);
    expect(result.skipped).toMatchObject([
      { kind: "failed", why: "The finding of `useless` would still be there", fixable: { rule: "useless" } },
    ]);
  });

  it("where it leads to something as grave", async () => {
    const strict = ruleThat("no-y", (entry) =>
      commandOf(entry) === "y" ? { safety: "manual", ops: [set(entry, "command", "z")] } : undefined,
    );
    const result = await fixed(two, [xToY, strict]);
    expect(result.changes).toEqual([]);
    expect(result.skipped).toMatchObject([{ kind: "refused" }, { kind: "refused" }]);
    expect(textOf(await fixed(two, [xToY, { ...strict, severity: "note" } as Rule]))).toContain(`"y"`);
  });

  it("where it changes a server that it does not concern; the others stay", async () => {
    const flat = `{ "a": { "command": "x" }, "b": { "command": "y" } }\n`;
    const hiding = ruleThat("hiding", (entry) =>
      entry.name.value === "b" && commandOf(entry) === "y"
        ? { ops: [set(entry, "command", "z"), { op: "insert", file, path: ["mcpServers"], value: {} }] }
        : undefined,
    );
    const result = await fixed(flat, [xToY, hiding]);
    expect(textOf(result)).toBe(flat.replace(`"x"`, `"y"`));
    expect(result.fixed.map(({ rule }) => rule)).toEqual(["x-to-y"]);
    expect(result.skipped).toMatchObject([
      { kind: "failed", why: "It would change `a`, which it does not concern", fixable: { rule: "hiding" } },
    ]);
  });
});

describe("fixes without end", () => {
  it("that undo each other stop, and claim nothing", async () => {
    const yToX = ruleThat("y-to-x", (entry) =>
      commandOf(entry) === "y" ? { ops: [set(entry, "command", "x")] } : undefined,
    );
    const result = await fixed(two.replace(`"x" } } }`, `"y" } } }`), [xToY, yToX]);
    expect(result).toMatchObject({ stopped: "repeated", changes: [], fixed: [] });
    expect(result.skipped).toMatchObject([{ kind: "conflict" }, { kind: "conflict" }]);
  });

  it("that always find more stop after ten passes", async () => {
    const lengthOf = (entry: ServerEntry): number => commandOf(entry)!.length;
    const overtaking = ruleThat("overtaking", () => undefined, {
      check({ entry, project, report }: EntryContext<{ wrong: string }>) {
        const other = project.entries.find((each) => each !== entry)!;
        if (lengthOf(entry) > lengthOf(other) || (lengthOf(entry) === lengthOf(other) && entry.name.value === "b"))
          return;
        const ops = [set(entry, "command", "x".repeat(lengthOf(other) + 1))] as const;
        report({ message: "wrong", at: entry.name, fix: { title: "overtake", safety: "safe", ops } });
      },
    });
    const result = await fixed(two, [overtaking]);
    expect(result.stopped).toBe("too-many-passes");
    expect(textOf(result)).toContain(`"${"x".repeat(11)}"`);
    expect(result.skipped).toMatchObject([{ kind: "conflict" }]);
  });

  it("that make files grow beyond measure stop before", async () => {
    const doubling = ruleThat("doubling", (entry) =>
      entry.name.value === "a" && commandOf(entry) === "x"
        ? { ops: [set(entry, "command", "y".repeat(200_000))] }
        : undefined,
    );
    const result = await fixed(two, [doubling]);
    expect(result).toMatchObject({ stopped: "growth", changes: [], fixed: [] });
  });
});
