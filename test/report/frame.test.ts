import { describe, expect, it } from "vitest";
import type { Document } from "../../src/document/document.ts";
import { drawFrame, type Label } from "../../src/report/frame.ts";
import { createRedactor } from "../../src/report/redact.ts";
import { createStyle } from "../../src/report/style.ts";
import { widthOf } from "../../src/report/visible.ts";
import { jsonOf, plain, spanOf } from "./sample.ts";

interface Options {
  readonly width?: number;
  readonly style?: typeof plain;
}

function frameOf(document: Document, labels: readonly Label[], { width = 80, style = plain }: Options = {}): string {
  const snippet = { shown: "a.json", document, labels: labels as [Label, ...Label[]] };
  return drawFrame([snippet], { style, width, redactor: createRedactor([document]), paint: style.error }).join("\n");
}

/** A label at the `nth` occurrence of a piece of the text. */
function at(document: Document, piece: string, text?: string, { primary = true, nth = 0 } = {}): Label {
  const span = spanOf(document, piece, nth);
  return text === undefined ? { span, primary } : { span, text, primary };
}

/** The frame as it is written in a test: without the indentation of the test. */
function lines(text: string): string {
  return text.replace(/^\n/, "").replace(/\n *$/, "").replace(/^ {6}/gm, "");
}

const secondary = { primary: false };

describe("a line", () => {
  it("is shown with its label", () => {
    const document = jsonOf('{\n  "command": "npx"\n}\n');
    expect(frameOf(document, [at(document, '"npx"', "starts a process")])).toBe(
      lines(`
       --> a.json:2:14
        |
      2 |   "command": "npx"
        |              ^^^^^ starts a process
        |
      `),
    );
  });

  it("is shown once with several labels", () => {
    const document = jsonOf('{ "one": 1, "two": 2, "three": 3 }');
    const labels = [at(document, "1", "first"), at(document, '"two"', "second", secondary), at(document, "3", "third")];
    expect(frameOf(document, labels)).toBe(
      lines(`
       --> a.json:1:10
        |
      1 | { "one": 1, "two": 2, "three": 3 }
        |          ^  -----              ^ third
        |          |  |
        |          |  second
        |          first
        |
      `),
    );
  });

  it("shows the primary one of two labels that overlap", () => {
    const document = jsonOf('{ "one": [1, 2] }');
    expect(frameOf(document, [at(document, "[1, 2]", "list", secondary), at(document, "2", "item")])).toBe(
      lines(`
       --> a.json:1:10
        |
      1 | { "one": [1, 2] }
        |          ----^- list
        |              |
        |              item
        |
      `),
    );
  });

  it("marks an empty place with one sign, also at the end of the file", () => {
    const document = jsonOf('{ "a": 1');
    expect(frameOf(document, [{ span: { start: 8, end: 8 }, text: "} is missing", primary: true }])).toBe(
      lines(`
       --> a.json:1:9
        |
      1 | { "a": 1
        |         ^ } is missing
        |
      `),
    );
    const empty = jsonOf("");
    expect(frameOf(empty, [{ span: { start: 0, end: 0 }, text: "empty", primary: true }])).toBe(
      lines(`
       --> a.json:1:1
        |
      1 |
        | ^ empty
        |
      `),
    );
  });

  it("leaves the line end out", () => {
    const document = jsonOf('{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n');
    const { start } = spanOf(document, "1,");
    expect(frameOf(document, [{ span: { start, end: start + 4 }, text: "here", primary: true }])).toBe(
      lines(`
       --> a.json:2:8
        |
      2 |   "a": 1,
        |        ^^ here
        |
      `),
    );
  });
});

