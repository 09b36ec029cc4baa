import { describe, expect, it } from "vitest";
import { parserOf } from "../../src/document/json.ts";
import { applyOps } from "../../src/edit/apply.ts";
import { lower } from "../../src/edit/json.ts";
import type { Lower } from "../../src/edit/lower.ts";
import type { DocumentOp, TextEdit } from "../../src/edit/op.ts";
import { composed, spliced } from "../../src/edit/text-edits.ts";

const parse = parserOf("jsonc");
const file = "x";

const text = `{
  // of a
  "a": { "b": 1 },
  "c": ["d", "e"]
}
`;

describe("ops that do not fit", () => {
  const whyNot = (op: DocumentOp, before = text): string => {
    const edited = applyOps(parse(file, before), [op], parse, lower);
    return "failed" in edited ? `${edited.kind}: ${edited.why}` : "applied";
  };

  it("are refused with a reason", () => {
    const missing = "refused: What is to be changed is not there";
    expect(whyNot({ op: "set", file, path: ["a", "x"], value: 1 })).toBe(missing);
    expect(whyNot({ op: "set", file, path: ["c", 2], value: 1 })).toBe(missing);
    expect(whyNot({ op: "remove", file, path: ["c", "0"] })).toBe(missing);
    expect(whyNot({ op: "remove", file, path: ["a", "toString"] })).toBe(missing);
    expect(whyNot({ op: "remove", file, path: [] })).toBe("refused: The whole value of a file cannot be removed");
    expect(whyNot({ op: "rename", file, path: ["a"], to: "c" })).toBe("refused: The new name is taken");
    expect(whyNot({ op: "rename", file, path: ["c", 0], to: "x" })).toBe("refused: Only a key has a name");
    expect(whyNot({ op: "insert", file, path: [], value: 1 })).toBe("refused: A file has only one value");
    expect(whyNot({ op: "insert", file, path: ["a"], value: 1 })).toBe("refused: The key is already there");
    expect(whyNot({ op: "insert", file, path: ["x", "y"], value: 1 })).toBe(
      "refused: There is no mapping that could take the key",
    );
    expect(whyNot({ op: "insert", file, path: ["c", 3], value: 1 })).toBe("refused: There is no such place in a list");
    for (const path of [["a"], ["a", "b"], ["c", 0]]) {
      expect(whyNot({ op: "splice", file, path, start: 0, end: 2, text: "" })).toBe(
        "refused: What is to be changed is not the expected text",
      );
    }
  });

  it("are refused in a file that cannot be read whole", () => {
    const op: DocumentOp = { op: "set", file, path: ["a"], value: 1 };
    for (const broken of ['{ "a": 2', '{ "a": 2 "b": 3 }', '{ "a": 2, "b": {{ x }} }', '{ "a": "\0" }']) {
      expect(whyNot(op, broken)).toBe("refused: The file has mistakes that must be corrected by hand first");
    }
  });

  it("end the series, which then leaves nothing", () => {
    const ops: DocumentOp[] = [
      { op: "remove", file, path: ["a"] },
      { op: "remove", file, path: ["a"] },
      { op: "remove", file, path: ["c"] },
    ];
    expect(applyOps(parse(file, text), ops, parse, lower)).toEqual({
      failed: ops[1],
      why: "What is to be changed is not there",
      kind: "refused",
    });
  });
});

