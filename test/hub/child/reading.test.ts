import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOff } from "../../../src/hub/child/back-off.ts";
import { lineReader } from "../../../src/hub/child/lines.ts";
import { messageReader } from "../../../src/hub/child/messages.ts";
import { noiseFilter } from "../../../src/hub/child/noise.ts";
import { stderrReader } from "../../../src/hub/child/stderr.ts";

describe("lines", () => {
  it("are the same however the bytes arrive", () => {
    const text = fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("\n", "\r\n", "\n\n", "é€😀")));
    const cuts = fc.array(fc.nat({ max: 200 }));
    fc.assert(
      fc.property(text, cuts, (pieces, cuts) => {
        const whole = pieces.join("");
        const bytes = Buffer.from(whole);
        const lines: string[] = [];
        const reader = lineReader(1 << 20, { onLine: (line) => lines.push(line), onLongLine: () => expect.fail() });
        let at = 0;
        for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
          reader.push(bytes.subarray(at, Math.max(at, cut)));
          at = Math.max(at, cut);
        }
        reader.end();
        const expected = bytes.toString().split("\n");
        if (expected.at(-1) === "") expected.pop();
        expect(lines).toEqual(expected);
      }),
    );
  });

  it("that are too long leave head and tail, and the next line is whole again", () => {
    const seen: unknown[] = [];
    const reader = lineReader(10_000, {
      onLine: (line) => seen.push(line),
      onLongLine: ({ head, tail, bytes }) => seen.push([head.slice(0, 3), tail.slice(-3), head.length, bytes]),
    });
    const long = Buffer.from(`abc${"-".repeat(50_000)}xyz\nnext\n`);
    for (let at = 0; at < long.length; at += 777) reader.push(long.subarray(at, at + 777));
    expect(seen).toEqual([["abc", "xyz", 4096, 50_006], "next"]);
  });
});

describe("messages", () => {
  function read(text: string, longest?: number): { messages: unknown[]; noise: string[] } {
    const messages: unknown[] = [];
    const noise: string[] = [];
    const reader = messageReader(
      { onMessage: (message) => messages.push(message), onNoise: (line) => noise.push(line) },
      longest,
    );
    reader.push(Buffer.from(text));
    reader.end();
    return { messages, noise };
  }

  it("are told from what else servers print", () => {
    const { messages, noise } = read(
      [
        `\uFEFF{"jsonrpc":"2.0","id":1,"result":{}}`,
        "Server listening…",
        "",
        `{"level":"info","msg":"started"}`,
        "{ not json",
        "123",
        "null",
        `{"jsonrpc":"2.0","method":"a","extra":{"kept":true}}\r`,
        `[{"jsonrpc":"2.0","id":2,"result":1},{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}}]`,
        `{"jsonrpc":"2.0","id":3,"result":"without a line break"}`,
      ].join("\n"),
    );
    expect(messages).toEqual([
      { jsonrpc: "2.0", id: 1, result: {} },
      { jsonrpc: "2.0", method: "a", extra: { kept: true } },
      { jsonrpc: "2.0", id: 2, result: 1 },
      { jsonrpc: "2.0", id: null, error: { code: -32700, message: "x" } },
      { jsonrpc: "2.0", id: 3, result: "without a line break" },
    ]);
    expect(noise).toEqual(["Server listening…", `{"level":"info","msg":"started"}`, "{ not json", "123", "null"]);
  });

  const filler = "x".repeat(40_000);
  it.each([
    ["the id first, as Python has it", `{"jsonrpc":"2.0","id":7,"result":{"a":"${filler}","id":1}}`, 7],
    ["the id last, as TypeScript has it", `{"result":{"id":1,"a":"${filler}"},"jsonrpc":"2.0","id":7}`, 7],
    ["an id that is text", `{"result":{"a":["${filler}"]},"jsonrpc":"2.0","id":"a\\"b"}`, 'a"b'],
    ["blanks", `{ "jsonrpc": "2.0", "id": 7, "result": "${filler}" }`, 7],
  ])("over the limit fail the one request they answer: %s", (_, line, id) => {
    const { messages, noise } = read(`${line}\n{"jsonrpc":"2.0","id":8,"result":1}\n`, 20_000);
    expect(messages).toMatchObject([
      { id, error: { code: -32603, message: expect.stringContaining("over the limit") } },
      { id: 8, result: 1 },
    ]);
    expect(noise).toEqual([]);
  });

  it.each([
    ["a request of the server", `{"jsonrpc":"2.0","id":7,"method":"sampling/createMessage","params":"${filler}"}`],
    ["an id deeper inside", `{"result":{"a":"${filler}","id":7}}`],
    ["an id in a text", `{"result":"${filler},\\"id\\":7}","jsonrpc":"2.0"}`],
    ["no message", filler],
  ])("over the limit never fail a request that they do not answer: %s", (_, line) => {
    const { messages, noise } = read(line, 20_000);
    expect(messages).toEqual([]);
    expect(noise).toHaveLength(1);
    expect(noise[0]!.length).toBeLessThan(600);
  });
});

it("noise is handed on up to a number of lines a second", () => {
  let now = 0;
  const lines: string[] = [];
  const filter = noiseFilter(
    (line) => lines.push(line),
    () => now,
  );
  for (let count = 0; count < 1000; count++) filter.push("noise");
  now = 1000;
  filter.push("later");
  expect(lines.slice(199)).toEqual(["noise", "(800 lines left out: more than 200 in a second)", "later"]);
  filter.end();
  expect(lines).toHaveLength(202);
});

describe("stderr", () => {
  it("keeps the last lines, and only counts a flood", () => {
    let now = 0;
    const lines: string[] = [];
    const reader = stderrReader(
      (line) => lines.push(line),
      () => now,
    );
    const flood = Buffer.from("noise\n".repeat(10_000));
    for (let round = 0; round < 100; round++) reader.push(flood);
    expect(lines.length).toBeLessThan(100_000);
    now = 1000;
    reader.push(Buffer.from("last words\r\n"));
    reader.end();
    expect(lines.slice(-2)).toEqual([expect.stringMatching(/^\(\d+ bytes left out/), "last words"]);
    expect(reader.tail).toHaveLength(40);
    expect(reader.tail.at(-1)).toBe("last words");
  });

  it("cuts a line without end", () => {
    const lines: string[] = [];
    const reader = stderrReader(
      (line) => lines.push(line),
      () => 0,
    );
    for (let round = 0; round < 4; round++) reader.push(Buffer.alloc(100_000, "a"));
    reader.end();
    expect(lines).toEqual([expect.stringMatching(/^a{4096}… \(400000 bytes in one line\)$/)]);
  });
});

it("backs off from a quarter of a second to half a minute", () => {
  expect([1, 2, 3, 7, 8, 9, 1000].map(backOff)).toEqual([250, 500, 1000, 16_000, 30_000, 30_000, 30_000]);
});
