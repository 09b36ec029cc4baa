import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Path } from "../../src/document/document.ts";
import type { Op } from "../../src/edit/op.ts";
import { applyFixes, type Overlay } from "../../src/fix/overlay.ts";
import { plan, type Fixable } from "../../src/fix/plan.ts";
import { diagnosticOf, jsonOf, locationOf } from "../report/sample.ts";

const file = "/project/.mcp.json";
const document = jsonOf(
  JSON.stringify(
    { mcpServers: { a: { command: "a", args: ["x", "y"] }, b: { command: "b" } }, other: 1 },
    undefined,
    2,
  ),
);

let count = 0;
function fixable(ops: readonly Op[], rest: Partial<Fixable> = {}): Fixable {
  const at = locationOf(document, { start: 0, end: 1 });
  const fix = { title: "do it", safety: "safe", ops: ops as readonly [Op, ...Op[]] } as const;
  return { ...diagnosticOf([at]), fingerprint: String(count++).padStart(16, "0"), ...rest, fix };
}

const set = (path: Path, value: string): Op => ({ op: "set", file, path, value });
const insert = (path: Path, value: string): Op => ({ op: "insert", file, path, value });
const remove = (path: Path): Op => ({ op: "remove", file, path });
const a = ["mcpServers", "a"];

/** Whether both fit into one pass, in either order. */
function fit(one: readonly Op[], other: readonly Op[]): boolean {
  const both = (first: readonly Op[], second: readonly Op[]): boolean =>
    plan([fixable(first), fixable(second)]).accepted.length === 2;
  expect(both(one, other)).toBe(both(other, one));
  return both(one, other);
}

describe("of two fixes that do not fit", () => {
  it("the graver one is made, and else the one that changes more files", () => {
    const here = [set([...a, "command"], "c")];
    const everywhere = [remove(a), { ...remove(a), file: "/project/other.json" }];
    const first = (fixables: readonly Fixable[]): string =>
      plan(fixables)
        .accepted.map(({ rule }) => rule)
        .join();
    const small = fixable(here, { rule: "a" });
    expect(first([small, fixable(everywhere, { rule: "z" })])).toBe("z");
    expect(first([fixable(here, { rule: "a", severity: "error" }), fixable(everywhere, { rule: "z" })])).toBe("a");
  });
});

describe("two fixes", () => {
  it("fit where their places are apart", () => {
    expect(fit([set([...a, "command"], "c")], [set(["mcpServers", "b", "command"], "c")])).toBe(true);
    expect(fit([set([...a, "command"], "c")], [{ ...set([...a, "command"], "d"), file: "/project/other.json" }])).toBe(
      true,
    );
  });

  it("fit where they add different keys to one entry", () => {
    expect(fit([insert([...a, "type"], "http")], [insert([...a, "url"], "u")])).toBe(true);
    expect(fit([insert([...a, "type"], "http")], [insert([...a, "type"], "sse")])).toBe(false);
  });

  it("do not fit where one changes what contains the other", () => {
    expect(fit([remove(a)], [set([...a, "command"], "c")])).toBe(false);
    expect(fit([{ op: "rename", file, path: ["mcpServers"], to: "servers" }], [set([...a, "command"], "c")])).toBe(
      false,
    );
    expect(fit([{ op: "rename", file, path: [...a, "command"], to: "url" }], [insert([...a, "url"], "u")])).toBe(false);
  });

  it("do not fit where an item moves that the other names", () => {
    expect(fit([insert([...a, "args", 0], "-y")], [set([...a, "args", 1], "z")])).toBe(false);
    expect(fit([remove([...a, "args", 0])], [remove([...a, "args", 0])])).toBe(false);
    expect(fit([remove([...a, "args", 1])], [set([...a, "args", 0], "z")])).toBe(true);
  });

  it("fit where they want the same, which is then done once", async () => {
    const [one, other] = [
      fixable([insert([...a, "type"], "http"), set([...a, "command"], "c")]),
      fixable([insert([...a, "type"], "http"), insert([...a, "url"], "u")]),
    ];
    const { accepted } = plan([one, other]);
    const { overlay, failed } = await applyFixes(start, accepted);
    expect(failed).toEqual([]);
    expect(JSON.parse(overlay.documents.get(file)!.text)).toMatchObject({
      mcpServers: { a: { command: "c", type: "http", url: "u" } },
    });
  });

  it("fit where both make the same file and put different things into it", async () => {
    const hub = "/project/mcp-hub.json";
    const creation = { op: "create", file: hub, text: `{ "servers": {} }\n` } as const;
    const into = (name: string): Op => ({ op: "insert", file: hub, path: ["servers", name], value: 1 });
    const { accepted } = plan([fixable([creation, into("a")]), fixable([creation, into("b")])]);
    const { overlay } = await applyFixes(start, accepted);
    expect(JSON.parse(overlay.documents.get(hub)!.text)).toEqual({ servers: { a: 1, b: 1 } });
    expect(fit([creation], [{ ...creation, text: "{}" }])).toBe(false);
  });
});

