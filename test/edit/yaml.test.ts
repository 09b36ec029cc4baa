import { describe, expect, it } from "vitest";
import { parse as parseMarkdown } from "../../src/document/markdown.ts";
import { parse } from "../../src/document/yaml.ts";
import { applyOps } from "../../src/edit/apply.ts";
import type { DocumentOp } from "../../src/edit/op.ts";
import type { Path, Plain } from "../../src/document/document.ts";
import { lower } from "../../src/edit/yaml.ts";

const file = "/config.yaml";

const set = (path: Path, value: Plain): DocumentOp => ({ op: "set", file, path, value });
const remove = (path: Path): DocumentOp => ({ op: "remove", file, path });
const take = (path: Path): DocumentOp => ({ op: "remove", file, path, comments: "take" });
const rename = (path: Path, to: string): DocumentOp => ({ op: "rename", file, path, to });
const insert = (path: Path, value: Plain, beside: { before?: string; after?: string } = {}): DocumentOp => {
  return { op: "insert", file, path, value, ...beside };
};
const splice = (path: Path, start: number, end: number, text: string): DocumentOp => {
  return { op: "splice", file, path, start, end, text };
};

/** The text after the ops, or why they were not done. */
function edited(text: string, ops: readonly DocumentOp[], read = parse): string {
  const result = applyOps(read(file, text), ops, read, lower);
  if ("failed" in result) return `${result.kind}: ${result.why}`;
  return (result.document.style.bom ? "\uFEFF" : "") + result.document.text;
}

const hub = "http://127.0.0.1:18901/mcp";

const toHub = (path: Path, keys: readonly string[], url: string, type: string): DocumentOp[] => [
  set([...path, "type"], type),
  insert([...path, url], hub, { after: "name" }),
  ...keys.map((key) => remove([...path, key])),
];

describe("a Goose extension moves to the hub", () => {
  const path = ["extensions", "github"];
  const ops = toHub(path, ["cmd", "args", "envs"], "uri", "streamable_http");

  it("as Goose writes it, with lists under their key", () => {
    const before = `GOOSE_PROVIDER: openai
extensions:
  developer:
    enabled: true
    type: builtin
  github:
    args:
    - -y
    - '@modelcontextprotocol/server-github'
    bundled: null
    cmd: npx
    description: null
    enabled: true
    envs: {}
    name: github
    timeout: 300
    type: stdio
GOOSE_MODE: auto
`;
    expect(edited(before, ops)).toBe(`GOOSE_PROVIDER: openai
extensions:
  developer:
    enabled: true
    type: builtin
  github:
    bundled: null
    description: null
    enabled: true
    name: github
    uri: http://127.0.0.1:18901/mcp
    timeout: 300
    type: streamable_http
GOOSE_MODE: auto
`);
  });

  it("as people write it, with comments, quotes and brackets", () => {
    const before = `# Goose
extensions:

  # issues and pull requests
  github: # é
    name: "github"   # shown
    type: "stdio"   # or builtin
    # how to start it
    cmd: 'npx'
    args: ["-y", "@modelcontextprotocol/server-github"] # pinned
    envs:
      # from the keyring
      GITHUB_TOKEN: x

    # seconds
    timeout: 300
    enabled: true

  # fetch:
  #   cmd: uvx
`;
    expect(edited(before, ops)).toBe(`# Goose
extensions:

  # issues and pull requests
  github: # é
    name: "github"   # shown
    uri: http://127.0.0.1:18901/mcp
    type: "streamable_http"   # or builtin
    # how to start it

    # pinned

    # from the keyring

    # seconds
    timeout: 300
    enabled: true

  # fetch:
  #   cmd: uvx
`);
    const taking = ops.map((op) => (op.op === "remove" ? { ...op, comments: "take" as const } : op));
    expect(edited(before, taking)).toBe(`# Goose
extensions:

  # issues and pull requests
  github: # é
    name: "github"   # shown
    uri: http://127.0.0.1:18901/mcp
    type: "streamable_http"   # or builtin

    # seconds
    timeout: 300
    enabled: true

  # fetch:
  #   cmd: uvx
`);
  });

  it("in brackets, on one line and on several", () => {
    const line =
      "extensions: { github: { cmd: npx, args: [-y, gh], envs: {}, name: github, type: stdio, timeout: 3 } }\n";
    expect(edited(line, ops)).toBe(
      'extensions: { github: { name: github, uri: "http://127.0.0.1:18901/mcp", type: streamable_http, timeout: 3 } }\n',
    );
    const json = `{"extensions": {
  "github": {
    "name": "github",
    "type": "stdio",
    "cmd": "npx",
    "args": ["-y"],
    "envs": {"A": "b"}
  }
}}`;
    expect(edited(json, ops)).toBe(`{"extensions": {
  "github": {
    "name": "github",
    "uri": "http://127.0.0.1:18901/mcp",
    "type": "streamable_http"
  }
}}`);
  });

  it("with CRLF, byte order mark and no final newline", () => {
    const before =
      "\uFEFFextensions:\r\n    github:\r\n        type: stdio\r\n        name: github\r\n        cmd: npx # ü\r\n        args:\r\n            - -y\r\n        envs:\r\n            A: b";
    expect(edited(before, ops)).toBe(
      "\uFEFFextensions:\r\n    github:\r\n        type: streamable_http\r\n        name: github\r\n        uri: http://127.0.0.1:18901/mcp\r\n        # ü",
    );
  });
});

