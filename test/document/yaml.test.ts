import { describe, expect, it } from "vitest";
import { memberOf, nodeAt, plainOf } from "../../src/document/document.ts";
import { expectSound, marked, sliceOf } from "./checks.ts";
import { read } from "./read.ts";

describe("YAML", () => {
  it("gives every node and key its exact place, in block and in flow", async () => {
    const document = await read("yaml", "servers:\n  files:\n    args: [-y, 'x y']\n    env:\n      A: 1\n\n# end\n");
    expectSound(document);
    expect(document.problems).toEqual([]);
    const files = memberOf(nodeAt(document.root, ["servers"]), "files")!;
    expect(sliceOf(document, files.span)).toBe("files:\n    args: [-y, 'x y']\n    env:\n      A: 1");
    expect(sliceOf(document, files.value.span)).toBe("args: [-y, 'x y']\n    env:\n      A: 1");
    expect(sliceOf(document, nodeAt(document.root, ["servers", "files", "args", 1])!.span)).toBe("'x y'");
  });

  it("reads scalars by the core schema of 1.2", async () => {
    const { root } = await read(
      "yaml",
      "[yes, no, on, 1_000, 0o17, 0x1F, 012, ~, 1e3, true, 2020-01-01, 9007199254740993, '1']",
    );
    expect(plainOf(root!)).toEqual([
      "yes",
      "no",
      "on",
      "1_000",
      15,
      31,
      12,
      null,
      1000,
      true,
      "2020-01-01",
      9007199254740993n,
      "1",
    ]);
  });

  it("leaves the line breaks after a block scalar out of its span", async () => {
    const document = await read("yaml", "a: |\n  x\n  y\n\nb: 1\n");
    expect(plainOf(document.root!)).toEqual({ a: "x\ny\n", b: 1 });
    expect(sliceOf(document, memberOf(document.root, "a")!.span)).toBe("a: |\n  x\n  y");
  });

  it("resolves aliases and names them", async () => {
    const document = await read("yaml", "a: &x\n  k: v\nb: *x\n");
    expect(nodeAt(document.root, ["a"])).toMatchObject({ anchor: "x" });
    const b = nodeAt(document.root, ["b"])!;
    expect(b).toMatchObject({ alias: "x", span: { start: 16, end: 18 } });
    expect(plainOf(b)).toEqual({ k: "v" });
    expect(b).not.toHaveProperty("anchor");
  });

  it("merges mappings: what is written wins, then the first that is named", async () => {
    const document = await read("yaml", "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  z: 3\n  <<: [*a, *b]\n");
    expect(nodeAt(document.root, ["c"]) && plainOf(nodeAt(document.root, ["c"])!)).toEqual({ x: 1, y: 1, z: 3 });
    expect(memberOf(nodeAt(document.root, ["c"]), "x")).toMatchObject({ merged: true });
    expect(memberOf(nodeAt(document.root, ["c"]), "z")).not.toHaveProperty("merged");
    expect(document.problems).toEqual([]);
  });

  it("refuses aliases of what they stand in, and of nothing", async () => {
    for (const text of ["a: &x\n  b: *x\n", "a: *nothing\n", "a: &x [*x, *x]\n"]) {
      const document = await read("yaml", text);
      expectSound(document);
      expect(new Set(document.problems.map(({ message }) => message))).toEqual(
        new Set(["The alias has no anchor before it"]),
      );
    }
  });

  it("shows duplicate keys, and lets the last count", async () => {
    const document = await read("yaml", "a: 1\nb: 2\na: 3\n");
    expect(marked(document)).toEqual([["duplicate-key", "a"]]);
    expect(plainOf(document.root!)).toEqual({ a: 3, b: 2 });
  });

  it("reads the first of several documents", async () => {
    const document = await read("yaml", "%YAML 1.2\n---\na: 1 # one\n---\nb: [ # two\n");
    expect(plainOf(document.root!)).toEqual({ a: 1 });
    expect(document.problems).toEqual([]);
    expect(document.comments.map(({ text }) => text)).toEqual(["one"]);
  });

  it("has nothing to say about a file without content", async () => {
    for (const text of ["", "\n", "# only\n", "---\n"]) {
      expect(await read("yaml", text)).toMatchObject({ root: undefined, problems: [] });
    }
  });

  it("names keys that are no strings", async () => {
    const { root } = await read("yaml", "1: a\ntrue: b\n? [x, y]\n: c\n");
    expect(root?.kind === "object" && root.members.map(({ key }) => key)).toEqual(["1", "true", "[x, y]"]);
  });

  it.each([
    ["a tab", "a:\n\tb: 1\n", "\t", /spaces/],
    ["a colon in a value", "a: b: c\n", "b", /quotes/],
    ["a reserved character", "a: @b\n", "@", /quotes/],
    ["an open quote", "a: 'x\nb: 2\n", "'", /closing quote/],
    ["an open bracket", "a: [1, 2\nb: 3\n", "b", /./],
    ["a wrong indent", "a:\n    b: 1\n  c: 2\n", "", /align/],
    ["an unknown escape", 'a: "C:\\Users"\n', "\\", /double/],
  ])("says one thing about %s", async (_, text, at, hint) => {
    const document = await read("yaml", text);
    expectSound(document);
    expect(document.problems).toHaveLength(1);
    const [problem] = document.problems;
    expect(problem?.code).toBe("syntax");
    expect(sliceOf(document, problem!.span).startsWith(at)).toBe(true);
    expect(problem?.hint).toMatch(hint);
    expect(document.root?.kind).toBe("object");
  });
});

describe("Markdown", () => {
  it("reads the front matter, with places in the file", async () => {
    const document = await read("markdown", "---\nname: x\nservers: # c\n  a: 1\n---\n# Title\n\nb: 2\n");
    expectSound(document);
    expect(plainOf(document.root!)).toEqual({ name: "x", servers: { a: 1 } });
    expect(sliceOf(document, memberOf(document.root, "name")!.span)).toBe("name: x");
    expect(document.comments.map(({ span }) => sliceOf(document, span))).toEqual(["# c"]);
  });

  it("has nothing to say about a file without front matter", async () => {
    for (const text of ["# Title\n", "", "---\nnot closed\n", "text\n---\na: 1\n---\n", "---\n---\nx\n"]) {
      expect(await read("markdown", text)).toMatchObject({ root: undefined, problems: [], comments: [] });
    }
  });

  it("reports mistakes in it, and none in the text below", async () => {
    const document = await read("markdown", "---\na: b: c\n---\n<<<<<<< x\n=======\n>>>>>>> y\n{{ z }}\n");
    expect(marked(document)).toEqual([["syntax", "b"]]);
  });
});
