import { describe, expect, it } from "vitest";
import { decode } from "../../src/document/decode.ts";
import { styleOf } from "../../src/document/style.ts";
import { marked } from "./checks.ts";
import { hazard, read } from "./read.ts";

describe("decoding", () => {
  it("takes a byte order mark off bytes and text", async () => {
    for (const content of [Buffer.from("\uFEFF{}"), "\uFEFF{}"]) {
      const document = await read("json", content);
      expect(document).toMatchObject({ text: "{}", problems: [], style: { bom: true, encoding: "utf-8" } });
      expect(document.root?.span).toEqual({ start: 0, end: 2 });
    }
  });

  it.each([
    ["utf16le-bom.json", "utf-16le", true],
    ["utf16be-bom.json", "utf-16be", true],
    ["utf16le.json", "utf-16le", false],
  ])("reads %s and says that programs do not", async (name, encoding, bom) => {
    const document = await hazard(name, "json");
    expect(document.style).toMatchObject({ encoding, bom });
    expect(document.root?.kind).toBe("object");
    expect(document.problems).toMatchObject([{ code: "encoding", hint: expect.stringContaining("UTF-8") }]);
  });

  it("keeps what surrounds invalid UTF-8, and points at the first bad byte", async () => {
    const document = await hazard("invalid-utf8.json", "json");
    expect(marked(document)).toEqual([["encoding", "\uFFFD"]]);
    expect(document.root?.kind).toBe("object");
  });

  it("knows replacement characters that stand in the file itself", () => {
    const bytes = Buffer.concat([Buffer.from("é\uFFFD\uFFFDx"), Buffer.from([0xff]), Buffer.from("\uFFFD")]);
    expect(decode(Buffer.from("\uFFFD")).problems).toEqual([]);
    expect(decode(bytes).problems[0]?.span).toEqual({ start: 4, end: 5 });
  });

  it("refuses what is binary", async () => {
    for (const document of [await hazard("binary.json", "json"), await read("yaml", "a: \0\n")]) {
      expect(document.root).toBeUndefined();
      expect(document.style.encoding).toBe("binary");
      expect(document.problems).toMatchObject([{ code: "binary" }]);
    }
  });
});

describe("style", () => {
  it.each([
    ["{}", { eol: "\n", indent: "", finalNewline: false }],
    ["{\n  a\n}\n", { eol: "\n", indent: "  ", finalNewline: true }],
    ["{\r\n\ta\r\n\t\tb\r\n}\r\n", { eol: "\r\n", indent: "\t", finalNewline: true }],
    ["a\n    b\n        c\n  d\ne\n    f\n", { eol: "\n", indent: "    ", finalNewline: true }],
    ["a\r\nb\nc\r\nd\n", { eol: "\n", indent: "", finalNewline: true }],
    ["{\n\n\n   \n  a\n}", { eol: "\n", indent: "  ", finalNewline: false }],
    ["/*\n * c\n * d\n * e\n */\n{\n    a\n}\n", { eol: "\n", indent: "    ", finalNewline: true }],
  ])("of %j", (text, style) => {
    expect(styleOf(text, "utf-8", false)).toMatchObject(style);
  });
});