describe("a Continue server moves to the hub", () => {
  const path = ["mcpServers", 1];
  const ops = toHub(path, ["command", "args", "env"], "url", "streamable-http");

  it("with the dash before the name, or before a key that goes", () => {
    const before = `name: mine
version: 0.0.1
mcpServers:
  - name: web
    type: sse
    url: https://example.com/sse
  - name: sqlite
    type: stdio
    command: uvx
    args:
      - mcp-server-sqlite
      - --db-path
    env:
      A: "1"
models: []
`;
    expect(edited(before, ops)).toBe(`name: mine
version: 0.0.1
mcpServers:
  - name: web
    type: sse
    url: https://example.com/sse
  - name: sqlite
    url: http://127.0.0.1:18901/mcp
    type: streamable-http
models: []
`);
    const other = `mcpServers:
- command: npx
- command: uvx # runs it
  # what it runs
  args: [sqlite]
  # what it is called
  name: sqlite
  type: stdio
  env: {}
`;
    expect(edited(other, ops)).toBe(`mcpServers:
- command: npx
- # runs it
  # what it runs

  # what it is called
  name: sqlite
  url: http://127.0.0.1:18901/mcp
  type: streamable-http
`);
  });

  it("in the front matter of a Markdown file", () => {
    const before =
      "---\nmcpServers:\n  - {}\n  - name: a\n    type: stdio\n    command: npx\n    args: []\n    env: {}\n---\n\n# Text\ncommand: npx\n";
    expect(edited(before, ops, parseMarkdown)).toBe(
      "---\nmcpServers:\n  - {}\n  - name: a\n    url: http://127.0.0.1:18901/mcp\n    type: streamable-http\n---\n\n# Text\ncommand: npx\n",
    );
  });
});

interface Case {
  readonly name: string;
  readonly before: string;
  readonly op: DocumentOp;
  readonly after: string;
}

