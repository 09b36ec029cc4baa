import fc from "fast-check";
import { parseTOML, getStaticTOMLValue } from "toml-eslint-parser";
import { describe, expect, it } from "vitest";
import { parse as parseYaml, stringify } from "yaml";
import { memberOf, plainOf } from "../../src/document/document.ts";
import type { Document, Node, Syntax } from "../../src/document/document.ts";
import { strictJson } from "../../src/document/json-strict.ts";
import { parserOf } from "../../src/document/json.ts";
import { parserFor } from "../../src/document/parse.ts";
import { spanWithin } from "../../src/document/span.ts";
import { expectSound, sliceOf } from "./checks.ts";

const syntaxes: readonly Syntax[] = ["json", "jsonc", "json5", "toml", "yaml", "markdown"];

/** Pieces that mean something in one of the syntaxes, so that random texts get into every corner. */
const piece = fc.constantFrom(
  ..."{ } [ ] , : \" ' # - ? & * | > ! % @ ` = . \\ / \n \t".split(" "),
  ..." |\n|\r\n|  |// c\n|/* c */|# c\n|\"a\": 1|'b'|a: |- |---\n|&x |*x|<<: *x|[a.b]\n|[[a]]\n|a = 1\n|a.b = 2\n".split(
    "|",
  ),
  ..."{{ x }}|{% if %}|${pkgs.x}|''|\"\"\"|'''|“|”|\\u0041|\\U|\\x4|true|null|1e5|0x1F|007|1_000".split("|"),
  ..."1979-05-27T07:32:00Z|99999999999999999999|nan|-inf|<<<<<<< a\n|=======\n|>>>>>>> b\n|\u00A0|\uFEFF|\u{1F600}".split(
    "|",
  ),
);
const noise = fc.array(fc.oneof({ weight: 8, arbitrary: piece }, fc.string({ unit: "binary", maxLength: 6 })), {
  maxLength: 25,
});
const anyText = noise.map((pieces) => pieces.join(""));

const jsonText = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2, "\t"))
  .map(([value, indent]) => JSON.stringify(value, null, indent));

/** Text cut out of a valid file is what editors and crashes leave behind. */
const broken = fc
  .tuple(jsonText, fc.nat(200), fc.nat(8), anyText)
  .map(([text, at, length, filler]) => text.slice(0, at) + filler.slice(0, 3) + text.slice(at + length));

function strings(node: Node | undefined, found: Node[] = []): Node[] {
  if (node?.kind === "object") for (const { value } of node.members) strings(value, found);
  else if (node?.kind === "array") for (const item of node.items) strings(item, found);
  else if (typeof node?.value === "string") found.push(node);
  return found;
}

function expectKeys(document: Document, node: Node | undefined, read: (raw: string) => unknown): void {
  if (node?.kind === "array") for (const item of node.items) expectKeys(document, item, read);
  if (node?.kind !== "object") return;
  for (const member of node.members) {
    expect(read(sliceOf(document, member.keySpan))).toBe(member.key);
    expectKeys(document, member.value, read);
  }
}

