import { describe, expect, it } from "vitest";
import { parserFor } from "../../src/document/parse.ts";
import type { Syntax } from "../../src/document/document.ts";
import { applyOps } from "../../src/edit/apply.ts";
import { lowererFor } from "../../src/edit/lower.ts";
import type { DocumentOp } from "../../src/edit/op.ts";

type Op = DocumentOp extends infer Each ? (Each extends DocumentOp ? Omit<Each, "file"> : never) : never;

/** The text after the ops, or the reason why not. */
async function edited(text: string, ops: readonly Op[], syntax: Syntax = "jsonc"): Promise<string> {
  const [parse, lower] = [await parserFor(syntax), await lowererFor(syntax)];
  const withFile = ops.map((op) => ({ ...op, file: "x" }) as DocumentOp);
  const result = applyOps(parse("x", text), withFile, parse, lower);
  if ("failed" in result) return `${result.kind}: ${result.why}`;
  return (result.document.style.bom ? "\uFEFF" : "") + result.document.text;
}

const servers = `{
  // all of mine
  "mcpServers": { // by hand
    // the first
    "one": {
      "command": "npx", // runs
      // what it gets
      "args": ["-y", "one"],
      "env": {}
    }, // end of one

    /* the second */
    "two": {
      "command": "two"
    } // end of two
    // more to come
  }
}
`;

describe("what jsonc-parser's own edits do wrong", () => {
  it("an appended member leaves the comment of the one before", async () => {
    expect(await edited(servers, [{ op: "insert", path: ["mcpServers", "three"], value: { url: "u" } }])).toBe(
      servers.replace("    } // end of two\n", '    }, // end of two\n    "three": {\n      "url": "u"\n    }\n'),
    );
  });

  it("removing the first member keeps the comment after the brace and the layout of the next", async () => {
    const text = '{ // by hand\n  "a": 1, // one\n  "b": [1, 2]\n}';
    expect(await edited(text, [{ op: "remove", path: ["a"], comments: "take" }])).toBe(
      '{ // by hand\n  "b": [1, 2]\n}',
    );
  });

  it("removing the last member takes its own comment and leaves the others", async () => {
    const text = '{\n  "a": 1, /* of a */\n  "b": 2 // of b\n}';
    expect(await edited(text, [{ op: "remove", path: ["b"], comments: "take" }])).toBe('{\n  "a": 1 /* of a */\n}');
  });

  it("replacing an object keeps the comments in it and after the brace around it", async () => {
    const text = '{ // top\n  "a": { // in\n    "b": 1 // b\n  } // of a\n}';
    expect(await edited(text, [{ op: "set", path: ["a"], value: { url: "u" } }])).toBe(
      '{ // top\n  // in\n  // b\n  "a": {\n    "url": "u"\n  } // of a\n}',
    );
  });

  it("a member put first leaves the comment after the brace", async () => {
    const text = '{ // top\n  // of a\n  "a": 1\n}';
    expect(await edited(text, [{ op: "insert", path: ["z"], value: 0, before: "a" }])).toBe(
      '{ // top\n  "z": 0,\n  // of a\n  "a": 1\n}',
    );
  });

  it("tabs, CRLF, BOM and the missing final newline stay", async () => {
    const text = '\uFEFF{\r\n\t"mcpServers": {\r\n\t\t"a": {\r\n\t\t\t"command": "a"\r\n\t\t}\r\n\t}\r\n}';
    expect(
      await edited(text, [{ op: "insert", path: ["mcpServers", "b"], value: { args: [], env: { A: "1" } } }]),
    ).toBe(
      text.replace(
        '"a"\r\n\t\t}',
        '"a"\r\n\t\t},\r\n\t\t"b": {\r\n\t\t\t"args": [],\r\n\t\t\t"env": {\r\n\t\t\t\t"A": "1"\r\n\t\t\t}\r\n\t\t}',
      ),
    );
  });

  it("a compact file stays on its line, with its spacing", async () => {
    const ops: Op[] = [
      { op: "insert", path: ["mcpServers", "b"], value: { url: "u", headers: { A: "1" } } },
      { op: "remove", path: ["mcpServers", "a", "args"] },
      { op: "insert", path: ["mcpServers", "a", "env", "B"], value: "2" },
    ];
    expect(await edited('{"mcpServers":{"a":{"command":"a","args":["x"],"env":{}}}}', ops)).toBe(
      '{"mcpServers":{"a":{"command":"a","env":{"B":"2"}},"b":{"url":"u","headers":{"A":"1"}}}}',
    );
    expect(
      await edited('{ "a": { "b": 1, "c": [1, 2] } }', [{ op: "insert", path: ["d"], value: { e: [1, 2] } }]),
    ).toBe('{ "a": { "b": 1, "c": [1, 2] }, "d": { "e": [1, 2] } }');
  });

  it("of duplicate keys the last is edited", async () => {
    const text = '{\n  "a": { "b": 1 },\n  "a": { "b": 2 }\n}';
    expect(await edited(text, [{ op: "set", path: ["a", "b"], value: 3 }])).toBe(
      '{\n  "a": { "b": 1 },\n  "a": { "b": 3 }\n}',
    );
  });
});