const removals: readonly Case[] = [
  { name: "the first on a dash line", before: "- a: 1\n  b: 2\n", op: remove([0, "a"]), after: "- b: 2\n" },
  {
    name: "the first, whose successor has a comment",
    before: "- a: 1\n  # b\n  b: 2\n",
    op: remove([0, "a"]),
    after: "-\n  # b\n  b: 2\n",
  },
  { name: "the first of two dashes", before: "- - a\n  - b\n", op: remove([0, 0]), after: "- - b\n" },
  {
    name: "the last member of a mapping",
    before: "env:\n  A: 1\nb: 2\n",
    op: remove(["env", "A"]),
    after: "env: {}\nb: 2\n",
  },
  {
    name: "the last member, among comments",
    before: "env: # e\n  # a\n  A: 1 # t\nb: 2\n",
    op: remove(["env", "A"]),
    after: "env: {} # e\n  # a\n  # t\n\nb: 2\n",
  },
  {
    name: "the last member with its comments",
    before: "env: # e\n  # a\n  A: 1 # t\nb: 2\n",
    op: take(["env", "A"]),
    after: "env: {} # e\nb: 2\n",
  },
  { name: "the last item", before: "args:\n- -y\n", op: remove(["args", 0]), after: "args: []\n" },
  {
    name: "the last item, which is in a list",
    before: "- - a # c\n- b\n",
    op: remove([0, 0]),
    after: "- [] # c\n- b\n",
  },
  { name: "the last member of an item", before: "- a: 1\n- b\n", op: remove([0, "a"]), after: "- {}\n- b\n" },
  { name: "the last member of the file", before: "# c\na: 1\n", op: remove(["a"]), after: "# c\n" },
  {
    name: "the last member before another document",
    before: "a: 1\n---\nb: 2\n",
    op: remove(["a"]),
    after: "{}\n---\nb: 2\n",
  },
  { name: "the last item of the file", before: "- a\n", op: remove([0]), after: "[]\n" },
  { name: "the last member where no newline ends the file", before: "a: 1\n\nb: 2", op: remove(["b"]), after: "a: 1" },
  {
    name: "a member between blank lines",
    before: "a: 1\n\nb: 2\n\nc: 3\n",
    op: remove(["b"]),
    after: "a: 1\n\nc: 3\n",
  },
  { name: "both of a duplicate", before: "a: 1\nb: 2\na: 3\nc: 4\n", op: remove(["a"]), after: "b: 2\nc: 4\n" },
  {
    name: "a folded text with what is below it",
    before: "a: >-\n  x\n  y\n\nb: 2\n",
    op: remove(["a"]),
    after: "b: 2\n",
  },
  {
    name: "what stands after a text that keeps its line ends",
    before: "a: |+\n  x\n\nb: 2\n\nc: 3\n",
    op: remove(["b"]),
    after: "a: |+\n  x\n\nc: 3\n",
  },
  {
    name: "what stands between a text and a deep comment",
    before: "a: |\n  x\nb: 2\n    # c\nc: 3\n",
    op: remove(["b"]),
    after: "a: |\n  x\n# c\nc: 3\n",
  },
  {
    name: "a member on a line in brackets",
    before: "a: {b: 1, c: 2, d: 3}\n",
    op: remove(["a", "c"]),
    after: "a: {b: 1, d: 3}\n",
  },
  { name: "the last in brackets", before: "a: [ 1, 2 ]\n", op: remove(["a", 1]), after: "a: [ 1 ]\n" },
  { name: "the only one in brackets", before: "a: { b: 1 } # c\n", op: remove(["a", "b"]), after: "a: {} # c\n" },
  { name: "the last before a trailing comma", before: "a: [1, 2,]\n", op: remove(["a", 1]), after: "a: [1,]\n" },
  {
    name: "the last of several lines in brackets",
    before: "a:\n  [\n    1, # one\n    2 # two\n  ]\n",
    op: take(["a", 1]),
    after: "a:\n  [\n    1 # one\n  ]\n",
  },
  {
    name: "a line in brackets, but not its comment",
    before: "a: [\n  1, # one\n  2,\n]\n",
    op: remove(["a", 0]),
    after: "a: [\n  # one\n\n  2,\n]\n",
  },
  {
    name: "one where commas start the lines",
    before: "a: [\n  1\n  , 2\n  , 3\n]\n",
    op: remove(["a", 1]),
    after: "a: [\n  1\n  , 3\n]\n",
  },
  {
    name: "a key beside a merge",
    before: "x: &x {a: 1}\ny:\n  <<: *x\n  b: 2\n",
    op: remove(["y", "b"]),
    after: "x: &x {a: 1}\ny:\n  <<: *x\n",
  },
  { name: "an anchor that nothing uses", before: "x: &x {a: 1}\ny: 2\n", op: remove(["x"]), after: "y: 2\n" },
];