describe("JSON to the letter", () => {
  const tolerant = (text: string): Document => parserOf("json")("any", `/**/${text}`);
  const moved = (node: Node): Node =>
    JSON.parse(JSON.stringify(node), (key, value) => (key === "start" || key === "end" ? value - 4 : value));

  it("is read as the parser of everything else reads it, wherever it is accepted", () => {
    fc.assert(
      fc.property(fc.oneof(jsonText, anyText, broken), (text) => {
        const root = strictJson(text);
        if (!root) return;
        const { root: other, problems } = tolerant(text);
        expect(problems.map(({ code }) => code)).toEqual(["comment"]);
        expect(JSON.parse(JSON.stringify(root))).toEqual(moved(other!));
      }),
      { numRuns: 1000 },
    );
  });

  it("is accepted as JSON.parse accepts it, but for what people do not write", () => {
    const names = (value: unknown): string => JSON.stringify(value);
    fc.assert(
      fc.property(jsonText, (text) => {
        const root = strictJson(text);
        if (root) expect(names(plainOf(root))).toBe(names(JSON.parse(text)));
        else expect(text).toMatch(/\{\{|\d{16}/);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    "",
    " ",
    "[1,]",
    '{"a":1,}',
    '{"a":1,"a":2}',
    '{"a" 1}',
    '"a',
    '"\\x"',
    '"\t"',
    "01",
    "1.",
    "-",
    "tru",
    "truex",
    "[1 2]",
    "{} {}",
    "// c\n{}",
    "\u00A0{}",
    '"{{ x }}"',
    "{{ x }}",
    "12345678901234567890",
    "[".repeat(400) + "]".repeat(400),
    `{${[...Array(20).keys(), 0].map((key) => `"${key}":1`).join()}}`,
  ])("is not %j", (text) => expect(strictJson(text)).toBeUndefined());
});

describe.each(syntaxes)("%s", (syntax) => {
  it("reads any text without throwing, with every span in place", async () => {
    const parse = await parserFor(syntax);
    fc.assert(
      fc.property(fc.oneof(anyText, broken), (text) => {
        expectSound(parse("any", syntax === "markdown" ? `---\n${text}\n---\n` : text));
      }),
      { numRuns: 600 },
    );
  });

  it("reads any bytes without throwing", async () => {
    const parse = await parserFor(syntax);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .tuple(anyText, fc.constantFrom<BufferEncoding>("utf8", "utf16le", "latin1"))
        .map(([text, encoding]) => Buffer.from(text, encoding)),
    );
    fc.assert(
      fc.property(bytes, (content) => expectSound(parse("any", content))),
      { numRuns: 300 },
    );
  });
});

describe("JSON", () => {
  it("has problems exactly where JSON.parse refuses, and else the same value", async () => {
    const parse = await parserFor("json");
    const near = fc
      .tuple(jsonText, fc.nat(60), fc.nat(2), fc.oneof(piece, fc.constant("")))
      .map(([text, at, length, filler]) => text.slice(0, at) + filler + text.slice(at + length));
    let refused = 0;
    fc.assert(
      fc.property(fc.oneof(near, anyText), (text) => {
        const document = parse("any", text);
        const problems = document.problems.filter(({ code }) => code !== "duplicate-key");
        let plain: unknown;
        try {
          // The parser takes the mark off; JSON.parse does not.
          plain = JSON.parse(text.replace(/^\uFEFF/, ""));
        } catch {
          refused++;
          expect(problems).not.toEqual([]);
          return;
        }
        expect(problems).toEqual([]);
        expect(document.root && asJson(plainOf(document.root))).toEqual(asJson(plain));
      }),
      { numRuns: 1500 },
    );
    expect(refused).toBeGreaterThan(100);
  });
});

describe("values", () => {
  it("are those of JSON.parse in JSON, JSON5 and YAML", async () => {
    for (const syntax of ["json", "json5", "yaml"] as const) {
      const parse = await parserFor(syntax);
      fc.assert(
        fc.property(jsonText, (text) => {
          const document = parse("any", text);
          const plain: unknown = JSON.parse(text);
          expect(document.problems).toEqual([]);
          expect(document.root && asJson(plainOf(document.root))).toEqual(asJson(plain));
          expectSound(document);
          expectKeys(document, document.root, (raw) => JSON.parse(raw));
        }),
        { numRuns: 200 },
      );
    }
  });

  it("are those of the YAML library in block style", async () => {
    const parse = await parserFor("yaml");
    // YAML 1.2 knows no merge keys and the library follows it; people write them all the same, and we read them.
    const key = fc.string({ maxLength: 8 }).filter((name) => name !== "<<");
    const value = fc
      .dictionary(key, fc.jsonValue({ maxDepth: 3 }), { minKeys: 1, maxKeys: 5 })
      .filter((plain) => !JSON.stringify(plain).includes('"<<"'));
    fc.assert(
      fc.property(value, (plain) => {
        const text = stringify(plain, { version: "1.2" });
        const { root, problems } = parse("any", text);
        expect(problems).toEqual([]);
        expect(root && asJson(plainOf(root))).toEqual(asJson(parseYaml(text)));
      }),
      { numRuns: 200 },
    );
  });

  it("are those of the TOML library, however the tables are written", async () => {
    const parse = await parserFor("toml");
    const name = fc.constantFrom("a", "b", '"c d"', "'e'", "f-1");
    const scalar = fc.constantFrom(
      '"x"',
      "'C:\\y'",
      "1",
      "-2.5",
      "true",
      '[1, "2"]',
      "{ k = 1, l.m = 2 }",
      '"""\nz"""',
    );
    const assignment = fc
      .tuple(fc.array(name, { minLength: 1, maxLength: 3 }), scalar)
      .map(([keys, value]) => `${keys.join(".")} = ${value}`);
    const header = fc.array(name, { minLength: 1, maxLength: 3 }).map((keys) => `[${keys.join(".")}]`);
    const item = fc.array(name, { minLength: 1, maxLength: 2 }).map((keys) => `[[${keys.join(".")}]]`);
    const file = fc
      .array(fc.oneof(assignment, assignment, header, item), { maxLength: 8 })
      .map((lines) => lines.join("\n"));
    let valid = 0;
    fc.assert(
      fc.property(file, (text) => {
        let plain: unknown;
        try {
          plain = getStaticTOMLValue(parseTOML(text));
        } catch {
          return;
        }
        valid++;
        const document = parse("any", text);
        expect(document.root && asJson(plainOf(document.root))).toEqual(asJson(plain));
        expectSound(document);
        expectKeys(document, document.root, (raw) => raw.replaceAll(/^["']|["']$/g, ""));
      }),
      { numRuns: 800 },
    );
    expect(valid).toBeGreaterThan(100);
  });
});

describe("spanWithin", () => {
  const texts = fc.string({
    unit: fc.constantFrom("a", '"', "'", "\\", "\n", "\t", "é", "\u{1F600}", "/", "\u0001", "#"),
    maxLength: 10,
  });
  const escaped = (raw: string): string =>
    raw.replaceAll(/[^ -~]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

  it.each([
    ["json", (value: string) => `{"a": ${JSON.stringify(value)}}`],
    [
      "json5",
      (value: string) => `{a: '${JSON.stringify(value).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"')}'}`,
    ],
    ["yaml", (value: string) => `a: ${JSON.stringify(value)}\n`],
    ["yaml", (value: string) => `a: '${value.replaceAll(/[\n\t\u0001]/g, "x").replaceAll("'", "''")}'\n`],
    ["toml", (value: string) => `a = ${JSON.stringify(value)}\n`],
    ["toml", (value: string) => `a = """\n${JSON.stringify(value).slice(1, -1).replaceAll("a", "a\\\n  ")}"""\n`],
    ["toml", (value: string) => `a = '${value.replaceAll(/['\n\u0001]/g, "x")}'\n`],
  ] as const)("finds pieces of strings in %s %#", async (syntax, write) => {
    const parse = await parserFor(syntax);
    fc.assert(
      fc.property(texts, fc.nat(10), fc.nat(10), (value, a, b) => {
        const document = parse("any", write(value));
        expect(document.problems).toEqual([]);
        const node = memberOf(document.root, "a")!.value;
        const text = String(node.kind === "scalar" && node.value);
        const [from, to] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
        const piece = sliceOf(document, spanWithin(document, node.span, from, to));
        // Read on its own, in the same quotes, the piece is what was asked for.
        const raw = sliceOf(document, node.span);
        const quote = raw.startsWith('"""') ? '"""' : raw.charAt(0);
        const alone = parse(
          "piece",
          syntax === "toml" ? `a = ${quote}${piece}${quote}` : `{"a": ${quote}${piece}${quote}}`,
        );
        const again = memberOf(alone.root, "a")?.value;
        const splitsPair = /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(text.slice(from, to));
        if (!splitsPair) expect(again?.kind === "scalar" && again.value).toBe(text.slice(from, to));
      }),
      { numRuns: 150 },
    );
  });

  it("finds pieces of a string with lone backslashes", async () => {
    const parse = await parserFor("json");
    const document = parse("any", String.raw`{"a": "C:\\Users\me\files \"x\""}`);
    const node = memberOf(document.root, "a")!.value;
    const value = String(node.kind === "scalar" && node.value);
    expect(value).toBe(String.raw`C:\Users\me\files "x"`);
    const piece = (text: string): string => {
      const from = value.indexOf(text);
      return sliceOf(document, spanWithin(document, node.span, from, from + text.length));
    };
    expect(piece("files")).toBe("files");
    expect(piece("Users")).toBe("Users");
    expect(piece("x")).toBe("x");
  });

  it("gives the whole string where it cannot say", async () => {
    const parse = await parserFor("yaml");
    const document = parse("any", "a: >-\n  some\n  folded\nb: &b plain\nc: *b\n");
    for (const key of ["a", "c"]) {
      const { span } = memberOf(document.root, key)!.value;
      expect(spanWithin(document, span, 1, 3)).toEqual(span);
    }
  });

  it("finds pieces of every string of a JSON text by its escapes", async () => {
    const parse = await parserFor("json");
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), (value) => {
        const document = parse("any", escaped(JSON.stringify(value)));
        for (const node of strings(document.root)) {
          const text = String(node.kind === "scalar" && node.value);
          const whole = spanWithin(document, node.span, 0, text.length);
          expect(whole).toEqual({ start: node.span.start + 1, end: node.span.end - 1 });
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** Comparable: no prototypes, no -0, exact integers as numbers. */
function asJson(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? Number(inner) : inner)) ?? "null",
  );
}
