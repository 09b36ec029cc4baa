import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reportOf, type JsonReport } from "../../src/report/json.ts";
import { createRedactor } from "../../src/report/redact.ts";
import { diagnosticOf, jsonOf, locationOf, resultOf, sourceOf, spanOf } from "./sample.ts";
import { violationsOf } from "./json-schema.ts";
import { clients } from "../../src/clients/index.ts";

const schema = JSON.parse(readFileSync(new URL("../../schema/report-v1.schema.json", import.meta.url), "utf8"));
const document = jsonOf('{\r\n  "mcpServers": {\r\n    "one": { "command": "npx" }\r\n  }\r\n}\r\n');
const options = {
  version: "1.2.3",
  redactor: createRedactor([document]),
  docsUrl: (rule: string) => `https://docs.example/${rule}`,
};

const [client] = clients;
const full = resultOf(
  [document],
  [
    diagnosticOf(
      [{ ...locationOf(document, spanOf(document, '"npx"'), "here"), path: ["mcpServers", "one", "args", 0] }],
      {
        help: "do that",
        notes: ["a note"],
        server: "one",
      },
    ),
    diagnosticOf([locationOf(document, { start: 0, end: document.text.length })], { severity: "error" }),
  ],
  {
    skipped: [
      { shown: "a.json", reason: "ignored" },
      { shown: "b.json", reason: "unreadable", detail: "EACCES" },
    ],
    cost: {
      entries: 1,
      stdioEntries: 1,
      clients: [{ id: "cursor", name: "Cursor", servers: 1, processes: { low: 2, likely: 3, high: 3 } }],
      one: { processes: { low: 2, likely: 3, high: 3 }, memory: { low: 81.3, likely: 108.2, high: 140.1 } },
      many: { sessions: 8, processes: { low: 16, likely: 24, high: 24 }, memory: { low: 500, likely: 600, high: 700 } },
    },
    project: {
      documents: [
        {
          source: {
            ...sourceOf(document),
            realFile: "/elsewhere/.mcp.json",
            generated: "nix-store",
            readers: [{ client: client!, file: client!.files[0]! }],
          },
          document,
          maps: [],
          entries: [],
        },
      ],
      entries: [],
    },
  },
);

describe("the JSON report", () => {
  const report = JSON.parse(JSON.stringify(reportOf(full, options))) as JsonReport;

  it("follows its schema", () => {
    expect(violationsOf(report, schema)).toEqual([]);
    expect(violationsOf(JSON.parse(JSON.stringify(reportOf(resultOf([], []), options))), schema)).toEqual([]);
    expect(violationsOf({ ...report, version: 2, preset: "none", more: 1 }, schema)).toHaveLength(3);
  });

  it("says where a finding is", () => {
    expect(report.findings[0]).toEqual({
      rule: "some-rule",
      messageId: "found",
      message: "something is wrong",
      severity: "warning",
      confidence: "high",
      url: "https://docs.example/some-rule",
      server: "one",
      help: "do that",
      notes: ["a note"],
      locations: [
        {
          path: ".mcp.json",
          start: { line: 3, column: 25, offset: 46 },
          end: { line: 3, column: 30, offset: 51 },
          pointer: ["mcpServers", "one", "args", 0],
          label: "here",
        },
      ],
      fingerprint: "0123456789abcdef",
    });
  });

  it("says what was linted, what was not, and what it costs", () => {
    expect(report).toMatchObject({
      version: 1,
      tool: { name: "mcp-lint", version: "1.2.3" },
      preset: "recommended",
      summary: { errors: 1, warnings: 1, notes: 0, filesWithFindings: 1 },
      files: [
        {
          path: ".mcp.json",
          absolutePath: "/project/.mcp.json",
          realPath: "/elsewhere/.mcp.json",
          syntax: "json",
          clients: [{ id: client!.id, scope: client!.files[0]!.scope }],
          why: "given",
          generated: "nix-store",
          servers: 0,
        },
      ],
      skipped: [
        { path: "a.json", reason: "ignored" },
        { path: "b.json", reason: "unreadable", detail: "EACCES" },
      ],
      cost: {
        servers: 1,
        stdioServers: 1,
        sessions: 1,
        processesPerSession: { low: 2, likely: 3, high: 3 },
        memoryPerSession: { low: 81, likely: 108, high: 141 },
      },
    });
  });
});