const insertions: readonly Case[] = [
  { name: "into a file with nothing in it", before: "", op: insert(["a"], { b: 1 }), after: "a:\n  b: 1" },
  { name: "into a file of comments", before: "# c\n", op: insert(["a"], 1), after: "# c\na: 1\n" },
  {
    name: "into an empty mapping",
    before: "extensions: {} # none\n",
    op: insert(["extensions", "a"], { b: 1 }),
    after: "extensions: # none\n  a:\n    b: 1\n",
  },
  { name: "into the empty mapping of an item", before: "- {}\n", op: insert([0, "a"], 1), after: "- a: 1\n" },
  {
    name: "into an empty list, as its namesake is",
    before: "x:\n  args: [a]\ny:\n  args: []\n",
    op: insert(["y", "args", 0], "b"),
    after: "x:\n  args: [a]\ny:\n  args: [b]\n",
  },
  {
    name: "into an empty mapping in brackets",
    before: "a: [{}]\n",
    op: insert(["a", 0, "b"], 1),
    after: "a: [{b: 1}]\n",
  },
  {
    name: "before the first on a dash line",
    before: "- a: 1\n",
    op: insert([0, "b"], 2, { before: "a" }),
    after: "- b: 2\n  a: 1\n",
  },
  {
    name: "above the comments of its successor",
    before: "a: 1\n\n# b\nb: 2\n",
    op: insert(["c"], 3, { before: "b" }),
    after: "a: 1\n\nc: 3\n# b\nb: 2\n",
  },
  {
    name: "below the comments inside of its predecessor",
    before: "a:\n  b: 1\n  # b\n\nc: 2\n",
    op: insert(["d"], 3, { after: "a" }),
    after: "a:\n  b: 1\n  # b\n\nd: 3\nc: 2\n",
  },
  {
    name: "at the end, above comments that are further left",
    before: "a:\n  b: 1\n# end\n",
    op: insert(["a", "c"], 2),
    after: "a:\n  b: 1\n  c: 2\n# end\n",
  },
  {
    name: "before the end of the document",
    before: "a: 1\n...\n# end\n",
    op: insert(["b"], 2),
    after: "a: 1\nb: 2\n...\n# end\n",
  },
  {
    name: "after a text that keeps its line ends",
    before: "a: |+\n  x\n\nb: 1\n",
    op: insert(["c"], 2, { after: "a" }),
    after: "a: |+\n  x\n\nc: 2\nb: 1\n",
  },
  {
    name: "a list in the style of the others",
    before: "a:\n- x\n",
    op: insert(["b"], ["y", { c: 1, d: [] }]),
    after: 'a:\n- x\nb:\n- "y"\n- c: 1\n  d: []\n',
  },
  {
    name: "an item",
    before: "a:\n  - x # c\n  - z\n",
    op: insert(["a", 1], "w"),
    after: "a:\n  - x # c\n  - w\n  - z\n",
  },
  {
    name: "with the indentation of the file",
    before: "a:\n    b: 1\n",
    op: insert(["c"], { d: { e: 1 } }),
    after: "a:\n    b: 1\nc:\n    d:\n        e: 1\n",
  },
  {
    name: "into brackets on one line",
    before: "a: { b: 1 }\n",
    op: insert(["a", "c"], { d: "x" }),
    after: "a: { b: 1, c: { d: x } }\n",
  },
  {
    name: "into brackets on several lines",
    before: "a: [\n  1, # one\n  2 # two\n]\n",
    op: insert(["a", 2], 3),
    after: "a: [\n  1, # one\n  2, # two\n  3\n]\n",
  },
  {
    name: "after a trailing comma",
    before: "a: [\n  1,\n]\n",
    op: insert(["a", 1], 2),
    after: "a: [\n  1,\n  2,\n]\n",
  },
  {
    name: "where keys have quotes that they do not need",
    before: "'a': 1\n",
    op: insert(["b"], "x"),
    after: "'a': 1\n'b': x\n",
  },
  {
    name: "into a mapping with a merge",
    before: "x: &x {a: 1}\ny:\n  <<: *x # x\n",
    op: insert(["y", "b"], 2),
    after: "x: &x {a: 1}\ny:\n  <<: *x # x\n  b: 2\n",
  },
];

