import { describe, expect, it } from "vitest";
import { memberOf, nodeAt, plainOf } from "../../src/document/document.ts";
import type { Document, Member } from "../../src/document/document.ts";
import { expectSound, marked, sliceOf } from "./checks.ts";
import { read } from "./read.ts";

const codex = `model = "o3"

[mcp_servers.files]
command = "npx"
args = ["-y", "files-mcp"] # pinned later

[mcp_servers."my web"]
url = "https://example.com/mcp"

[mcp_servers.files.env]
LEVEL = "info"
`;

function member(document: Document, ...path: string[]): Member {
  return memberOf(nodeAt(document.root, path.slice(0, -1)), path.at(-1)!)!;
}

function parts(document: Document, ...path: string[]): readonly string[] | undefined {
  return member(document, ...path).parts?.map((part) => sliceOf(document, part));
}

describe("TOML", () => {
  it("sees a 0 that ends the file", async () => {
    const document = await read("toml", "port = 0");
    expect(sliceOf(document, member(document, "port").value.span)).toBe("0");
  });

  it("merges tables from all over the file and says where their pieces are", async () => {
    const document = await read("toml", codex);
    expectSound(document);
    expect(document.problems).toEqual([]);
    expect(plainOf(document.root!)).toEqual({
      model: "o3",
      mcp_servers: {
        files: { command: "npx", args: ["-y", "files-mcp"], env: { LEVEL: "info" } },
        "my web": { url: "https://example.com/mcp" },
      },
    });
    const files = member(document, "mcp_servers", "files");
    const block = '[mcp_servers.files]\ncommand = "npx"\nargs = ["-y", "files-mcp"]';
    const env = '[mcp_servers.files.env]\nLEVEL = "info"';
    expect(sliceOf(document, files.keySpan)).toBe("files");
    expect(sliceOf(document, files.span)).toBe(block);
    expect(parts(document, "mcp_servers", "files")).toEqual([block, env]);
    expect(parts(document, "mcp_servers")).toHaveLength(3);
    expect(parts(document, "mcp_servers", "files", "env")).toBeUndefined();
    expect(sliceOf(document, member(document, "mcp_servers", "my web").keySpan)).toBe('"my web"');
    expect(sliceOf(document, member(document, "mcp_servers", "files", "args").span)).toBe('args = ["-y", "files-mcp"]');
  });

  it("takes the header of a table for its place, also after a table inside of it", async () => {
    const document = await read("toml", "[a.b]\nx = 1\n\n[a]\ny = 2\n");
    const a = member(document, "a");
    expect(sliceOf(document, a.span)).toBe("[a]\ny = 2");
    expect(a.keySpan.start).toBe(14);
    expect(parts(document, "a")).toEqual(["[a.b]\nx = 1", "[a]\ny = 2"]);
  });

  it("reads dotted keys, inline tables and arrays of tables", async () => {
    const document = await read(
      "toml",
      's.env.A = "1"\ns.env.B = "2"\nt = { u.v = 1, w = [{ x = 2 }] }\n[[list]]\nname = "a"\n[list.env]\nC = "3"\n[[list]]\nname = "b"\n',
    );
    expect(plainOf(document.root!)).toEqual({
      s: { env: { A: "1", B: "2" } },
      t: { u: { v: 1 }, w: [{ x: 2 }] },
      list: [{ name: "a", env: { C: "3" } }, { name: "b" }],
    });
    expect(parts(document, "s", "env")).toEqual(['s.env.A = "1"', 's.env.B = "2"']);
    expect(sliceOf(document, member(document, "s", "env", "B").keySpan)).toBe("B");
    expect(parts(document, "list")).toEqual(['[[list]]\nname = "a"', '[list.env]\nC = "3"', '[[list]]\nname = "b"']);
    expect(sliceOf(document, nodeAt(document.root, ["list", 1])!.span)).toBe('[[list]]\nname = "b"');
    expect(sliceOf(document, nodeAt(document.root, ["t", "w", 0, "x"])!.span)).toBe("2");
  });

  it("gives dates as their text and integers exactly", async () => {
    const { root } = await read(
      "toml",
      "d = 1979-05-27T07:32:00Z\nl = 07:32:00\ni = 9007199254740993\nh = 0xff\nf = inf\n",
    );
    expect(plainOf(root!)).toEqual({
      d: "1979-05-27T07:32:00Z",
      l: "07:32:00",
      i: 9007199254740993n,
      h: 255,
      f: Infinity,
    });
  });

  it("is content with an empty file", async () => {
    const document = await read("toml", "# nothing\n");
    expect(document.problems).toEqual([]);
    expect(plainOf(document.root!)).toEqual({});
  });

  it.each([
    ["a missing value", "a = 1\nb =\nc = 2\n", "syntax", 9, "add a value"],
    ["a missing value at the end", "a = 1\nb = ", "syntax", 9, "add a value"],
    ["a bare word", "command = npx\n", "syntax", 10, "strings take quotes"],
    ["an unclosed string", 'a = "x\nb = 1\n', "syntax", 6, "close it"],
    ["a Windows path", 'a = "C:\\Users"\n', "syntax", 7, "single quotes"],
    ["a missing equals sign", 'command "npx"\n', "syntax", 8, "key = value"],
    ["a missing comma", "a = [1 2]\n", "syntax", 7, "commas"],
    ["a duplicate key", "a = 1\nb = 2\na = 3\n", "duplicate-key", 12, "delete or rename"],
    ["a duplicate table", "[a.b]\nx = 1\n[a.b]\ny = 2\n", "duplicate-key", 15, "delete or rename"],
    ["two keys on a line", "a = 1 b = 2\n", "syntax", 6, "line of its own"],
  ])("says where %s is", async (_, text, code, start, hint) => {
    const document = await read("toml", text);
    expectSound(document);
    expect(document.problems).toHaveLength(1);
    expect(document.problems[0]).toMatchObject({ code, span: { start } });
    expect(document.problems[0]?.hint).toContain(hint);
  });

  it("keeps the tables before a mistake", async () => {
    const document = await read("toml", '[s.a]\nargs = [\n  "x",\n  [\n  ]\n]\n[s.b]\ncommand = npx\n[s.c]\n');
    expect(marked(document)).toEqual([["syntax", "npx"]]);
    expect(plainOf(document.root!)).toEqual({ s: { a: { args: ["x", []] } } });
  });

  it("does not take a string cut in two for tables", async () => {
    const document = await read("toml", 'a = """\n[x]\n[y]\n');
    expect(document.problems).toHaveLength(1);
    expect(document.root).toBeUndefined();
  });
});