describe("duplicate keys", () => {
  const text = '{\n  "x": 0,\n  "a": 1, // first\n  "y": 0,\n  "a": 2\n}';

  it("go together", async () => {
    expect(await edited(text, [{ op: "remove", path: ["a"], comments: "take" }])).toBe('{\n  "x": 0,\n  "y": 0\n}');
    expect(await edited('{"a":1,"a":2,"a":3}', [{ op: "remove", path: ["a"] }])).toBe("{}");
    expect(await edited('{"x":0,"a":1,"a":2}', [{ op: "remove", path: ["a"] }])).toBe('{"x":0}');
  });

  it("are renamed together", async () => {
    expect(await edited(text, [{ op: "rename", path: ["a"], to: "b" }])).toBe(text.replaceAll('"a"', '"b"'));
  });
});

describe("removing from JSON", () => {
  const remove = (text: string, ...path: (string | number)[]): Promise<string> =>
    edited(text, [{ op: "remove", path }]);

  it("keeps every comment in place, and gives none to the next", async () => {
    expect(await remove(servers, "mcpServers", "one")).toBe(`{
  // all of mine
  "mcpServers": { // by hand
    // the first
    // runs
    // what it gets
    // end of one

    /* the second */
    "two": {
      "command": "two"
    } // end of two
    // more to come
  }
}
`);
    expect(await remove('{\n  // of a\n  "a": 1, // one\n  "b": 2\n}', "a")).toBe(
      '{\n  // of a\n  // one\n\n  "b": 2\n}',
    );
  });

  it("takes the line, and the comma of the one before", async () => {
    const text = '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n';
    expect(await remove(text, "a")).toBe('{\n  "b": 2,\n  "c": 3\n}\n');
    expect(await remove(text, "b")).toBe('{\n  "a": 1,\n  "c": 3\n}\n');
    expect(await remove(text, "c")).toBe('{\n  "a": 1,\n  "b": 2\n}\n');
  });

  it("leaves the habit of trailing commas", async () => {
    const text = '{\n  "a": [1, 2, ],\n  "b": 2,\n}\n';
    expect(await remove(text, "b")).toBe('{\n  "a": [1, 2, ],\n}\n');
    expect(await remove(text, "a", 1)).toBe('{\n  "a": [1, ],\n  "b": 2,\n}\n');
    expect(await remove('{\n  "a": 1,\n}\n', "a")).toBe("{}\n");
  });

  it("leaves empty brackets behind the only element", async () => {
    expect(await remove('{\n  "a": {\n    "b": 1\n  }\n}', "a", "b")).toBe('{\n  "a": {}\n}');
    expect(await remove('{ "a": [ 1 ] }', "a", 0)).toBe('{ "a": [] }');
    expect(await remove('{ "a": 1 /* one */ }', "a")).toBe("{ /* one */ }");
    expect(await remove('{\n  // note\n\n  "a": 1\n}', "a")).toBe("{\n  // note\n}");
  });

  it("works in a line", async () => {
    expect(await remove('{ "a": 1, "b": 2, "c": 3 }', "a")).toBe('{ "b": 2, "c": 3 }');
    expect(await remove('{ "a": 1, "b": 2, "c": 3 }', "b")).toBe('{ "a": 1, "c": 3 }');
    expect(await remove('{"a": 1, "b": 2}', "b")).toBe('{"a": 1}');
    expect(await remove('{ "a": 1, /* of a */ "b": 2 /* of b */, "c": 3 }', "b")).toBe(
      '{ "a": 1, /* of a */ /* of b */ "c": 3 }',
    );
    expect(await remove('{ "a": 1,\n  "b": 2 }', "b")).toBe('{ "a": 1 }');
    expect(await remove('{ "a": 1, // one\n  "b": 2 }', "b")).toBe('{ "a": 1 // one\n  }');
    expect(await remove('{ "a": 1, "b": 2,\n  "c": 3 }', "b")).toBe('{ "a": 1,\n  "c": 3 }');
  });

  it("leaves no blank line more than there was", async () => {
    const text = '{\n  "a": 1,\n\n  "b": 2,\n\n  "c": 3\n}';
    expect(await remove(text, "a")).toBe('{\n  "b": 2,\n\n  "c": 3\n}');
    expect(await remove(text, "b")).toBe('{\n  "a": 1,\n\n  "c": 3\n}');
    expect(await remove(text, "c")).toBe('{\n  "a": 1,\n\n  "b": 2\n}');
  });

  it("copes with commas at the start of lines", async () => {
    expect(await remove('{\n    "a": 1\n  , "b": 2 // two\n  , "c": 3\n}', "a")).toBe(
      '{\n  "b": 2 // two\n  , "c": 3\n}',
    );
  });
});