const replacements: readonly Case[] = [
  { name: "keeps quotes and comment", before: "a: 'x' # c\n", op: set(["a"], "it's"), after: "a: 'it''s' # c\n" },
  {
    name: "fills nothing",
    before: "extensions: # none\nb: 1\n",
    op: set(["extensions"], { a: { b: "x" } }),
    after: "extensions: # none\n  a:\n    b: x\nb: 1\n",
  },
  {
    name: "fills nothing after a dash",
    before: "-\n- b\n",
    op: set([0], { a: 1, b: 2 }),
    after: "- a: 1\n  b: 2\n- b\n",
  },
  { name: "fills nothing in brackets", before: "{a, b: 2}\n", op: set(["a"], 1), after: "{a: 1, b: 2}\n" },
  {
    name: "puts a word in place of a mapping",
    before: "a: # c\n  b: 1\nd: 2\n",
    op: set(["a"], "x"),
    after: "a: x # c\nd: 2\n",
  },
  {
    name: "puts comments inside above",
    before: "- a:\n    b: 1 # one\n    # two\n    c: 2\n  d: 3\n",
    op: set([0, "a"], "x"),
    after: "- # one\n  # two\n  a: x\n  d: 3\n",
  },
  {
    name: "puts a mapping in place of a word",
    before: "a: x # c\nb: 1\n",
    op: set(["a"], { c: 1 }),
    after: "a: # c\n  c: 1\nb: 1\n",
  },
  {
    name: "keeps lines lines",
    before: "a:\n    - x\nb: 1\n",
    op: set(["a"], ["y y", "z"]),
    after: "a:\n    - y y\n    - z\nb: 1\n",
  },
  {
    name: "keeps brackets brackets",
    before: "a: [ x ] # c\nb: 1\n",
    op: set(["a"], ["y y", "z,"]),
    after: 'a: [ y y, "z," ] # c\nb: 1\n',
  },
  {
    name: "keeps the line of brackets",
    before: "a:\n  [ x,\n    y ] # c\n",
    op: set(["a"], []),
    after: "a:\n  [] # c\n",
  },
  {
    name: "replaces a text block",
    before: "a: | # c\n  x\n  y\nb: 1\n",
    op: set(["a"], 1),
    after: "# c\na: 1\nb: 1\n",
  },
  { name: "replaces an alias", before: "x: &x 1\ny: *x\n", op: set(["y"], 2), after: "x: &x 1\ny: 2\n" },
  { name: "replaces the whole", before: "# c\na: 1 # one\n", op: set([], ["x"]), after: "# c\n# one\n- x\n" },
];

const renamings: readonly Case[] = [
  {
    name: "keeps all else",
    before: "# c\na : {x: 1} # d\n",
    op: rename(["a"], "b c"),
    after: "# c\nb c : {x: 1} # d\n",
  },
  { name: "keeps quotes", before: '{"a":1}\n', op: rename(["a"], "b"), after: '{"b":1}\n' },
  { name: "adds quotes", before: "a: 1\n", op: rename(["a"], "yes"), after: '"yes": 1\n' },
  { name: "does not merge", before: "a: {}\n", op: rename(["a"], "<<"), after: '"<<": {}\n' },
  { name: "renames both of a duplicate", before: "a: 1\na: 2\n", op: rename(["a"], "b"), after: "b: 1\nb: 2\n" },
];

const splices: readonly Case[] = [
  {
    name: "in a plain scalar",
    before: "a: http://é/sse # c\n",
    op: splice(["a"], 9, 12, "mcp"),
    after: "a: http://é/mcp # c\n",
  },
  {
    name: "in brackets",
    before: "a: [http://x/sse]\n",
    op: splice(["a", 0], 9, 12, "mcp"),
    after: "a: [http://x/mcp]\n",
  },
  { name: "where quotes are needed", before: "a: b\n", op: splice(["a"], 1, 1, ": c"), after: 'a: "b: c"\n' },
  {
    name: "after escapes",
    before: 'a: "\\u00e9\\tx"\n',
    op: splice(["a"], 2, 3, 'q"'),
    after: 'a: "\\u00e9\\tq\\""\n',
  },
  { name: "between single quotes", before: "a: 'it''s'\n", op: splice(["a"], 4, 4, "'"), after: "a: 'it''s'''\n" },
  {
    name: "through half of an escape",
    before: 'a: "\\U0001F600"\n',
    op: splice(["a"], 1, 2, ""),
    after: 'a: "\\ud83d"\n',
  },
  {
    name: "over the lines of a quoted scalar",
    before: "a: 'x\n  y'\n",
    op: splice(["a"], 0, 1, "z"),
    after: "a: 'z y'\n",
  },
  {
    name: "in a line of a text block",
    before: "a: |\n    x\n\n    use sse\n",
    op: splice(["a"], 7, 10, "http"),
    after: "a: |\n    x\n\n    use http\n",
  },
];

