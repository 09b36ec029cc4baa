import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/engine/diagnostic.ts";
import { certain } from "../../src/estimate/amount.ts";
import { reportHuman } from "../../src/report/human.ts";
import { createRedactor } from "../../src/report/redact.ts";
import type { LintResult } from "../../src/report/result.ts";
import { createStyle } from "../../src/report/style.ts";
import { colored, diagnosticOf, jsonOf, locationOf, plain, resultOf, spanOf } from "./sample.ts";

function report(result: LintResult, { width = 100, quiet = false, style = plain } = {}): string {
  const redactor = createRedactor(result.project.documents.map(({ document }) => document));
  return reportHuman(result, { style, width, redactor, quiet, docsUrl: (rule) => `https://docs.example/${rule}` });
}

const small = jsonOf('{\n  "mcpServers": {\n    "one": { "command": "npx" }\n  }\n}\n');
const cost = {
  entries: 12,
  stdioEntries: 10,
  clients: [{ id: "cursor", name: "Cursor", servers: 10, processes: certain(30) }],
  one: { processes: certain(30), memory: { low: 400, likely: 500, high: 600 } },
  many: { sessions: 8, processes: certain(240), memory: { low: 3000, likely: 3800, high: 4600 } },
};

function finding(rest: Partial<Diagnostic> = {}): Diagnostic {
  return diagnosticOf([locationOf(small, spanOf(small, '"npx"'), "starts a process")], rest);
}

/** As many stdio servers as wanted, and a finding for each. */
function many(count: number, rest: Partial<Diagnostic> = {}): LintResult {
  const entries = Array.from({ length: count }, (_, i) => `  "s${i}": {\n    "command": "npx"\n  }`);
  const document = jsonOf(`{\n${entries.join(",\n")}\n}`);
  const diagnostics = entries.map((_, i) =>
    diagnosticOf([locationOf(document, spanOf(document, '"npx"', i), "starts a process")], {
      message: `\`s${i}\` is started again by every session`,
      group: "{{count}} servers are started again by every session",
      help: "serve it over HTTP",
      server: `s${i}`,
      ...rest,
    }),
  );
  return resultOf([document], diagnostics);
}