describe("inserting into JSON", () => {
  const insert = (
    text: string,
    path: (string | number)[],
    value: string | number | object,
    beside = {},
  ): Promise<string> => edited(text, [{ op: "insert", path, value, ...beside } as Op]);

  it("goes where it is told, past the comments of others", async () => {
    const text = '{\n  "a": 1, // one\n\n  // about b\n  "b": 2\n  // the end\n}';
    expect(await insert(text, ["x"], 0)).toBe(
      '{\n  "a": 1, // one\n\n  // about b\n  "b": 2,\n  "x": 0\n  // the end\n}',
    );
    expect(await insert(text, ["x"], 0, { after: "a" })).toBe(text.replace("// one\n", '// one\n  "x": 0,\n'));
    expect(await insert(text, ["x"], 0, { before: "b" })).toBe(text.replace("  // about", '  "x": 0,\n  // about'));
    expect(await insert(text, ["x"], 0, { after: "gone" })).toBe(await insert(text, ["x"], 0));
  });

  it("follows the layout of lists", async () => {
    expect(await insert('{\n  "args": ["-y", "a"]\n}', ["args", 0], "-q")).toBe('{\n  "args": ["-q", "-y", "a"]\n}');
    expect(await insert('{\n  "args": [\n    "-y",\n    "a"\n  ]\n}', ["args", 2], "b")).toBe(
      '{\n  "args": [\n    "-y",\n    "a",\n    "b"\n  ]\n}',
    );
    expect(await insert('{\n  "args": [\n    "-y",\n    "a"\n  ]\n}', ["args", 1], "b")).toBe(
      '{\n  "args": [\n    "-y",\n    "b",\n    "a"\n  ]\n}',
    );
    expect(await insert('{\n  "args": ["-y",\n           "a"]\n}', ["args", 2], "b")).toBe(
      '{\n  "args": ["-y",\n           "a",\n           "b"]\n}',
    );
  });

  it("writes new values as the file writes its own", async () => {
    const rows = '{\n  "s": {\n    "a": { "url": "a" },\n    "b": {"url": "b"}\n  }\n}';
    expect(await insert(rows, ["s", "c"], { url: "c", headers: { A: "1" } })).toBe(
      rows.replace('"b"}', '"b"},\n    "c": { "url": "c", "headers": { "A": "1" } }'),
    );
    const columns = '{\n    "a": {\n        "args": [\n            "x"\n        ]\n    }\n}';
    expect(await insert(columns, ["b"], { args: ["y", "z"] })).toBe(
      columns.replace(
        "    }\n}",
        '    },\n    "b": {\n        "args": [\n            "y",\n            "z"\n        ]\n    }\n}',
      ),
    );
  });

  it("fills what is empty", async () => {
    expect(await insert("{}", ["a"], { b: ["c"] })).toBe('{\n  "a": {\n    "b": ["c"]\n  }\n}');
    expect(await insert("{ }\n", ["a"], 1)).toBe('{\n  "a": 1\n}\n');
    expect(await insert("{\r\n\r\n}\r\n", ["a"], 1)).toBe('{\r\n  "a": 1\r\n}\r\n');
    expect(await insert('{\n\t"a": {}\n}', ["a", "b"], 1)).toBe('{\n\t"a": {\n\t\t"b": 1\n\t}\n}');
    expect(await insert('{\n  "a": []\n}', ["a", 0], "x")).toBe('{\n  "a": ["x"]\n}');
    expect(await insert("{ // note\n}", ["a"], 1)).toBe('{ // note\n  "a": 1\n}');
    expect(await insert("{ /* note */ }", ["a"], 1)).toBe('{ /* note */\n  "a": 1\n}');
    expect(await insert("{\n  // note\n}", ["a"], 1)).toBe('{\n  "a": 1\n  // note\n}');
  });

  it("keeps the habit of trailing commas", async () => {
    expect(await insert('{\n  "a": 1,\n}', ["b"], [1, 2])).toBe('{\n  "a": 1,\n  "b": [1, 2],\n}');
    expect(await insert('{ "a": [1,], }', ["a", 1], 2)).toBe('{ "a": [1, 2,], }');
  });

  it("copes with commas at the start of lines", async () => {
    expect(await insert('{\n    "a": 1\n  , "b": 2\n}', ["x"], 0, { after: "a" })).toBe(
      '{\n    "a": 1\n  , "x": 0\n  , "b": 2\n}',
    );
  });
});

