import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "../src/edit-distance.ts";

describe("editDistance", () => {
  it.each([
    ["command", "command", 0],
    ["comamnd", "command", 1],
    ["comand", "command", 1],
    ["commandd", "command", 1],
    ["cammand", "command", 1],
    ["includetools", "excludetools", 2],
    ["", "env", 3],
  ])("of %s and %s is %i", (a, b, edits) => {
    expect(editDistance(a, b)).toBe(edits);
  });

  it("does not depend on the direction and is zero only for equal words", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