describe("several lines", () => {
  it("are folded where nothing is to say, but not for one line", () => {
    const document = jsonOf(
      '{\n  "a": 1,\n  "b": 2,\n  "c": 3,\n  "d": 4,\n  "e": 5,\n  "f": 6,\n  "g": 7,\n  "h": 8,\n  "i": 9\n}',
    );
    expect(
      frameOf(document, [at(document, "1"), at(document, "3"), at(document, "4"), at(document, "9", "last")]),
    ).toBe(
      lines(`
        --> a.json:2:8
         |
       2 |   "a": 1,
         |        ^
       3 |   "b": 2,
       4 |   "c": 3,
         |        ^
       5 |   "d": 4,
         |        ^
      ...
      10 |   "i": 9
         |        ^ last
         |
      `),
    );
  });

  it("of one label are its first and last", () => {
    const document = jsonOf('{\n  "one": {\n    "a": 1,\n    "b": 2,\n    "c": 3\n  }\n}');
    const { start } = spanOf(document, '"one"');
    const { end } = spanOf(document, "}");
    expect(frameOf(document, [{ span: { start, end }, text: "this server", primary: true }])).toBe(
      lines(`
       --> a.json:2:3
        |
      2 |   "one": {
        |   ^^^^^^^^
      ...
      6 |   }
        |   ^ this server
        |
      `),
    );
  });

  it("of several files stand below each other", () => {
    const one = jsonOf('{\n  "port": 1\n}', "/project/one.json");
    const two = jsonOf(`${"\n".repeat(99)}{ "port": 1 }`, "/project/two.json");
    const snippets = [
      { shown: "one.json", document: one, labels: [at(one, "1", "this port")] as [Label] },
      { shown: "two.json", document: two, labels: [at(two, "1", "also here", secondary)] as [Label] },
    ];
    const options = { style: plain, width: 80, redactor: createRedactor([one, two]), paint: plain.error };
    expect(drawFrame(snippets, options).join("\n")).toBe(
      lines(`
         --> one.json:2:11
          |
        2 |   "port": 1
          |           ^ this port
          |
         ::: two.json:100:11
          |
      100 | { "port": 1 }
          |           - also here
          |
      `),
    );
  });
});

describe("a long line", () => {
  const entries = Array.from({ length: 40 }, (_, i) => `"server${i}":{"command":"npx","args":["-y"]}`);
  const document = jsonOf(`{"mcpServers":{${entries.join(",")}}}`);

  it("is shown around its label", () => {
    const { start } = spanOf(document, '"server20":');
    const command = { span: { start: start + 22, end: start + 27 }, text: "here", primary: true };
    expect(frameOf(document, [command], { width: 60 })).toBe(
      lines(`
       --> a.json:1:${start + 23}
        |
      1 | ..."server20":{"command":"npx","args":["-y"]},"server...
        |                          ^^^^^ here
        |
      `),
    );
  });

  it("is shown once for every group of labels", () => {
    const labels = [at(document, '"server0"', "first"), at(document, '"server39"', "last")];
    expect(frameOf(document, labels, { width: 50 })).toBe(
      lines(`
       --> a.json:1:16
        |
      1 | {"mcpServers":{"server0":{"command":"npx...
        |                ^^^^^^^^^ first
      1 | ..."args":["-y"]},"server39":{"command":"np...
        |                   ^^^^^^^^^^ last
        |
      `),
    );
  });

  it.each([40, 80, 120])("of a megabyte keeps within %i columns and takes no time", (width) => {
    const body = "x漢\t\u001b".repeat(250_000);
    const huge = jsonOf(`{"a":"${body}","b":1,"c":"${body}"}`);
    const labels = [
      at(huge, '"a"', "one"),
      at(huge, '"b"', "two"),
      { span: { start: 0, end: huge.text.length }, text: "all", primary: false },
    ];
    const start = performance.now();
    const drawn = frameOf(huge, labels, { width });
    expect(performance.now() - start).toBeLessThan(2000);
    expect(drawn.split("\n").length).toBeLessThan(20);
    for (const line of drawn.split("\n").slice(1)) expect(widthOf(line)).toBeLessThanOrEqual(width);
  });
});

