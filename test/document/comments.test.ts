import { describe, expect, it } from "vitest";
import type { Path, Syntax } from "../../src/document/document.ts";
import { read } from "./read.ts";

async function owners(syntax: Syntax, text: string): Promise<Readonly<Record<string, Path>>> {
  const { comments } = await read(syntax, text);
  return Object.fromEntries(comments.map(({ text, owner }) => [text, owner]));
}

const javascript = `// file
// header
{
  // first of two
  /* second of two */
  "a": 1, // after a

  // on its own

  "b": { // inside b
    "c": [
      1, // after item 0
      // above item 1
      2
      // last in c
    ], // after c
    "d": 2, /* one */ // two
    /* before e */ "e": /* within e */ 3, /* after e */ "f": 4
    // last in b
  } // after b
} // after the root
// end
`;

const javascriptOwners = {
  file: [],
  header: [],
  "first of two": ["a"],
  "second of two": ["a"],
  "after a": ["a"],
  "on its own": [],
  "inside b": ["b"],
  "after item 0": ["b", "c", 0],
  "above item 1": ["b", "c", 1],
  "last in c": ["b", "c"],
  "after c": ["b", "c"],
  one: ["b", "d"],
  two: ["b", "d"],
  "before e": ["b", "e"],
  "within e": ["b", "e"],
  "after e": ["b", "e"],
  "last in b": ["b"],
  "after b": ["b"],
  "after the root": [],
  end: [],
};

describe("owners of comments", () => {
  it.each<Syntax>(["json", "jsonc", "json5"])("in %s", async (syntax) => {
    expect(await owners(syntax, javascript)).toEqual(javascriptOwners);
  });

  it("with Windows line ends", async () => {
    const { comments } = await read("json", javascript.replaceAll("\n", "\r\n"));
    expect(Object.fromEntries(comments.map(({ text, owner }) => [text, owner]))).toEqual(javascriptOwners);
    for (const { text } of comments) expect(text).not.toMatch(/\r/);
  });

  it("beside the dash of a YAML item, whatever ended on the line above", async () => {
    const text = "a:\n  - b: 1 # of b\n  - # of the second\n    c: 2\n";
    expect(await owners("yaml", text)).toEqual({ "of b": ["a", 0, "b"], "of the second": ["a", 1] });
  });

  it("in TOML", async () => {
    const text = `# file

# above model
model = "o3" # after model

# first above s.a
# second above s.a
[s.a] # after the header
# above command
command = "npx" # after command
args = [
  "x", # after item 0
  # above item 1
  "y",
  # last in args
] # after args

# on its own in s.a

[s.a.env]
A = "1"
# last in env

# above s.b
[s.b]
t = { u = 1 } # after t
# end
`;
    expect(await owners("toml", text)).toEqual({
      file: [],
      "above model": ["model"],
      "after model": ["model"],
      "first above s.a": ["s", "a"],
      "second above s.a": ["s", "a"],
      "after the header": ["s", "a"],
      "above command": ["s", "a", "command"],
      "after command": ["s", "a", "command"],
      "after item 0": ["s", "a", "args", 0],
      "above item 1": ["s", "a", "args", 1],
      "last in args": ["s", "a", "args"],
      "after args": ["s", "a", "args"],
      "on its own in s.a": ["s", "a"],
      "last in env": ["s", "a", "env"],
      "above s.b": ["s", "b"],
      "after t": ["s", "b", "t"],
      end: ["s", "b"],
    });
  });

  it("in YAML", async () => {
    const text = `# file

# above a
a: 1 # after a
b: # inside b
  # above c
  c: 2
  d: # inside d
    - 1 # after item 0
    # above item 1
    - k: v # after k
      l: w

    # last in d

  # last in b

# on its own

e: {f: 1, # after f
  # above g
  g: 2} # after e
h: |
  # no comment
`;
    expect(await owners("yaml", text)).toEqual({
      file: [],
      "above a": ["a"],
      "after a": ["a"],
      "inside b": ["b"],
      "above c": ["b", "c"],
      "inside d": ["b", "d"],
      "after item 0": ["b", "d", 0],
      "above item 1": ["b", "d", 1],
      "after k": ["b", "d", 1, "k"],
      "last in d": ["b", "d"],
      "last in b": ["b"],
      "on its own": [],
      "after f": ["e", "f"],
      "above g": ["e", "g"],
      "after e": ["e"],
    });
  });

  it("covers the comment with its marker and without the line end", async () => {
    for (const [syntax, text] of [
      ["json", "{} // c \r\n"],
      ["toml", "# c \r\n"],
      ["yaml", "a: 1 # c \r\n"],
    ] as const) {
      const { comments, text: whole } = await read(syntax, text);
      expect(comments.map(({ span, text }) => [whole.slice(span.start, span.end), text])).toEqual([
        [syntax === "json" ? "// c " : "# c ", "c"],
      ]);
    }
  });
});
