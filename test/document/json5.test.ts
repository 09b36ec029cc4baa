import { describe, expect, it } from "vitest";
import { memberOf, plainOf } from "../../src/document/document.ts";
import { expectSound, marked, sliceOf } from "./checks.ts";
import { read } from "./read.ts";

describe("JSON5", () => {
  it("reads what JSON5 adds, and has nothing against it", async () => {
    const document = await read("json5", "// top\n{ a: 'x', 'b': +0x1F, \"c\": .5, d: [1, 2,], e: -Infinity, } // end");
    expect(document.problems).toEqual([]);
    expect(plainOf(document.root!)).toEqual({ a: "x", b: 31, c: 0.5, d: [1, 2], e: -Infinity });
    expect(document.comments.map(({ text }) => text)).toEqual(["top", "end"]);
    const b = memberOf(document.root, "b")!;
    expect([b.keySpan, b.value.span, b.span].map((span) => sliceOf(document, span))).toEqual([
      "'b'",
      "+0x1F",
      "'b': +0x1F",
    ]);
  });

  it("keeps integers exact and shows duplicate keys", async () => {
    const document = await read("json5", "{a: 9007199254740993, a: -9007199254740993}");
    expect(marked(document)).toEqual([["duplicate-key", "a"]]);
    expect(plainOf(document.root!)).toEqual({ a: -9007199254740993n });
  });

  it.each([
    ["a missing comma", "{a: 1 b: 2}", "b"],
    ["a value that is no number", "{a: ., b: 2}", "."],
    ["a string over two lines", "{a: 'x\ny'}", "'"],
    ["a missing brace", "{a: [1", "1"],
    ["a backslash at the end", "{a: '\\", "\\"],
  ])("stops at %s", async (_, text, at) => {
    const document = await read("json5", text);
    expectSound(document);
    expect(document.root).toBeUndefined();
    expect(marked(document)).toEqual([["syntax", at]]);
  });

  it("reads any number of comments in a row", async () => {
    const document = await read("json5", `${"// c\n".repeat(50_000)}{a: 1}`);
    expect(document.problems).toEqual([]);
    expect(document.comments).toHaveLength(50_000);
  });
});
