import { describe, expect, it, test } from "vitest";
import type { Path, Plain } from "../../src/document/document.ts";
import { parse } from "../../src/document/toml.ts";
import { applyOps } from "../../src/edit/apply.ts";
import type { DocumentOp } from "../../src/edit/op.ts";
import { lower } from "../../src/edit/toml.ts";

const file = "config.toml";

/** The text after the ops, or why not. */
function edit(text: string, ...ops: DocumentOp[]): string {
  const edited = applyOps(parse(file, text), ops, parse, lower);
  return "failed" in edited ? `${edited.kind}: ${edited.why}` : edited.document.text;
}

function set(path: Path, value: Plain): DocumentOp {
  return { op: "set", file, path, value };
}

function remove(path: Path, comments?: "take"): DocumentOp {
  return { op: "remove", file, path, ...(comments && { comments }) };
}

function rename(path: Path, to: string): DocumentOp {
  return { op: "rename", file, path, to };
}

function splice(path: Path, start: number, end: number, text: string): DocumentOp {
  return { op: "splice", file, path, start, end, text };
}

function insert(path: Path, value: Plain, beside: { before?: string; after?: string } = {}): DocumentOp {
  return { op: "insert", file, path, value, ...beside };
}

const url = "http://127.0.0.1:18901/mcp";

/** What moves a server of Codex to the hub: a leftover `env`, even an empty one, would make it refuse the file. */
function toHub(...path: Path): DocumentOp[] {
  return [
    insert([...path, "url"], url, { before: "command" }),
    ...["command", "args", "env"].map((key) => remove([...path, key])),
  ];
}

