import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Document, Syntax } from "../../src/document/document.ts";
import { parserOf } from "../../src/document/json.ts";
import { parserFor } from "../../src/document/parse.ts";
import { parse as parseToml } from "../../src/document/toml.ts";
import { applyOps } from "../../src/edit/apply.ts";
import { lower as lowerJson } from "../../src/edit/json.ts";
import { lowererFor, type Lower } from "../../src/edit/lower.ts";
import type { DocumentOp } from "../../src/edit/op.ts";
import { lower as lowerToml } from "../../src/edit/toml.ts";
import type { Parser } from "../../src/document/parse.ts";
import { jsonTexts } from "./json-documents.ts";
import { nodesOf } from "./ops.ts";
import { tomlTexts } from "./toml-documents.ts";

type Op = DocumentOp extends infer Each ? (Each extends DocumentOp ? Omit<Each, "file"> : never) : never;

async function edited(text: string, op: Op, syntax: Syntax): Promise<string> {
  const [parse, lower] = [await parserFor(syntax), await lowererFor(syntax)];
  const result = applyOps(parse("x", text), [{ ...op, file: "x" } as DocumentOp], parse, lower);
  return "failed" in result ? `${result.kind}: ${result.why}` : result.document.text;
}

describe("a comment", () => {
  it.each([
    ["jsonc", `{\n  "a": {\n\t"b": 1\n  }\n}`, ["a", "b"], `{\n  "a": {\n\t// why\n\t"b": 1\n  }\n}`],
    ["jsonc", `{ "a": { "b": 1 } }`, ["a", "b"], `// why\n{ "a": { "b": 1 } }`],
    ["jsonc", `{\r\n  "a": [\r\n    1\r\n  ]\r\n}`, ["a", 0], `{\r\n  "a": [\r\n    // why\r\n    1\r\n  ]\r\n}`],
    ["toml", `[a]\nb = 1\n`, ["a"], `# why\n[a]\nb = 1\n`],
    ["toml", `[a]\nb = 1\n`, ["a", "b"], `[a]\n# why\nb = 1\n`],
    ["yaml", `a:\n  - b: 1\n`, ["a", 0, "b"], `a:\n  # why\n  - b: 1\n`],
    ["markdown", `---\na: 1\n---\ntext\n`, ["a"], `---\n# why\na: 1\n---\ntext\n`],
  ] as const)("is written above its place: %s %j", async (syntax, text, path, expected) => {
    const op = { op: "comment", path, text: "why" } as const;
    expect(await edited(text, op, syntax)).toBe(expected);
  });

  it.each([
    ["jsonc", `{\n  // a\n  "a": 1, // b\n  "b": 2\n}`, ["a"], "b", `{\n  // a\n  "a": 1,\n  "b": 2\n}`],
    ["jsonc", `{\n  // a\n  "a": 1, // b\n  "b": 2\n}`, ["a"], "a", `{\n  "a": 1, // b\n  "b": 2\n}`],
    ["jsonc", `{ /* a */ "a": 1 }`, ["a"], "a", `{ "a": 1 }`],
    ["toml", `# a\nb = 1 # c`, ["b"], "c", `# a\nb = 1`],
    ["toml", `# a\nb = 1 # c`, ["b"], "a", `b = 1 # c`],
    ["yaml", `a:\n  # b\n  b: 1\n`, ["a", "b"], "b", `a:\n  b: 1\n`],
  ] as const)("is taken away: %s %j", async (syntax, text, path, from, expected) => {
    expect(await edited(text, { op: "recomment", path, from }, syntax)).toBe(expected);
  });

  it("gets another text in its own marks", async () => {
    const to = "new";
    expect(await edited(`{ /* a */ "a": 1 }`, { op: "recomment", path: ["a"], from: "a", to }, "jsonc")).toBe(
      `{ /* new */ "a": 1 }`,
    );
    expect(await edited(`{\n  "a": 1 // a\n}`, { op: "recomment", path: ["a"], from: "a", to }, "jsonc")).toBe(
      `{\n  "a": 1 // new\n}`,
    );
    expect(await edited(`a = 1 # a\n`, { op: "recomment", path: ["a"], from: "a", to }, "toml")).toBe(`a = 1 # new\n`);
  });

  it("is refused where it would not be one", async () => {
    const refused = /^refused: /;
    expect(await edited(`{ "a": 1 }`, { op: "comment", path: ["a"], text: "two\nlines" }, "jsonc")).toMatch(refused);
    expect(await edited(`{ "a": 1 }`, { op: "comment", path: ["b"], text: "x" }, "jsonc")).toMatch(refused);
    expect(await edited(`{ "a": 1 }`, { op: "recomment", path: ["a"], from: "x" }, "jsonc")).toMatch(refused);
    expect(
      await edited(`{ /* a */ "a": 1 }`, { op: "recomment", path: ["a"], from: "a", to: "*/ }" }, "jsonc"),
    ).toMatch(refused);
    const multiline = `a = [ """x\ny""", "b" ]\n`;
    expect(await edited(multiline, { op: "comment", path: ["a", 1], text: "x" }, "toml")).toMatch(refused);
  });
});

const json = parserOf("jsonc");
const syntaxes: readonly (readonly [string, fc.Arbitrary<Document>, Parser, Lower])[] = [
  ["JSON", jsonTexts.map((text) => json("x.jsonc", text)), json, lowerJson],
  ["TOML", tomlTexts.map((text) => parseToml("x.toml", text)), parseToml, lowerToml],
];

it.each(syntaxes)("in %s, written and taken away again, leaves every byte as it was", (_, documents, parse, lower) => {
  fc.assert(
    fc.property(documents, fc.nat(), (document, where) => {
      const places = nodesOf(document.root);
      const [path] = places[where % places.length] ?? [];
      fc.pre(path !== undefined);
      const { file } = document;
      const text = "mcp-lint-ignore a-rule -- for a test";
      const written = applyOps(document, [{ op: "comment", file, path: path!, text }], parse, lower);
      if ("failed" in written) {
        expect(written.kind).toBe("refused");
        return;
      }
      const comment = written.document.comments.find((each) => each.text === text)!;
      const back: DocumentOp = { op: "recomment", file, path: comment.owner, from: text };
      const restored = applyOps(written.document, [back], parse, lower);
      expect("failed" in restored ? restored : restored.document.text).toBe(document.text);
    }),
    { numRuns: 1000 },
  );
});