describe("one fix", () => {
  it("is made in all of its files or in none", async () => {
    const broken = jsonOf(`{ "mcpServers": `, "/project/broken.json");
    const overlay = { ...start, documents: new Map([...start.documents, [broken.file, broken]]) };
    const bad = fixable([set([...a, "command"], "c"), { ...set(["mcpServers"], "x"), file: broken.file }]);
    const result = await applyFixes(overlay, [bad]);
    expect(result.failed).toMatchObject([{ kind: "refused" }]);
    expect(result.overlay.documents).toEqual(overlay.documents);
  });

  it("is refused in UTF-16, which no client reads", async () => {
    const utf16 = { ...document, style: { ...document.style, encoding: "utf-16le" as const } };
    const overlay = { ...start, documents: new Map([[file, utf16]]) };
    const { failed } = await applyFixes(overlay, [fixable([set([...a, "command"], "c")])]);
    expect(failed).toMatchObject([{ kind: "refused", why: "The file is not UTF-8" }]);
  });
});

const start: Overlay = { documents: new Map([[file, document]]), sources: new Map(), done: new Set() };

const somePath = fc.constantFrom<Path>(
  ["mcpServers"],
  a,
  [...a, "command"],
  [...a, "args"],
  [...a, "args", 0],
  [...a, "args", 1],
  ["mcpServers", "b"],
  ["mcpServers", "b", "command"],
  ["other"],
);
const someOp = fc.oneof(
  fc.tuple(somePath, fc.constantFrom("p", "q")).map(([path, value]) => set(path, value)),
  somePath.map(remove),
  fc
    .tuple(fc.constantFrom(a, ["mcpServers", "b"], []), fc.constantFrom("k", "l", "m"))
    .map(([path, key]) => insert([...path, key], "v")),
  fc.constantFrom(0, 1, 2).map((index) => insert([...a, "args", index], `new ${index}`)),
  fc.constantFrom(a, ["other"]).map((path): Op => ({ op: "rename", file, path, to: "renamed" })),
);
const someFixes = fc.array(
  fc.record({
    ops: fc.array(someOp, { minLength: 1, maxLength: 3 }),
    severity: fc.constantFrom("error", "warning", "note"),
  }),
  { minLength: 1, maxLength: 8 },
);

describe("the order of fixes", () => {
  it("does not matter for what is chosen and what comes out", async () => {
    await fc.assert(
      fc.asyncProperty(someFixes, fc.infiniteStream(fc.nat()), async (descriptions, random) => {
        const fixables = descriptions.map(({ ops, severity }) => fixable(ops, { severity } as Partial<Fixable>));
        const shuffled = fixables
          .map((each) => ({ each, key: random.next().value as number }))
          .sort((x, y) => x.key - y.key);
        const [one, other] = [plan(fixables), plan(shuffled.map(({ each }) => each))];
        expect(other.accepted).toEqual(one.accepted);
        const [first, second] = [await applyFixes(start, one.accepted), await applyFixes(start, other.accepted)];
        expect(second.overlay.documents.get(file)!.text).toBe(first.overlay.documents.get(file)!.text);
      }),
      { numRuns: 300 },
    );
  });

  it("does not matter for what accepted fixes mean: done backwards they give the same values", async () => {
    await fc.assert(
      fc.asyncProperty(someFixes, async (descriptions) => {
        const alone = [];
        for (const { ops } of descriptions) {
          const each = fixable(ops);
          if ((await applyFixes(start, [each])).failed.length === 0) alone.push(each);
        }
        const { accepted } = plan(alone);
        const forwards = await applyFixes(start, accepted);
        const backwards = await applyFixes(start, accepted.toReversed());
        expect(forwards.failed).toEqual([]);
        expect(backwards.failed).toEqual([]);
        expect(JSON.parse(backwards.overlay.documents.get(file)!.text)).toEqual(
          JSON.parse(forwards.overlay.documents.get(file)!.text),
        );
      }),
      { numRuns: 300 },
    );
  });
});