describe("a server moves to the hub, written", () => {
  test.each([
    {
      how: "as a table with a sub-table",
      before: `[mcp_servers.x]
command = "npx" # runs
args = ["-y", "pkg"]
enabled = true
tool_timeout_sec = 30    # slow

[mcp_servers.x.env]
TOKEN = "t"

[mcp_servers.x.tools.y]
approval_mode = "approve"
`,
      after: `[mcp_servers.x]
url = "${url}"
# runs
enabled = true
tool_timeout_sec = 30    # slow

[mcp_servers.x.tools.y]
approval_mode = "approve"
`,
    },
    {
      how: "with its sub-table elsewhere",
      before: `[mcp_servers.x]
command = "npx"
args = [
  "-y", # first
  "pkg",
]

[mcp_servers.x.tools.y]
approval_mode = "approve"
[mcp_servers.other]
command = "uvx"

# of x
[mcp_servers.x.env] # secrets
TOKEN = "t" # from the site

[features]
a = true
`,
      after: `[mcp_servers.x]
url = "${url}"
  # first

[mcp_servers.x.tools.y]
approval_mode = "approve"
[mcp_servers.other]
command = "uvx"

# of x
# secrets
# from the site

[features]
a = true
`,
    },
    {
      how: "with an inline table and a literal string",
      before: `[mcp_servers.x]
command = 'npx'
args = [ '-y', 'pkg' ]
env = { TOKEN = 't' }
enabled = true`,
      after: `[mcp_servers.x]
url = '${url}'
enabled = true`,
    },
    {
      how: "with dotted keys",
      before: `[mcp_servers.x]
enabled = true
command = "npx"
args = []
env.TOKEN = "t"
env.HOME = """
a
b""" # long
tools.y.approval_mode = "approve"
`,
      after: `[mcp_servers.x]
enabled = true
url = "${url}"
# long
tools.y.approval_mode = "approve"
`,
    },
    {
      how: "with dotted keys at the top",
      before: `mcp_servers.x.command = "npx"
mcp_servers.x.args = ["-y"]
mcp_servers.x.env.TOKEN = "t"
mcp_servers.x.enabled = true
mcp_servers.y.command = "uvx"
`,
      after: `mcp_servers.x.url = "${url}"
mcp_servers.x.enabled = true
mcp_servers.y.command = "uvx"
`,
    },
    {
      how: "as an inline table",
      before: `[mcp_servers]
x = { command = "npx", args = ["-y"], env = { TOKEN = "t" }, enabled = true } # of x
y = {command="uvx",args=[]}
`,
      after: `[mcp_servers]
x = { url = "${url}", enabled = true } # of x
y = {command="uvx",args=[]}
`,
    },
    {
      how: "as an inline table with dotted keys",
      before: `mcp_servers = {x={env.A="1",command="npx",args=[],env.B="2"}}\n`,
      after: `mcp_servers = {x={url="${url}"}}\n`,
    },
    {
      how: "with indents, aligned signs, CRLF and a byte order mark",
      before: `\uFEFF[mcp_servers.x]
  command          = "npx"  # runs
  args             = []
  enabled          = true   # on
  tool_timeout_sec = 30     # slow
  [mcp_servers.x.env]
    TOKEN = "t"
[mcp_servers.y]
  command = "npx"
`.replaceAll("\n", "\r\n"),
      after: `[mcp_servers.x]
  url              = "${url}"
  # runs
  enabled          = true   # on
  tool_timeout_sec = 30     # slow
[mcp_servers.y]
  command = "npx"
`.replaceAll("\n", "\r\n"),
    },
  ])("$how", ({ before, after }) => {
    expect(edit(before, ...toHub("mcp_servers", "x"))).toBe(after);
  });

  it("in a list of tables", () => {
    const text = `[[mcp_servers]]
name = "x"
transport = "stdio" # local
command = "npx"
args = ["-y"]

  [mcp_servers.env]
  TOKEN = "t"

[[mcp_servers]]
name = "y"
command = "uvx"
`;
    expect(edit(text, set(["mcp_servers", 0, "transport"], "streamable-http"), ...toHub("mcp_servers", 0)))
      .toBe(`[[mcp_servers]]
name = "x"
transport = "streamable-http" # local
url = "${url}"

[[mcp_servers]]
name = "y"
command = "uvx"
`);
  });

  it("with all others of a file by hand", () => {
    const text = `#:schema https://example.com/codex.json
# Codex of a laptop

model = "o3"            # the best
sandbox = 'read-only'   # for now

[projects."/home/me/it's mine"]
trust_level = "trusted"

# ---- servers ----

# Files
[mcp_servers.files]     # since spring
command = 'C:\\tools\\npx.cmd'   # Windows
args    = [
  "-y",                 # yes
  "@modelcontextprotocol/server-filesystem",
]
# cwd = "/tmp"

  [mcp_servers.files.env]
  ROOT  = "/home/me"    # mine
  LIMIT = 0x1F

[mcp_servers."git.hub"]
command = "docker"
args = ["run"]
env = { TOKEN = "t", "a b" = "c" }
tool_timeout_sec = 60   # slow

[mcp_servers.dotted]
env.A = "1"
command = "uvx"
args = []
started = 2024-01-01T00:00:00Z

[[profiles]]
name = "work"

[[profiles]]
name = "home"
`;
    const servers = ["files", "git.hub", "dotted"].flatMap((name) => toHub("mcp_servers", name));
    expect(edit(text, ...servers)).toBe(`#:schema https://example.com/codex.json
# Codex of a laptop

model = "o3"            # the best
sandbox = 'read-only'   # for now

[projects."/home/me/it's mine"]
trust_level = "trusted"

# ---- servers ----

# Files
[mcp_servers.files]     # since spring
url     = "${url}"
# Windows
  # yes
# cwd = "/tmp"

  # mine

[mcp_servers."git.hub"]
url = "${url}"
tool_timeout_sec = 60   # slow

[mcp_servers.dotted]
url = "${url}"
started = 2024-01-01T00:00:00Z

[[profiles]]
name = "work"

[[profiles]]
name = "home"
`);
  });
});