describe.each([
  ["removes", removals],
  ["inserts", insertions],
  ["replaces", replacements],
  ["renames", renamings],
  ["splices", splices],
])("%s", (_, cases) => {
  it.each(cases)("$name", ({ before, op, after }) => {
    expect(edited(before, [op])).toBe(after);
    expect(edited(before.replaceAll("\n", "\r\n"), [op])).toBe(after.replaceAll("\n", before === "" ? "\n" : "\r\n"));
  });
});

describe("refuses, and says why", () => {
  const anchored = "base: &base\n  a: 1\nx:\n  <<: *base\n  b: 2\ny: *base\nz: [*base, k: v]\n";
  const elsewhere = "refused: Other places of the file use the anchor &base; change them by hand";
  const comes = "refused: The value comes from the anchor &base; change it there by hand";
  const merged = "refused: The key comes through << from &base; change it there by hand";

  it.each([
    ["a change inside of an anchor in use", anchored, set(["base", "a"], 2), elsewhere],
    ["an addition to an anchor in use", anchored, insert(["base", "c"], 2), elsewhere],
    ["another value for an anchor in use", anchored, set(["base"], 2), elsewhere],
    ["the removal of an anchor in use", anchored, remove(["base"]), elsewhere],
    ["a change through an alias", anchored, set(["y", "a"], 2), comes],
    ["an addition to an alias", anchored, insert(["z", 0, "c"], 2), comes],
    ["a change of what is merged", anchored, set(["x", "a"], 2), merged],
    ["the removal of what is merged", anchored, remove(["x", "a"]), merged],
    ["another name for what is merged", anchored, rename(["x", "a"], "c"), merged],
    ["a place beside what is merged", anchored, insert(["x", "c"], 2, { before: "a" }), merged],
    [
      "a change of a pair without braces",
      anchored,
      set(["z", 1, "k"], 2),
      "refused: The mapping stands in a list without braces of its own",
    ],
    [
      "a change of a tagged value",
      "a: !env x\n",
      set(["a"], 1),
      "refused: The value has a tag that says how to read it; change it by hand",
    ],
    [
      "a part of a folded text",
      "a: >\n  x\n",
      splice(["a"], 0, 1, "y"),
      "refused: The change does not fit into the text block; make it by hand",
    ],
    [
      "the stripping of comments",
      "a: 1 # c\n",
      { op: "strip", file, what: "comment" },
      "refused: YAML has comments and trailing commas in all its readers",
    ],
  ] as const)("%s", (_, before, op, why) => {
    expect(edited(before, [op])).toBe(why);
  });

  it("a Markdown file without front matter", () => {
    expect(edited("# Text\n", [insert(["a"], 1)], parseMarkdown)).toBe(
      "refused: The Markdown file has no front matter",
    );
    expect(edited("---\n# c\n---\nText\n", [insert(["a"], 1)], parseMarkdown)).toBe("---\n# c\na: 1\n---\nText\n");
  });
});

describe("quotes", () => {
  it.each([
    ["yes", '"yes"'],
    ["off", '"off"'],
    ["y", '"y"'],
    ["null", '"null"'],
    ["1_000", '"1_000"'],
    ["12:30:45", '"12:30:45"'],
    ["0o17", '"0o17"'],
    ["017", '"017"'],
    ["1e3", '"1e3"'],
    ["2001-12-14", '"2001-12-14"'],
    ["~", '"~"'],
    ["", '""'],
    ["a: b", '"a: b"'],
    ["a #b", '"a #b"'],
    ["@scope/pkg", '"@scope/pkg"'],
    ["*", '"*"'],
    ["--- x", '"--- x"'],
    ["a\nb\u2028", '"a\\nb\\u2028"'],
    ["-y", "-y"],
    ["--flag", "--flag"],
    ["a:b", "a:b"],
    ["${A}", "${A}"],
    ["it's", "it's"],
    ["C:\\x", "C:\\x"],
    ["1.2.3-rc", "1.2.3-rc"],
    ["😀 é", "😀 é"],
  ])("only what a reader would take for something else: %j", (value, printed) => {
    expect(edited("a: 1\n", [set(["a"], value)])).toBe(`a: ${printed}\n`);
  });

  it("as the file has them", () => {
    expect(edited("a: 'x'\n", [insert(["b"], "yes")])).toBe("a: 'x'\nb: 'yes'\n");
  });
});