describe("edits that do something else than the op", () => {
  const op: DocumentOp = { op: "set", file, path: ["a", "b"], value: 2 };
  const at = (found: string, by: string, from = text): TextEdit => {
    const start = from.indexOf(found);
    return { start, end: start + found.length, text: by };
  };
  const flawOf = (before: string, op: DocumentOp, ...edits: TextEdit[]): string => {
    const lying: Lower = () => edits;
    const edited = applyOps(parse(file, before), [op], parse, lying);
    return "failed" in edited ? `${edited.kind}: ${edited.why}` : "applied";
  };

  it("are found out", () => {
    const right = at("1", "2");
    expect(flawOf(text, op, right)).toBe("applied");
    expect(flawOf(text, op, right, right)).toBe("unproved: The edits overlap or lie outside of the text");
    expect(flawOf(text, op, { start: 99, end: 100, text: "" })).toBe(
      "unproved: The edits overlap or lie outside of the text",
    );
    const foreign = "unproved: The edits touch what does not belong to the change";
    expect(flawOf(text, op, right, at('"c"', '"c"'))).toBe(foreign);
    expect(flawOf(text, op, right, at("\n}\n", "\n }\n"))).toBe(foreign);
    expect(flawOf(text, op, at("1", "2,"))).toBe("unproved: The edits would break the file");
    expect(flawOf(text, op, at("1", "2 2"))).toBe("unproved: The edits would break the file");
    expect(flawOf(text, op, at("1", "3"))).toBe("unproved: The edits would not give the new value");
    expect(flawOf(text, op, at("  // of a\n", ""), right)).toBe("unproved: The edits would lose a comment");
    const commented = '{ "a": { "b": 1 } /* two */ }';
    expect(flawOf(commented, op, at("1", "2", commented), at(" two", " three", commented))).toBe(
      "unproved: The edits would lose a comment",
    );
    expect(flawOf(commented, op, at("1", "2\r\n", commented))).toBe("unproved: The edits would mix line ends");
    expect(flawOf(commented, op, at("1", "2", commented), at("*/ }", "*/ }\n", commented))).toBe(
      "unproved: The edits would change the end of the file",
    );
    const half = '{ "a": "🚀" }';
    expect(flawOf(half, { op: "splice", file, path: ["a"], start: 0, end: 1, text: "" }, at("\ud83d", "", half))).toBe(
      "unproved: The edits would cut a character in two",
    );
  });

  it("are found out where only the order of keys is wrong, or a dead twin was changed", () => {
    const insert: DocumentOp = { op: "insert", file, path: ["a", "7"], value: 0 };
    expect(flawOf(text, insert, at('"b": 1', '"7": 0, "b": 1'))).toContain("unproved");
    expect(flawOf(text, insert, { ...at("1 }", ', "7": 0'), start: text.indexOf(" }"), end: text.indexOf(" }") })).toBe(
      "applied",
    );
    const twins = '{ "a": 1, "a": 2 }';
    const set: DocumentOp = { op: "set", file, path: ["a"], value: 3 };
    expect(flawOf(twins, set, at("1", "3", twins))).toContain("unproved");
  });

  it("are found out where a comment that stays is stripped, or one to strip stays", () => {
    const remarks = '{ /* one */ "a": 1, /* two */ "b": [ /* three */ ] }';
    const take: DocumentOp = { op: "remove", file, path: ["a"], comments: "take" };
    expect(flawOf(remarks, take, at('/* one */ "a": 1, /* two */ ', "", remarks))).toBe("applied");
    expect(flawOf(remarks, { op: "remove", file, path: ["a"] }, at('"a": 1, /* two */ ', "", remarks))).toBe(
      "unproved: The edits would lose a comment",
    );
    const strip: DocumentOp = { op: "strip", file, what: "comment" };
    expect(flawOf(remarks, strip, at("/* one */ ", "", remarks))).toBe("unproved: The edits would leave a comment");
  });
});

describe("the edits of a series", () => {
  it("lead from the first text to the last", () => {
    const ops: DocumentOp[] = [
      { op: "set", file, path: ["a", "b"], value: "long enough" },
      { op: "splice", file, path: ["a", "b"], start: 4, end: 11, text: "er" },
      { op: "remove", file, path: ["c", 1] },
    ];
    const edited = applyOps(parse(file, text), ops, parse, lower);
    expect(edited).toHaveProperty("edits", [
      { start: 26, end: 27, text: '"longer"' },
      { start: 42, end: 47, text: "" },
    ]);
  });

  it("join where they touch, overlap or undo each other", () => {
    const first = [
      { start: 1, end: 2, text: "xyz" },
      { start: 4, end: 4, text: "!" },
    ];
    const cases: TextEdit[][] = [
      [{ start: 0, end: 8, text: "" }],
      [{ start: 2, end: 3, text: "" }],
      [
        { start: 1, end: 1, text: "<" },
        { start: 4, end: 4, text: ">" },
      ],
      [{ start: 3, end: 7, text: "-" }],
      [{ start: 8, end: 8, text: "end" }],
      [],
    ];
    for (const second of cases) {
      const both = composed(first, second);
      expect(spliced("abcde", both)).toBe(spliced(spliced("abcde", first), second));
      expect(both.every(({ start }, i) => i === 0 || both[i - 1]!.end < start)).toBe(true);
    }
  });
});
