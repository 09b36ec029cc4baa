import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "../../src/manifest/ports.ts";

const range = { from: 18901, to: 18926 };
const port = fc.integer({ min: 18890, max: 18940 });
const claims = fc.uniqueArray(fc.string({ maxLength: 4 }), { maxLength: 40 });
const taken = fc.uniqueArray(port, { maxLength: 30 }).map((ports) => new Set(ports));
/** Some of the claims, each with a port of its own. */
const recordedFor = (names: readonly string[]): fc.Arbitrary<ReadonlyMap<string, number>> =>
  fc
    .tuple(fc.subarray([...names]), fc.uniqueArray(port, { minLength: names.length, maxLength: names.length }))
    .map(([some, ports]) => new Map(some.map((name, index) => [name, ports[index]!])));
const situation = claims.chain((names) => fc.tuple(fc.constant(names), recordedFor(names), taken));

describe("allocate", () => {
  it("keeps what is recorded, and gives everyone else a free port of the range or none", () => {
    fc.assert(
      fc.property(situation, ([names, recorded, used]) => {
        const { ports, left } = allocate(names, recorded, used, range);
        expect([...ports.keys(), ...left].toSorted()).toEqual(names.toSorted());
        expect(new Set(ports.values()).size).toBe(ports.size);
        for (const [name, given] of ports) {
          if (recorded.has(name)) expect(given).toBe(recorded.get(name));
          else {
            expect(used.has(given)).toBe(false);
            expect(given).toBeGreaterThanOrEqual(range.from);
            expect(given).toBeLessThanOrEqual(range.to);
          }
        }
      }),
    );
  });

  it("leaves nobody out while there is a free port", () => {
    fc.assert(
      fc.property(situation, ([names, recorded, used]) => {
        const { ports, left } = allocate(names, recorded, used, range);
        const gone = new Set([...ports.values(), ...used, ...recorded.values()]);
        const free = Array.from({ length: 26 }, (_, index) => range.from + index).filter((each) => !gone.has(each));
        expect(left.length > 0 && free.length > 0).toBe(false);
      }),
    );
  });

  it("does not depend on the order of the claims", () => {
    fc.assert(
      fc.property(situation, ([names, recorded, used]) => {
        const one = allocate(names, recorded, used, range);
        const other = allocate(names.toReversed(), new Map([...recorded].toReversed()), used, range);
        expect(new Map([...other.ports].toSorted())).toEqual(new Map([...one.ports].toSorted()));
        expect(other.left).toEqual(one.left);
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(situation, ([names, recorded, used]) => {
        const first = allocate(names, recorded, used, range);
        expect(allocate([...first.ports.keys()], first.ports, used, range).ports).toEqual(first.ports);
      }),
    );
  });

  it("gives a server the same port whatever else there is, unless that is taken", () => {
    const alone = allocate(["github"], new Map(), new Set(), range).ports.get("github")!;
    expect(allocate(["github"], new Map(), new Set([alone]), range).ports.get("github")).toBe(
      alone === range.to ? range.from : alone + 1,
    );
  });

  it("fills a large range in no time", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `server ${index}`);
    const { ports, left } = allocate(many, new Map(), new Set(), { from: 20_000, to: 39_998 });
    expect([ports.size, left.length]).toEqual([19_999, 1]);
  });
});