describe("a new server comes", () => {
  const server = { command: "uvx", args: ["pkg"], env: { TOKEN: "t" } };

  test.each([
    {
      where: "after the last table of the map, as far from it as the others",
      before: `[mcp_servers.a]
command = "npx"


[mcp_servers.b]
command = "npx"
# cwd = "/tmp"

# ---- others ----
[features]
a = true
`,
      after: `[mcp_servers.a]
command = "npx"


[mcp_servers.b]
command = "npx"
# cwd = "/tmp"


[mcp_servers.new]
command = "uvx"
args = ["pkg"]
env = { TOKEN = "t" }

# ---- others ----
[features]
a = true
`,
    },
    {
      where: "with a sub-table where the others have one, indented as they are",
      before: `[mcp_servers.a]
  command = 'npx'
  [mcp_servers.a.env]
  HOME = '/home'
[features]
`,
      after: `[mcp_servers.a]
  command = 'npx'
  [mcp_servers.a.env]
  HOME = '/home'
[mcp_servers.new]
  command = 'uvx'
  args = ['pkg']
[mcp_servers.new.env]
  TOKEN = 't'
[features]
`,
    },
    {
      where: "on a line of its own among inline tables",
      before: `[mcp_servers]
a = {command="npx",args=[]} # a
`,
      after: `[mcp_servers]
a = {command="npx",args=[]} # a
new = {command="uvx",args=["pkg"],env={TOKEN="t"}}
`,
    },
    {
      where: "into an inline table",
      before: `mcp_servers = { a = { command = "npx" } }
`,
      after: `mcp_servers = { a = { command = "npx" }, new = { command = "uvx", args = ["pkg"], env = { TOKEN = "t" } } }
`,
    },
    {
      where: "with dotted keys among dotted keys",
      before: `mcp_servers.a.command = "npx"
model = "o3"
`,
      after: `mcp_servers.a.command = "npx"
mcp_servers.new.command = "uvx"
mcp_servers.new.args = ["pkg"]
mcp_servers.new.env = { TOKEN = "t" }
model = "o3"
`,
    },
    {
      where: "below the header of an empty map, without final newline",
      before: `[mcp_servers] # none yet`,
      after: `[mcp_servers] # none yet

[mcp_servers.new]
command = "uvx"
args = ["pkg"]
env = { TOKEN = "t" }`,
    },
  ])("$where", ({ before, after }) => {
    expect(edit(before, insert(["mcp_servers", "new"], server))).toBe(after);
  });

  it("before or after another one", () => {
    const text = `# of a
[mcp_servers.a]
command = "npx"

# of b
[mcp_servers.b]
command = "npx"
`;
    expect(edit(text, insert(["mcp_servers", "c"], { url }, { before: "b" }))).toBe(`# of a
[mcp_servers.a]
command = "npx"

[mcp_servers.c]
url = "${url}"

# of b
[mcp_servers.b]
command = "npx"
`);
    expect(edit(text, insert(["mcp_servers", "c.d"], { url }, { after: "a" }))).toBe(`# of a
[mcp_servers.a]
command = "npx"

[mcp_servers."c.d"]
url = "${url}"

# of b
[mcp_servers.b]
command = "npx"
`);
  });

  it("into a list of tables, at its index", () => {
    const text = `[[mcp_servers]]
name = "a"

# of b
[[mcp_servers]]
name = "b"
`;
    expect(edit(text, insert(["mcp_servers", 1], { name: "new" }))).toBe(`[[mcp_servers]]
name = "a"

[[mcp_servers]]
name = "new"

# of b
[[mcp_servers]]
name = "b"
`);
    expect(edit(text, insert(["mcp_servers", 2], { name: "new" }))).toBe(`${text}
[[mcp_servers]]
name = "new"
`);
  });

  it("into a file that has none", () => {
    expect(edit(`model = "o3"\n`, insert(["mcp_servers"], { x: { url } }))).toBe(`model = "o3"

[mcp_servers]
x = { url = "${url}" }
`);
    expect(edit(`model = 'o3'\n`, insert(["mcp_servers"], [{ name: "x", url }]))).toBe(`model = 'o3'

[[mcp_servers]]
name = 'x'
url = '${url}'
`);
    expect(edit("", insert(["mcp_servers"], { x: { url } }))).toBe(`[mcp_servers]\nx = { url = "${url}" }`);
    expect(edit("# mine\n", insert(["model"], "o3"))).toBe(`# mine\n\nmodel = "o3"\n`);
  });
});

describe("a new key comes", () => {
  test.each<{ where: string; before: string; op: DocumentOp; after: string }>([
    {
      where: "above the comments of a sibling",
      before: `[a]\n# of x\nx = 1\n`,
      op: insert(["a", "n"], 2, { before: "x" }),
      after: `[a]\nn = 2\n# of x\nx = 1\n`,
    },
    {
      where: "below the comment of a sibling and before those of nobody",
      before: `[a]\nx = 1 # of x\n# of nobody\n\n[a.b]\n`,
      op: insert(["a", "n"], 2),
      after: `[a]\nx = 1 # of x\nn = 2\n# of nobody\n\n[a.b]\n`,
    },
    {
      where: "below a new header, where there are only tables inside",
      before: `# of b\n[a.b.c]\nx = 1\n`,
      op: insert(["a", "b", "n"], 2),
      after: `[a.b]\nn = 2\n\n# of b\n[a.b.c]\nx = 1\n`,
    },
    {
      where: "at the top, below a directive for the file",
      before: `#:schema https://example.com\n[a]\n`,
      op: insert(["n"], true),
      after: `#:schema https://example.com\nn = true\n\n[a]\n`,
    },
    {
      where: "with the dotted keys of its table",
      before: `[a]\nenv . "X" = 1\nz = 2\n`,
      op: insert(["a", "env", "n n"], 2),
      after: `[a]\nenv . "X" = 1\nenv."n n" = 2\nz = 2\n`,
    },
    {
      where: "into an empty inline table",
      before: `a = {} # none\n`,
      op: insert(["a", "n"], ["x"]),
      after: `a = { n = ["x"] } # none\n`,
    },
    {
      where: "as a small table on its line",
      before: `[mcp_servers.x]\nurl = "u"\n\n[mcp_servers.x.tools.y]\na = 1\n`,
      op: insert(["mcp_servers", "x", "http_headers"], { A: "b" }),
      after: `[mcp_servers.x]\nurl = "u"\nhttp_headers = { A = "b" }\n\n[mcp_servers.x.tools.y]\na = 1\n`,
    },
  ])("$where", ({ before, op, after }) => {
    expect(edit(before, op)).toBe(after);
  });
});

