import { describe, expect, it } from "vitest";
import { memberOf, nodeAt, plainOf } from "../../src/document/document.ts";
import { expectSound, marked } from "./checks.ts";
import { read } from "./read.ts";

describe("JSON", () => {
  it("gives every node and key its exact place", async () => {
    const document = await read("json", '{ "a": [1, "two"], "b": { "c": null } }');
    expect(document.problems).toEqual([]);
    expect(document.root?.span).toEqual({ start: 0, end: 39 });
    const a = memberOf(document.root, "a")!;
    expect([a.keySpan, a.value.span, a.span]).toEqual([
      { start: 2, end: 5 },
      { start: 7, end: 17 },
      { start: 2, end: 17 },
    ]);
    expect(nodeAt(document.root, ["a", 1])).toEqual({ kind: "scalar", span: { start: 11, end: 16 }, value: "two" });
    expect(nodeAt(document.root, ["b", "c"])).toEqual({ kind: "scalar", span: { start: 31, end: 35 }, value: null });
  });

  it("keeps integers exact", async () => {
    const document = await read("json", "[9007199254740991, 9007199254740993, -9007199254740993, 1e30, 0.1]");
    expect(plainOf(document.root!)).toEqual([9007199254740991, 9007199254740993n, -9007199254740993n, 1e30, 0.1]);
  });

  it("marks comments and trailing commas in both syntaxes alike", async () => {
    const text = '{\n  // one\n  "a": [1, 2,], /* two */\n}';
    for (const syntax of ["json", "jsonc"] as const) {
      const document = await read(syntax, text);
      expect(marked(document)).toEqual([
        ["comment", "// one"],
        ["trailing-comma", ","],
        ["trailing-comma", ","],
        ["comment", "/* two */"],
      ]);
      expect(plainOf(document.root!)).toEqual({ a: [1, 2] });
    }
  });

  it("shows duplicate keys and lets the last count", async () => {
    const document = await read("json", '{"a": 1, "b": 2, "a": 3}');
    expect(marked(document)).toEqual([["duplicate-key", '"a"']]);
    expect(document.problems[0]?.span.start).toBe(17);
    expect(document.root?.kind === "object" && document.root.members).toHaveLength(3);
    expect(plainOf(document.root!)).toEqual({ a: 3, b: 2 });
  });

  it.each<[string, string, [string, string][], unknown, RegExp]>([
    ["a missing comma", '{"a": 1\n "b": 2}', [["syntax", ""]], { a: 1, b: 2 }, /comma/],
    ["a missing comma in an array", '["a" "b"]', [["syntax", ""]], ["a", "b"], /comma/],
    ["a comma too many", '{"a": 1,, "b": 2}', [["syntax", ","]], { a: 1, b: 2 }, /delete/],
    ["a missing closing brace", '{"a": {"b": 1}', [["syntax", "{"]], { a: { b: 1 } }, /add \} where/],
    ["a missing bracket", '{"a": ["b", "c": 1}', [["syntax", "["]], { a: ["b"], c: 1 }, /add \] where/],
    ["the wrong bracket", '{"a": ["b"}, "c": 1}', [["syntax", "}"]], { a: ["b"], c: 1 }, /add \] before it, or/],
    [
      "the wrong bracket where no other is open",
      '{"a": {"b": 1], "c": 1}',
      [["syntax", "]"]],
      { a: { b: 1 }, c: 1 },
      /^write \}/,
    ],
    ["a brace too many", '{"a": {"b": 1}}, "c": 2}', [["syntax", ","]], { a: { b: 1 }, c: 2 }, /bracket before/],
    ["no braces at all", '"a": {"b": 1}', [["syntax", '"a"']], { a: { b: 1 } }, /put \{/],
    [
      "braces lost on all levels",
      '"a":\n "b":\n "c": 1',
      [["syntax", '"a"']],
      { a: "b", c: 1 },
      /around what belongs to each/,
    ],
    ["a colon inside of the quotes", '{"a:" {"b": 1}}', [["syntax", ':"']], { "a:": { b: 1 } }, /behind the quote/],
    [
      "text before the brace",
      'see example.com\nkey{"a": 1}',
      [["syntax", "see example.com"]],
      { a: 1 },
      /stands before/,
    ],
    [
      "a URL before the brace",
      'https://example.com\n{"a": 1}',
      [["syntax", "https://example.com"]],
      { a: 1 },
      /before/,
    ],
    ["code before the brace", 'export default {"a": 1}', [["syntax", "export default"]], { a: 1 }, /stands before/],
    ["a key before the first brace", 'a: {"b": 1}', [["syntax", "a"]], { a: { b: 1 } }, /put \{/],
    ["a brace without a key", '{"a": 1, {"b": 2}}', [["syntax", "{"]], { a: 1, b: 2 }, /delete it and the \}/],
    ["a brace that is closed nowhere", '{"a": 1, {"b": 2}', [["syntax", "{"]], { a: 1, b: 2 }, /^delete it, or/],
    ["a missing colon", '{"a" {"b": 1}}', [["syntax", ""]], { a: { b: 1 } }, /add :/],
    ["= for a colon", '{"a" = 1}', [["syntax", "="]], { a: 1 }, /write :/],
    ["a missing value", '{"a": , "b": 1}', [["syntax", ":"]], { b: 1 }, /value after/],
    ["a key alone", '{"a", "b": 1}', [["syntax", ""]], { b: 1 }, /value/],
    ["keys without quotes", "{a: 1, b: 2}", [["syntax", "a"]], { a: 1, b: 2 }, /every key in "quotes"/],
    ["single quotes", "{'a': 'it\\'s'}", [["syntax", "'a'"]], { a: "it's" }, /every key and every string/],
    ["curly quotes", "{“a”: “b c”}", [["syntax", "“a”"]], { a: "b c" }, /straight/],
    ["escaped quotes", '{\\"a\\": \\"b\\"}', [["syntax", '\\"a\\"']], { a: "b" }, /instead of/],
    ["a value without quotes", '{"a": ./run.sh, "b": 1}', [["syntax", "./run.sh"]], { a: "./run.sh", b: 1 }, /quotes/],
    [
      "Python's words",
      '{"a": True, "b": None}',
      [
        ["syntax", "True"],
        ["syntax", "None"],
      ],
      { a: true, b: null },
      /write true/,
    ],
    ["an unclosed string", '{"a": "x,\n "b": 1}', [["syntax", '"x,']], { a: "x,", b: 1 }, /missing "/],
    [
      "a lone backslash",
      '{"a": "C:\\Users\\x", "b": "C:\\\\y"}',
      [["syntax", "\\U"]],
      { a: "C:\\Users\\x", b: "C:\\y" },
      /double/,
    ],
    ["a half escape", '{"a": "C:\\\\\\users"}', [["syntax", "\\u"]], { a: "C:\\\\users" }, /double/],
    ["an escape of another language", String.raw`{"a": "it\'s"}`, [["syntax", "\\'"]], { a: "it's" }, /double/],
    ["a tab in a string", '{"a": "x\ty"}', [["syntax", '"x\ty"']], { a: "x\ty" }, /\\t/],
    [
      "a number of another language",
      '{"a": 0x1F, "b": 007}',
      [
        ["syntax", "0x1F"],
        ["syntax", "007"],
      ],
      { a: "0x1F", b: "007" },
      /digits/,
    ],
    ["a # comment", '{"a": 1 # one\n}', [["syntax", "# one"]], { a: 1 }, /delete/],
    ["a space that is none", '{\u00A0"a": 1}', [["syntax", "\u00A0"]], { a: 1 }, /normal space/],
    [
      "an unclosed comment",
      '{"a": 1} /* c',
      [
        ["comment", "/* c"],
        ["syntax", "/*"],
      ],
      { a: 1 },
      /\*\//,
    ],
    ["prose", "Not found", [["syntax", "Not"]], "Not", /./],
    ["a brace too many to begin with", '{{"a": 1}}', [["syntax", "{"]], { a: 1 }, /key/],
  ])("says one thing about %s and keeps the rest", async (_, text, expected, plain, hint) => {
    const document = await read("json", text);
    expectSound(document);
    expect(marked(document).toSorted()).toEqual(expected.toSorted());
    expect(document.root && plainOf(document.root)).toEqual(plain);
    expect(document.problems.find(({ code }) => code === "syntax")?.hint).toMatch(hint);
  });

  it("points at the bracket whose closing one is missing, not at the outermost", async () => {
    const document = await read("json", '{\n  "a": {\n    "x": 1\n  ,\n  "b": {\n    "y": 2\n  }\n}\n');
    expect(document.problems).toHaveLength(1);
    expect(document.problems[0]?.span).toEqual({ start: 9, end: 10 });
  });

  it("takes tabs and spaces for different indentations", async () => {
    const document = await read("json", '{\n  "a": {\n\t\t"b": {\n\t\t\t"x": 1\n  }\n}\n');
    expect(document.problems).toHaveLength(1);
    expect(document.problems[0]?.span).toEqual({ start: 18, end: 19 });
  });

  it("never shows a value", async () => {
    for (const text of [
      '{"a": hunter2}',
      '{"a": "hunter2\n}',
      "{'a': 'hunter2'}",
      '{"a" "hunter2"}',
      '["hunter2" "x"]',
      '{"hunter2": \n',
    ]) {
      const { problems } = await read("json", text.replace('"hunter2":', '"k":'));
      expect(problems.length).toBeGreaterThan(0);
      expect(JSON.stringify(problems)).not.toContain("hunter2");
    }
  });

  it("reports ten mistakes at most", async () => {
    const { problems } = await read("json", `[${"1 1, ".repeat(100)}1]`);
    expect(problems).toHaveLength(10);
  });
});
