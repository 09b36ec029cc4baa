import { describe, expect, it } from "vitest";
import { memberOf, nodeAt, plainOf } from "../../src/document/document.ts";
import type { Syntax } from "../../src/document/document.ts";
import { expectSound, marked, mistakes, sliceOf } from "./checks.ts";
import { hazard, read } from "./read.ts";

const files = { mcpServers: { files: { command: "npx", args: ["-y", "files-mcp@1.0.0"] } } };

describe("files as they come", () => {
  it.each(["bom.json", "crlf.jsonc", "tabs.json", "no-final-newline.json", "one-line.json"])(
    "reads %s",
    async (name) => {
      const document = await hazard(name, name.endsWith("c") ? "jsonc" : "json");
      expectSound(document);
      expect(mistakes(document)).toEqual([]);
      expect(plainOf(document.root!)).toEqual(files);
    },
  );

  it.each(["smart-quotes.json", "single-quotes.json", "missing-comma.json", "utf16le-bom.json"])(
    "recovers all of %s, with one problem",
    async (name) => {
      const document = await hazard(name, "json");
      expectSound(document);
      expect(document.problems).toHaveLength(1);
      expect(plainOf(document.root!)).toEqual(files);
    },
  );

  it("keeps a Windows path", async () => {
    const document = await hazard("windows-path.json", "json");
    expect(marked(document)).toEqual([["syntax", "\\U"]]);
    expect(nodeAt(document.root, ["mcpServers", "files", "command"])).toMatchObject({
      value: "C:\\Users\\me\\files.exe",
    });
  });

  it("points at the brace that is not closed", async () => {
    const document = await hazard("missing-brace.json", "json");
    expect(document.problems).toHaveLength(1);
    expect(document.text.slice(0, document.problems[0]!.span.end)).toMatch(/"files": \{$/);
  });

  it.each([
    ["merge-conflict.json", "json", "mcpServers"],
    ["merge-conflict.toml", "toml", "mcp_servers"],
  ] as const)("reads our side of %s", async (name, syntax, root) => {
    const document = await hazard(name, syntax);
    expectSound(document);
    expect(marked(document)).toEqual([["syntax", "<<<<<<< HEAD"]]);
    const command = memberOf(nodeAt(document.root, [root, "files"]), "command")!;
    expect(sliceOf(document, command.value.span)).toBe('"npx"');
  });

  it.each([
    ["chezmoi.json.tmpl", "json", "{{- /* Rendered on every machine\nof its own. */ -}}"],
    ["chezmoi.toml.tmpl", "toml", "{{ if .work }}"],
    ["jinja.yaml.j2", "yaml", "{{ node_path }}"],
    ["config.nix.json", "json", "{ pkgs, ... }:"],
  ] as const)("says that %s is a template, and nothing else", async (name, syntax, at) => {
    const document = await hazard(name, syntax);
    expectSound(document);
    expect(marked(document)).toEqual([["template", at]]);
    expect(document.problems[0]?.hint).toContain("lint");
  });

  it("knows a Nix function whose arguments stand on lines of their own", async () => {
    const document = await read("json", "{\n  config,\n  ...\n}: let\n  port = 1;\nin {}\n");
    expect(marked(document)).toEqual([["template", "}: let"]]);
  });

  it("recovers the servers of a template", async () => {
    const document = await hazard("chezmoi.json.tmpl", "json");
    expect(plainOf(document.root!)).toEqual({
      mcpServers: {
        files: { command: "{{ .node | quote }}", env: { TOKEN: '{{ env "TOKEN" }}' } },
        mac: { command: "npx" },
      },
    });
    const toml = await hazard("chezmoi.toml.tmpl", "toml");
    expect(nodeAt(toml.root, ["mcp_servers", "files", "command"])).toMatchObject({ value: "npx" });
  });

  it("takes tags within strings for what they are", async () => {
    const document = await read("json", '{"url": "{{ host }}/mcp", "cwd": "${pkgs.x}"}');
    expect(document.problems).toEqual([]);
  });

  it("does not take a mistake beside such a string for a template", async () => {
    const document = await read("json", '{\n  "url": "{{ host }}",\n  "a": 1\n  "b": 2\n}');
    expect(marked(document)).toEqual([["syntax", ""]]);
  });

  it.each(["empty.json", "blank.json", "comments-only.jsonc"])("says that %s is empty", async (name) => {
    const document = await hazard(name, "json");
    expect(document.root).toBeUndefined();
    expect(mistakes(document).map(({ code }) => code)).toEqual(["empty"]);
  });

  it("shows duplicates", async () => {
    expect(marked(await hazard("duplicate-keys.json", "json"))).toEqual([["duplicate-key", '"files"']]);
    const toml = await hazard("duplicate-tables.toml", "toml");
    expect(marked(toml)).toEqual([["duplicate-key", "files"]]);
    expect(nodeAt(toml.root, ["mcp_servers", "web", "url"])).toBeDefined();
  });

  it("reads anchors, aliases and merge keys", async () => {
    const document = await hazard("anchors.yaml", "yaml");
    expectSound(document);
    expect(document.problems).toEqual([]);
    expect(plainOf(nodeAt(document.root, ["mcpServers"])!)).toEqual({
      files: { command: "npx", env: { LEVEL: "info" }, args: ["-y", "files-mcp@1.0.0"] },
      web: { command: "node", env: { LEVEL: "info" } },
    });
  });

  it("survives aliases that stand for billions, and for themselves", async () => {
    const laughs = await hazard("laughs.yaml", "yaml");
    expect(laughs.problems).toMatchObject([{ code: "too-large" }]);
    expect(JSON.stringify(plainOf(laughs.root!)).length).toBeLessThan(1_000_000);
    const cycle = await hazard("cycle.yaml", "yaml");
    expect(cycle.problems).toMatchObject([{ code: "syntax" }]);
    expect(nodeAt(cycle.root, ["mcpServers", "files", "command"])).toMatchObject({ value: "npx" });
  });

  it("tells tabs in YAML, and reads the first of several documents", async () => {
    const tabs = await hazard("tab-indent.yaml", "yaml");
    expect(tabs.problems).toMatchObject([{ code: "syntax", hint: expect.stringContaining("spaces") }]);
    const several = await hazard("several-documents.yaml", "yaml");
    expect(several.problems).toEqual([]);
    expect(nodeAt(several.root, ["mcpServers", "other"])).toBeUndefined();
  });

  it("reads the front matter of a page with Windows line ends", async () => {
    const document = await hazard("skill.md", "markdown");
    expectSound(document);
    expect(document.problems).toEqual([]);
    expect(nodeAt(document.root, ["mcpServers", "files", "command"])).toMatchObject({ value: "npx" });
    expect(document.comments).toMatchObject([{ text: "the launcher", owner: ["mcpServers", "files", "command"] }]);
  });
});

describe("limits", () => {
  it.each<[Syntax, string]>([
    ["json", "[".repeat(100_000)],
    ["json", '{"a":'.repeat(100_000)],
    ["json5", "[".repeat(100_000)],
    ["toml", `a = ${"[".repeat(100_000)}`],
    ["toml", `${"a.".repeat(1000)}b = 1`],
    ["toml", `[${"a.".repeat(1000)}b]`],
    ["toml", `a = ${`{ ${"b.".repeat(200)}c = `.repeat(3)}1${" }".repeat(3)}`],
    ["yaml", "[".repeat(20_000)],
    ["yaml", "- ".repeat(20_000)],
    ["yaml", "? ".repeat(20_000)],
    ["yaml", Array.from({ length: 500 }, (_, i) => `${" ".repeat(i)}a:\n`).join("")],
    ["yaml", `a: &a ${"[".repeat(200)}${"]".repeat(200)}\nb: ${"[".repeat(200)}*a${"]".repeat(200)}\n`],
  ])("refuses to go too deep in %s %#", async (syntax, text) => {
    const document = await read(syntax, text);
    expectSound(document);
    expect(document.problems).toMatchObject([{ code: "too-deep" }]);
  });

  it.each<[Syntax, string, string]>([
    ["json", "[", "]"],
    ["json5", "[", "]"],
    ["toml", "[", "]"],
    ["yaml", "[", "]"],
  ])("reads 200 levels of %s", async (syntax, open, close) => {
    const nested = open.repeat(200) + close.repeat(200);
    const document = await read(syntax, syntax === "toml" ? `a = ${nested}` : nested);
    expect(document.problems).toEqual([]);
  });

  it.each<[Syntax, number]>([
    ["json", 64 * 2 ** 20],
    ["json5", 2 ** 19],
    ["toml", 2 ** 19],
    ["yaml", 2 ** 18],
  ])("refuses %s that takes too long", async (syntax, limit) => {
    const document = await read(syntax, " ".repeat(limit + 1));
    expect(document.root).toBeUndefined();
    expect(document.problems).toMatchObject([{ code: "too-large" }]);
  });

  it.each([
    "[",
    '{"a":',
    "# c\n",
    "// c\n",
    '"',
    "'",
    " ",
    "a",
    "{{ a ",
    "{{ a }} ",
    "\\",
    "“",
    ":",
    ",",
    "}",
    "[1,",
    "/* c */ ",
    "1",
    "a = 1\n",
    "a: 1\n",
    "- a\n",
    '"\n',
    "<<<<<<< a\n=======\n>>>>>>> b\n",
    '{"a":1},',
    "&a ",
    "\t",
    '\\"a ',
    "\r",
  ])("does not slow down over %j", async (piece) => {
    // A quadratic reader takes minutes for these.
    for (const [syntax, size] of [
      ["json", 2 ** 19],
      ["json5", 2 ** 16],
      ["toml", 2 ** 16],
      ["yaml", 2 ** 14],
    ] as const) {
      const before = performance.now();
      await read(syntax, piece.repeat(size / piece.length));
      expect(performance.now() - before).toBeLessThan(8000);
    }
  });
});