describe("items of an array", () => {
  const open = `args = [
  "-y", # yes

  # the package
  "pkg"
]
`;

  it("come on lines of their own where the others have one", () => {
    expect(edit(open, insert(["args", 2], "last"))).toBe(open.replace(`"pkg"\n`, `"pkg",\n  "last"\n`));
    expect(edit(open, insert(["args", 1], "mid"))).toBe(open.replace(`# yes\n`, `# yes\n  "mid",\n`));
    expect(edit(open, insert(["args", 0], "first"))).toBe(open.replace(`[\n`, `[\n  "first",\n`));
    expect(edit(`args = ["a","b"]\n`, insert(["args", 1], "n"), insert(["args", 3], "n"))).toBe(
      `args = ["a","n","b","n"]\n`,
    );
  });

  it("go with their commas, and leave comments", () => {
    expect(edit(open, remove(["args", 1]))).toBe(`args = [\n  "-y" # yes\n\n  # the package\n]\n`);
    expect(edit(open, remove(["args", 1], "take"))).toBe(`args = [\n  "-y" # yes\n\n]\n`);
    expect(edit(open, remove(["args", 0]))).toBe(`args = [\n  # yes\n\n  # the package\n  "pkg"\n]\n`);
    expect(edit(`args = [ "a", "b", ]\n`, remove(["args", 1]))).toBe(`args = [ "a", ]\n`);
    expect(edit(`args = [ "a" ]\n`, remove(["args", 0]))).toBe(`args = []\n`);
  });

  it("are written anew one a line where they were", () => {
    expect(edit(open, set(["args"], ["a", "b"]))).toBe(`# yes\n# the package\nargs = [\n  "a",\n  "b"\n]\n`);
  });
});

describe("a table that is taken away", () => {
  it("takes its comments along where it shall", () => {
    const text = `[mcp_servers.a]
command = "npx"

# of x
[mcp_servers.x] # header
# inside
command = "npx" # trailing

# apart
[mcp_servers.b]
`;
    expect(edit(text, remove(["mcp_servers", "x"], "take"))).toBe(`[mcp_servers.a]
command = "npx"

# apart
[mcp_servers.b]
`);
    expect(edit(text, remove(["mcp_servers", "x"]))).toBe(`[mcp_servers.a]
command = "npx"

# of x
# header
# inside
# trailing

# apart
[mcp_servers.b]
`);
  });

  it("leaves the table around it, if nothing else speaks of that", () => {
    expect(edit(`[mcp_servers.x]\na = 1\n[other]\n`, remove(["mcp_servers", "x"]))).toBe(`[mcp_servers]\n[other]\n`);
    expect(edit(`[[m]] # one\na = 1\n`, remove(["m", 0]))).toBe(`m = [] # one\n`);
    expect(edit(`a.env.X = 1 # x\n`, remove(["a", "env", "X"]))).toBe(`a.env = {} # x\n`);
  });

  it("leaves no blank lines and no line end that were not there", () => {
    expect(edit(`a = 1\n\n[x]\nb = 2`, remove(["x"]))).toBe(`a = 1`);
    expect(edit(`[x]\nb = 2\n\n[y]\n`, remove(["x"]))).toBe(`[y]\n`);
  });
});

