import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mismatch, parameterMismatch } from "../../src/hub/front/headers.ts";
import { agreedRevision, legacyRevisions } from "../../src/hub/front/revisions.ts";
import { readEventId } from "../../src/hub/front/stream.ts";
import { claimsIn, newSessionId } from "../../src/hub/session/id.ts";
import { Replay } from "../../src/hub/session/replay.ts";

const key = new Uint8Array(32).fill(7);
const claims = fc.record({
  version: fc.constantFrom(...legacyRevisions),
  capabilities: fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }) as fc.Arbitrary<
    Record<string, unknown>
  >,
  clientInfo: fc.record({ name: fc.string({ maxLength: 100 }), version: fc.string({ maxLength: 50 }) }),
});

describe("the id of a session", () => {
  it("says what the session was opened with, and fits into a header", () => {
    fc.assert(
      fc.property(fc.string(), claims, (server, claims) => {
        const id = newSessionId(server, claims, key);
        expect(id).toMatch(/^[\x21-\x7E]+$/);
        expect(id.length).toBeLessThan(4500);
        const { version, clientInfo } = claimsIn(id, server, key)!;
        expect([version, clientInfo]).toEqual([claims.version, JSON.parse(JSON.stringify(claims.clientInfo))]);
      }),
    );
  });

  it("is good for its server and its key alone, and cannot be changed", () => {
    fc.assert(
      fc.property(claims, fc.nat(), fc.constantFrom("A", "b", "0", "-", "."), (claims, at, letter) => {
        const id = newSessionId("server", claims, key);
        expect(claimsIn(id, "other", key)).toBeUndefined();
        expect(
          claimsIn(
            id,
            "server",
            key.map((byte) => byte + 1),
          ),
        ).toBeUndefined();
        const place = at % id.length;
        const changed = id.slice(0, place) + letter + id.slice(place + 1);
        if (changed !== id) expect(claimsIn(changed, "server", key)).toBeUndefined();
      }),
    );
  });

  it("or any other text does no harm", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(claimsIn(text, "server", key)).toBeUndefined();
        expect(readEventId(text)).toBeUndefined();
      }),
    );
  });
});

it("a revision is agreed on that the client, the server and the transport have in common", () => {
  const revision = fc.oneof(
    fc.constantFrom("2024-10-07", "2024-11-05", ...legacyRevisions, "2026-07-28"),
    fc.string(),
    fc.constant(undefined),
  );
  fc.assert(
    fc.property(revision, revision, (requested, spoken = "") => {
      const agreed = agreedRevision(requested, spoken);
      expect(legacyRevisions).toContain(agreed);
      const isKnown = (version: unknown): boolean =>
        legacyRevisions.includes(version as (typeof legacyRevisions)[number]);
      if (isKnown(requested)) expect(agreed <= requested!).toBe(true);
      if (isKnown(spoken)) expect(agreed <= spoken).toBe(true);
    }),
  );
});

it("a name in a header is the one of the body, plain or in Base64", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      const headers = (value: string): Record<string, string> => ({
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "tools/call",
        "mcp-name": value,
      });
      const request = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name } } as const;
      const encoded = `=?base64?${Buffer.from(name).toString("base64")}?=`;
      expect(mismatch(headers(encoded), "2026-07-28", request)).toBeUndefined();
      expect(mismatch(headers(`${encoded}x`), "2026-07-28", request)).toBeDefined();
    }),
  );
});

it("parameters that a schema wants in headers are those of the body", () => {
  const schema = {
    properties: {
      region: { type: "string", "x-mcp-header": "Region" },
      inner: { properties: { count: { type: "integer", "x-mcp-header": "Count" } } },
    },
  };
  const wrong = (headers: Record<string, string>, given: unknown): string | undefined =>
    parameterMismatch(headers, schema, given);
  expect(
    wrong({ "mcp-param-region": "eu", "mcp-param-count": "42.0" }, { region: "eu", inner: { count: 42 } }),
  ).toBeUndefined();
  expect(wrong({}, { region: null })).toBeUndefined();
  expect(wrong({}, { region: "eu" })).toBe("Mcp-Param-Region is missing");
  expect(wrong({ "mcp-param-region": "us" }, { region: "eu" })).toBe("Mcp-Param-Region is not what the body says");
  expect(wrong({ "mcp-param-region": "eu" }, {})).toBe("Mcp-Param-Region stands for no argument");
});

it("what is kept of a session has a bound, and never a gap", () => {
  const events = fc.array(fc.record({ stream: fc.nat(2), length: fc.nat(40) }), { maxLength: 60 });
  fc.assert(
    fc.property(events, (events) => {
      const replay = new Replay(10, 100);
      const last = [0, 0, 0];
      for (const { stream, length } of events) {
        replay.add({ stream, sequence: ++last[stream]!, text: "x".repeat(length) });
      }
      const kept = [0, 1, 2].map((stream) => replay.after(stream, 0));
      expect(kept.flat().length).toBeLessThanOrEqual(10);
      expect(kept.flat().reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(100);
      for (const [stream, list] of kept.entries()) {
        expect(list.map(({ sequence }) => sequence)).toEqual(
          list.map((_, index) => last[stream]! - list.length + 1 + index),
        );
      }
    }),
  );
});