describe("changing JSON in place", () => {
  it("sets a value and keeps what is around it", async () => {
    const text = '{\n  "a" : /* was 1 */ 1 /* one */, // of a\n  "b": [1] }';
    expect(await edited(text, [{ op: "set", path: ["a"], value: null }])).toBe(text.replace(" 1 /*", " null /*"));
    expect(await edited(text, [{ op: "set", path: ["b"], value: {} }])).toBe(text.replace("[1]", "{}"));
    expect(await edited(text, [{ op: "set", path: ["b", 0], value: "x" }])).toBe(text.replace("[1]", '["x"]'));
    expect(await edited("// top\n[]\n", [{ op: "set", path: [], value: { a: 1 } }])).toBe('// top\n{\n  "a": 1\n}\n');
  });

  it("keeps the comments of a value that shares its line", async () => {
    expect(await edited('{ "a": [ /* none */ ], "b": 1 }', [{ op: "set", path: ["a"], value: 2 }])).toBe(
      '{ "a": 2 /* none */, "b": 1 }',
    );
    expect(await edited('{ "a": [ // none\n  ], "b": 1 }', [{ op: "set", path: ["a"], value: 2 }])).toBe(
      '{ "a":\n  // none\n  2, "b": 1 }',
    );
  });

  it("renames a key and nothing else", async () => {
    expect(await edited(servers, [{ op: "rename", path: ["mcpServers", "one"], to: 'a "b"' }])).toBe(
      servers.replace('"one": {', '"a \\"b\\"": {'),
    );
  });

  it("splices by the offsets of the value, past escapes", async () => {
    const text = '{ "a": "\\u0041\\/\\tC:\\\\é🚀x" }';
    expect(await edited(text, [{ op: "splice", path: ["a"], start: 3, end: 5, text: 'D"\n' }])).toBe(
      '{ "a": "\\u0041\\/\\tD\\"\\n\\\\é🚀x" }',
    );
    expect(await edited(text, [{ op: "splice", path: ["a"], start: 9, end: 9, text: "y" }])).toBe(
      text.replace("🚀x", "🚀yx"),
    );
  });

  it("strips what strict readers refuse", async () => {
    const text = '// top\n\n{ // a\n  "a": [1, /* two */ 2, ], /* b */ // c\n  // alone\n  "b": "// no",\n}\n// end';
    const bare = '\n{\n  "a": [1, 2, ],\n  "b": "// no",\n}';
    expect(await edited(text, [{ op: "strip", what: "comment" }])).toBe(bare);
    expect(await edited(bare, [{ op: "strip", what: "trailing-comma" }])).toBe(
      '\n{\n  "a": [1, 2 ],\n  "b": "// no"\n}',
    );
  });

  it("writes JSON5 in its own quotes", async () => {
    const text = "{\n  url: 'it\\'s',\n  'a b': 'x',\n  list: [+1, .5],\n}";
    expect(await edited(text, [{ op: "insert", path: ["env"], value: { A: "it's", "b-c": 1 } }], "json5")).toBe(
      text.replace("],\n", "],\n  env: {\n    A: 'it\\'s',\n    'b-c': 1\n  },\n"),
    );
    expect(await edited(text, [{ op: "rename", path: ["a b"], to: "c" }], "json5")).toBe(text.replace("a b", "c"));
    expect(await edited(text, [{ op: "rename", path: ["url"], to: "x-y" }], "json5")).toBe(
      text.replace("url", "'x-y'"),
    );
    expect(await edited(text, [{ op: "splice", path: ["url"], start: 2, end: 3, text: "''" }], "json5")).toBe(
      text.replace("\\'s", "\\'\\'s"),
    );
    expect(await edited(text, [{ op: "strip", what: "trailing-comma" }], "json5")).toBe(text.replace("],\n}", "]\n}"));
  });
});