describe("columns", () => {
  it("are those of the terminal", () => {
    const document = jsonOf('{\n\t"名前": "👩‍👩‍👧 é ❤️ \u0301", "x":\t"npx"\n}');
    expect(frameOf(document, [at(document, '"npx"', "here")])).toBe(
      [
        " --> a.json:2:32",
        "  |",
        '2 |     "名前": "👩‍👩‍👧 é ❤️ \u0301", "x":    "npx"',
        `  | ${" ".repeat(widthOf('    "名前": "👩‍👩‍👧 é ❤️ \u0301", "x":    '))}^^^^^ here`,
        "  |",
      ].join("\n"),
    );
    expect(["漢字", "👩‍👩‍👧", "é", "e\u0301", "❤️", "ｶ", "한", "\u200d", "a漢"].map(widthOf)).toEqual([
      4, 2, 1, 1, 2, 1, 2, 0, 3,
    ]);
  });

  it("are not moved by a tab, which goes to the next stop", () => {
    const document = jsonOf('{\t"a":\t1 }');
    expect(frameOf(document, [at(document, "1", "one"), at(document, "\t", "tab", secondary)])).toBe(
      lines(`
       --> a.json:1:8
        |
      1 | {   "a":    1 }
        |  ---        ^ one
        |  |
        |  tab
        |
      `),
    );
  });
});

describe("what is not to be seen", () => {
  it("is masked, whatever its length, and the labels stand where the rest is", () => {
    for (const secret of ["k9zz8", "q7Rz2Lw9Xk4Vb8Nc1Mf6Td3H", "q7Rz2Lw9Xk4V".repeat(500)]) {
      const document = jsonOf(`{"env": {"API_KEY": "${secret}", "X": "npx"}}`);
      const labels = [at(document, `"${secret}"`, "secret", secondary), at(document, '"npx"', "here")];
      expect(frameOf(document, labels).split("\n").slice(2).join("\n")).toBe(
        lines(`
      1 | {"env": {"API_KEY": "[redacted]", "X": "npx"}}
        |                     ------------       ^^^^^ here
        |                     |
        |                     secret
        |
        `),
      );
    }
  });

  it("is written out where the terminal would obey it", () => {
    const document = jsonOf('{ "a\u001b[31m\u202e\u0007": "npx\u009b\u2028" }');
    const { start, end } = spanOf(document, '"npx\u009b\u2028"');
    const drawn = frameOf(document, [{ span: { start, end }, text: "la\u001b]8;;x\u0007bel\r", primary: true }]);
    expect(drawn).toBe(
      lines(`
       --> a.json:1:15
        |
      1 | { "a\\x1b[31m\\u202e\\x07": "npx\\x9b\\u2028" }
        |                          ^^^^^^^^^^^^^^^ la\\x1b]8;;x\\x07bel\\x0d
        |
      `),
    );
  });

  it("is written out in the name of the file", () => {
    const document = jsonOf("{}");
    const snippet = { shown: "\u001b[2Ja.json", document, labels: [at(document, "{}")] as [Label] };
    const options = { style: plain, width: 80, redactor: createRedactor([]), paint: plain.error };
    expect(drawFrame([snippet], options)[0]).toBe(" --> \\x1b[2Ja.json:1:1");
  });
});

describe("words that do not fit", () => {
  it("go below, and to the left as far as they can", () => {
    const document = jsonOf(`{ "command": "npx", "arguments": ["a"] }`);
    expect(frameOf(document, [at(document, '["a"]', "nobody reads this key at all")], { width: 46 })).toBe(
      lines(`
       --> a.json:1:34
        |
      1 | { "command": "npx", "arguments": ["a"] }
        |                                  ^^^^^
        |                                  |
        |               nobody reads this key at all
        |
      `),
    );
  });
});

describe("colours", () => {
  it("are those of the style, and change nothing else", () => {
    const style = createStyle("always", {}, { env: { LANG: "C" }, os: "linux" });
    const document = jsonOf('{ "one": 1, "two": 2 }');
    const labels = [at(document, "1", "first"), at(document, "2", "second", secondary)];
    const drawn = frameOf(document, labels, { style });
    expect(drawn).toContain(style.error("^"));
    expect(drawn).toContain(style.frame("second"));
    // oxlint-disable-next-line no-control-regex
    expect(drawn.replaceAll(/\u001b\[\d+m/g, "")).toBe(frameOf(document, labels));
  });
});