describe("a finding", () => {
  it("is a block with frame, notes, help and page", () => {
    const diagnostic = finding({
      message: "`one` is started again",
      notes: ["a note", "another"],
      help: "serve it over HTTP",
    });
    expect(report(resultOf([small], [diagnostic], { cost }))).toBe(
      `
warning[some-rule]: \`one\` is started again
 --> .mcp.json:3:25
  |
3 |     "one": { "command": "npx" }
  |                         ^^^^^ starts a process
  |
  = note: a note
  = note: another
  = help: serve it over HTTP
  = docs: https://docs.example/some-rule

1 warning in 1 file
12 servers in 1 file, 10 over stdio: about 30 processes and 500 MB per session, 240 and 3.7 GB with 8`.slice(1),
    );
  });

  it("is wrapped to the width", () => {
    const diagnostic = finding({
      message: "this server is started again by every session",
      help: "serve it once over a local HTTP hub",
    });
    expect(report(resultOf([small], [diagnostic]), { width: 40 }).split("\n\n")[0]).toBe(
      `
warning[some-rule]: this server is
  started again by every session
 --> .mcp.json:3:25
  |
3 |     "one": { "command": "npx" }
  |                         ^^^^^
  |                         |
  |                     starts a process
  |
  = help: serve it once over a local
          HTTP hub
  = docs: https://docs.example/some-rule`.slice(1),
    );
  });

  it("names its page once, and as a link where the terminal knows links", () => {
    const diagnostics = [finding(), finding({ messageId: "other" })];
    expect(report(resultOf([small], diagnostics)).match(/docs\.example/g)).toHaveLength(1);
    const style = createStyle("auto", { isTTY: true }, { env: { TERM_PROGRAM: "WezTerm" }, os: "linux" });
    const linked = report(resultOf([small], diagnostics), { style });
    expect(linked).not.toContain("docs:");
    expect(linked).toContain(
      `\u001b]8;;https://docs.example/some-rule\u001b\\${style.warning("some-rule")}\u001b]8;;\u001b\\`,
    );
  });

  it("sends nothing of a file or a message to the terminal that it would obey", () => {
    const evil = "\u001b]0;x\u0007";
    const document = jsonOf(`{ "${evil}": "npx" }`, `/project/${evil}.json`);
    const location = locationOf(document, spanOf(document, '"npx"'), evil);
    const texts = { message: evil, notes: [evil], help: evil, server: evil };
    const diagnostics = [diagnosticOf([location], texts), diagnosticOf([location], texts)];
    const skipped = [{ shown: evil, reason: "unreadable", detail: evil }] as const;
    const text = report(resultOf([document], diagnostics, { skipped })).replaceAll("\n", "");
    expect(text).toContain("\\x1b]0;x\\x07");
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  it("is the same in colours", () => {
    const result = many(3, { notes: ["a note"] });
    // oxlint-disable-next-line no-control-regex
    expect(report(result, { style: colored }).replaceAll(/\u001b\[\d+m/g, "")).toBe(report(result));
    expect(report(result, { style: colored })).toContain(colored.warning("some-rule"));
  });
});

describe("many findings of one kind", () => {
  it("are one block, of which a few are drawn and the others named", () => {
    expect(report(many(9))).toBe(
      `
warning[some-rule]: 9 servers are started again by every session
  --> .mcp.json:3:16
   |
 3 |     "command": "npx"
   |                ^^^^^ \`s0\`: starts a process
...
 6 |     "command": "npx"
   |                ^^^^^ \`s1\`
...
 9 |     "command": "npx"
   |                ^^^^^ \`s2\`
...
12 |     "command": "npx"
   |                ^^^^^ \`s3\`
...
15 |     "command": "npx"
   |                ^^^^^ \`s4\`
...
18 |     "command": "npx"
   |                ^^^^^ \`s5\`
   |
   = note: and 3 more: s6, s7, s8
   = help: serve it over HTTP
   = docs: https://docs.example/some-rule

9 warnings in 1 file
0 servers in 1 file, none over stdio`.slice(1),
    );
  });

  it("name no more than a line or two can hold", () => {
    const text = report(many(500), { width: 1000 });
    expect(text).toContain(", s25 and 474 others\n");
    expect(text).toContain("= note: and 494 more: s6, s7");
    expect(text).not.toContain("s26");
  });

  it("say once what to do where only what is quoted differs, and each thing where more does", () => {
    const { project, diagnostics } = many(5);
    const helps = ["write `A`", "write `B`", "write `C`", "delete it", "ask"];
    const varied = diagnostics.map((diagnostic, i) => ({ ...diagnostic, help: helps[i]! }));
    const shown = report(
      resultOf(
        project.documents.map(({ document }) => document),
        varied,
      ),
    );
    expect(shown.match(/help: .*/g)).toEqual([
      "help: write `A`; likewise for the others",
      "help: delete it",
      "help: ask",
    ]);
  });

  it("have the message that all share, or the first and their number", () => {
    expect(report(many(3, { message: "the same" }))).toContain("warning[some-rule]: the same\n");
    const { group: _, ...first } = many(2).diagnostics[0]!;
    const { group: __, ...second } = many(2).diagnostics[1]!;
    expect(report({ ...many(2), diagnostics: [first, second] })).toContain(
      "warning[some-rule]: `s0` is started again by every session (and 1 more like it)\n",
    );
  });

  it("stay apart by rule, message, severity and file", () => {
    const other = jsonOf('{ "a": "npx" }', "/project/other.json");
    const diagnostics = [
      finding(),
      finding({ rule: "other-rule" }),
      finding({ messageId: "other" }),
      finding({ severity: "error" }),
      diagnosticOf([locationOf(other, spanOf(other, '"npx"'))]),
      finding(),
    ];
    const text = report(resultOf([small, other], diagnostics));
    expect(text.match(/^(?:error|warning)\[/gm)).toHaveLength(5);
    expect(text).toContain("1 error, 5 warnings in 2 files");
  });

  it("take time in proportion to their number", () => {
    const start = performance.now();
    report(many(3000));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe("the closing lines", () => {
  it("count findings by severity", () => {
    const diagnostics = [
      finding({ severity: "error" }),
      finding({ severity: "error" }),
      finding(),
      finding({ severity: "note" }),
    ];
    expect(report(resultOf([small], diagnostics))).toContain("\n2 errors, 1 warning, 1 note in 1 file\n");
  });

  it("name the files that were skipped", () => {
    const skipped = [
      { shown: "a.json", reason: "ignored" },
      { shown: "b.json", reason: "unreadable", detail: "EACCES" },
      { shown: "c.json", reason: "ignored" },
    ] as const;
    expect(report(resultOf([small], [], { skipped }))).toBe(
      `
Skipped 2 left out by .gitignore (--no-ignore lints them): a.json, c.json
Skipped 1 not readable: b.json (EACCES)
No problems found
0 servers in 1 file, none over stdio`.slice(1),
    );
  });

  const { one, many: eight } = cost;
  it.each([
    [{}, "12 servers in 1 file, 10 over stdio: about 30 processes and 500 MB per session, 240 and 3.7 GB with 8"],
    [
      { many: { sessions: 3, processes: certain(90), memory: certain(1450) } },
      "12 servers in 1 file, 10 over stdio: about 30 processes and 500 MB per session, 90 and 1.4 GB with 3",
    ],
    [
      {
        one: { ...one, processes: { low: 20, likely: 30, high: 30 } },
        many: { ...eight, processes: { low: 160, likely: 240, high: 240 } },
        clients: [...cost.clients, ...cost.clients],
      },
      "12 servers in 1 file, 10 over stdio: about 20 to 30 processes and 500 MB with one session of each of 2 clients, 160 to 240 and 3.7 GB with 8 of each",
    ],
    [
      { many: { ...eight, sessions: { cursor: 4, codex: 2 } } },
      "12 servers in 1 file, 10 over stdio: about 30 processes and 500 MB with one session of each client, 240 and 3.7 GB with yours",
    ],
    [{ stdioEntries: 0 }, "12 servers in 1 file, none over stdio"],
    [
      { one: { processes: certain(0), memory: certain(0) }, clients: [] },
      "12 servers in 1 file, 10 over stdio, none of them started",
    ],
    [
      {
        entries: 1,
        stdioEntries: 1,
        one: { processes: certain(1), memory: certain(60) },
        many: { sessions: 8, processes: certain(8), memory: certain(200) },
      },
      "1 server in 1 file, 1 over stdio: about 1 process and 60 MB per session, 8 and 200 MB with 8",
    ],
  ])("say what the servers cost", (change, line) => {
    expect(report(resultOf([small], [], { cost: { ...cost, ...change } }))).toBe(`No problems found\n${line}`);
  });

  it("are left out in quiet mode, with all that is no error", () => {
    expect(report(resultOf([small], [finding()], { cost }), { quiet: true })).toBe("");
    const text = report(resultOf([small], [finding(), finding({ severity: "error" })], { cost }), { quiet: true });
    expect(text).toMatch(/^error\[some-rule\]/);
    expect(text).toMatch(/\n\n1 error in 1 file$/);
    expect(text).not.toContain("warning");
  });
});