describe("a name", () => {
  it("changes in all headers and dotted keys", () => {
    const text = `[mcp_servers.old]
env.A = "1"
[ mcp_servers . "old" . tools ]
[mcp_servers.'old'.tools.t]
[mcp_servers.older]
`;
    expect(edit(text, rename(["mcp_servers", "old"], "new.name"))).toBe(`[mcp_servers."new.name"]
env.A = "1"
[ mcp_servers . "new.name" . tools ]
[mcp_servers.'new.name'.tools.t]
[mcp_servers.older]
`);
    expect(edit(`a."b.c".d = 1\na."b.c".e = 1\n`, rename(["a", "b.c"], "bc"))).toBe(`a.bc.d = 1\na.bc.e = 1\n`);
    expect(edit(`[[m]]\n[m.env]\n[[m]]\n`, rename(["m"], "n"), rename(["n", 0, "env"], ""))).toBe(
      `[[n]]\n[n.""]\n[[n]]\n`,
    );
  });
});

describe("a part of a string", () => {
  test.each([
    [`a = "x\\ty\\U0001F600z"`, [2, 5, '"q"\n'], `a = "x\\t\\"q\\"\\nz"`],
    [`a = 'C:\\dir' # c`, [3, 6, "tmp"], `a = 'C:\\tmp' # c`],
    [`a = 'C:\\dir' # c`, [3, 6, "it's"], `a = "C:\\\\it's" # c`],
    [`a = """\none \\\n  two"""`, [5, 7, "2"], `a = """\none \\\n  t2"""`],
    [`a = """two\r\nlines"""\r\n`, [0, 4, ""], `a = "lines"\r\n`],
    [`a = "\\U0001F600"`, [1, 1, "x"], "refused: The text is no valid Unicode"],
    [`a = 1979-05-27`, [0, 4, "2000"], "refused: A date is not a text"],
  ] as const)("of %s", (before, [start, end, text], after) => {
    expect(edit(before, splice(["a"], start, end, text))).toBe(after);
  });
});

describe("a table that gets another value", () => {
  const text = `[x]
a = 1

# of env
[x.env] # header
A = "1" # one
# inside
B = "2" # two
`;

  it("keeps its header and its comments", () => {
    expect(edit(text, set(["x", "env"], { C: "3", D: {} }))).toBe(`[x]
a = 1

# of env
[x.env] # header
# one
# inside
C = "3"
D = {} # two
`);
  });

  it("becomes a key where it stands, if that is still in the same table", () => {
    expect(edit(`[x]\na = 1\n[x.env] # e\nA = 1\n`, set(["x", "env"], "no"))).toBe(`[x]\na = 1\nenv = "no" # e\n`);
    expect(edit(`[x]\n[y]\n[x.env]\nA = 1\n`, set(["x", "env"], "no"))).toBe(
      "refused: Only a table can stand here in place of the old one",
    );
  });

  it("is written in the place of its first dotted key", () => {
    expect(edit(`env.A = 1 # a\nb = 2\nenv.B = 3 # b\n`, set(["env"], { C: 4 }))).toBe(
      `env = { C = 4 } # a\nb = 2\n# b\n`,
    );
  });
});

describe("what TOML cannot say is refused", () => {
  test.each<[string, DocumentOp, string]>([
    ["a = 1", set(["a"], [{ b: null }]), "TOML has no null"],
    ["a = 1", set(["a"], 2n ** 63n), "TOML has no integers of this size"],
    ["a = 1", insert(["\uD800"], 1), "The text is no valid Unicode"],
    ["a = 1", set([], { b: 1 }), "A TOML file is not written anew as a whole"],
    ["[[a]]", insert(["a", 0], "x"), "This list is written as tables and takes nothing else"],
    ["[b]\n[[a]]", remove(["a", 0]), "The last table of a list cannot be taken away from between other tables"],
    ["a = 1", { op: "strip", file, what: "comment" }, "TOML has comments, and no commas that would have to go"],
  ])("%j", (text, op, why) => {
    expect(edit(text, op)).toBe(`refused: ${why}`);
  });

  it("and so is a file of which only a part could be read", () => {
    const document = parse(file, "[a]\n[b]\nx = 1\nx = 2\n");
    expect(lower(document, set(["a"], {}))).toEqual({
      refused: "The file has mistakes that must be corrected by hand first",
    });
  });

  it("and numbers and strings are written so that they can be read", () => {
    const values = [1e21, 2 ** 53, -0.5, NaN, -Infinity, 10n ** 18n, '\u0000\u007F\\"é😀', true];
    expect(edit("a = 1", set(["a"], values))).toBe(
      'a = [1e+21, 9007199254740992, -0.5, nan, -inf, 1000000000000000000, "\\u0000\\u007F\\\\\\"é😀", true]',
    );
  });
});
