import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escaped, expand } from "../../src/manifest/variables.ts";

describe("expand", () => {
  it.each([
    ["${A}", "one", []],
    ["x${A}y$A", "xoney$A", []],
    ["${EMPTY:-two}", "two", []],
    ["${GONE:-}", "", []],
    ["${GONE}", "", ["GONE"]],
    ["$${A}", "${A}", []],
    ["${input:a} {env:A} $(A)", "${input:a} {env:A} $(A)", []],
  ])("%s", (text, value, missing) => {
    expect(expand(text, { A: "one", EMPTY: "" })).toEqual({ value, missing });
  });

  it("gives back every text that was escaped", () => {
    const piece = fc.oneof(
      fc.constantFrom("$", "${A}", "$${A}", "${A:-b}", "{", "}", "$$"),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        expect(expand(escaped(text), { A: "one" })).toEqual({ value: text, missing: [] });
      }),
      { numRuns: 2000 },
    );
  });
});
