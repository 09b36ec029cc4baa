import assert from "node:assert/strict";
import { positionAt } from "../document/document.ts";
import { parserOf } from "../document/json.ts";
import type { Diagnostic } from "../engine/diagnostic.ts";
import { problemsOf } from "../config/validate.ts";
import { completed, type OwnRule, type Rule } from "../rule.ts";
import { rules as builtIn } from "../../rules/index.ts";
import { defaultSettings, type Settings } from "../settings.ts";
import type { Documented } from "../rule.ts";
import { withoutMarks, type Expected } from "./marks.ts";
import { changedFiles, findingsOf, fixedBy, type Files } from "./repository.ts";

export type { Files } from "./repository.ts";

export interface ValidCase {
  readonly name?: string;
  /** A small repository: `{ ".mcp.json": "…" }`. */
  readonly files: Files;
  /** Of the rule. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly settings?: Partial<Settings>;
}

export interface InvalidCase extends ValidCase {
  /**
   * The files that fixes change, as they are afterwards; a list where several passes are needed, one for each. Required
   * where there is a fix, and forbidden where there is none.
   */
  readonly output?: Readonly<Record<string, string>> | readonly Readonly<Record<string, string>>[];
}

export interface RuleCases {
  /** The rule says nothing of these. */
  readonly valid: readonly ValidCase[];
  /** Marks in the files say which message stands on which line, and no finding goes without one. */
  readonly invalid: readonly InvalidCase[];
}

/** How a test runner takes tests; that of Vitest, Jest, Mocha and `node:test`. */
export interface Runner {
  describe(name: string, tests: () => void): void;
  it(name: string, test: () => Promise<void>): void;
}

/**
 * Tests a rule. It is strict: message ids are checked on both sides, options against their schema, fixes byte for byte and
 * a second time, and every message of the rule must be seen. `runner`: the global `describe` and `it` where absent.
 */
export function testRule(written: OwnRule, cases: RuleCases, runner: Runner = globalThis as unknown as Runner): void {
  const rule = completed(written);
  runner.describe(rule.id, () => {
    runner.it("is tested with what it finds and with what it does not", async () => {
      assert.ok(cases.valid.length > 0, "no valid case");
      assert.ok(cases.invalid.length > 0, "no invalid case");
      const all = [...cases.valid, ...cases.invalid].map((each) => JSON.stringify(each));
      assert.equal(new Set(all).size, all.length, "two cases are the same");
      const marked = cases.invalid.flatMap(({ files }) => withoutMarks(files, rule.id).expected);
      const unseen = Object.keys(rule.messages).filter((id) => !marked.some(({ message }) => message === id));
      assert.deepEqual(unseen, [], "messages that no case expects");
    });
    for (const [index, each] of cases.valid.entries()) {
      runner.it(each.name ?? `valid ${index + 1}`, () => checkFindings(rule, each));
    }
    for (const [index, each] of cases.invalid.entries()) {
      const name = each.name ?? `invalid ${index + 1}`;
      runner.it(name, async () => {
        await checkFindings(rule, each);
        assert.ok(withoutMarks(each.files, rule.id).expected.length > 0, "an invalid case expects nothing");
      });
      runner.it(`fixes ${name}`, () => checkFixes(rule, each));
    }
  });
}

function settingsFor(rule: Documented<Rule>, { options, settings }: ValidCase): Settings {
  for (const [name, value] of Object.entries(options ?? {})) {
    const option = rule.options?.[name];
    assert.ok(option, `the rule has no option \`${name}\``);
    const node = parserOf("json")("option", JSON.stringify(value)).root!;
    assert.deepEqual(
      problemsOf(node, option).map(({ message }) => message),
      [],
      `option \`${name}\``,
    );
  }
  const own = builtIn.some(({ id }) => id === rule.id) ? {} : { ownRules: [rule] };
  const setting = { severity: "on", ...(options && { options }) } as const;
  return { ...defaultSettings, ...own, rules: { [rule.id]: setting }, ...settings };
}

async function checkFindings(rule: Documented<Rule>, each: ValidCase): Promise<void> {
  const { files, expected } = withoutMarks(each.files, rule.id);
  for (const { message } of expected) assert.ok(message in rule.messages, `the rule has no message \`${message}\``);
  const findings = await findingsOf(rule, files, settingsFor(rule, each));
  assert.deepEqual(findings.map(placeOf).sort(byPlace), [...expected].sort(byPlace));
  for (const { message } of findings) assert.ok(!message.includes("{{"), `a placeholder is left in “${message}”`);
}

function placeOf({ messageId, locations: [{ source, document, span }] }: Diagnostic): Expected {
  return { file: source.shown, line: positionAt(document, span.start).line, message: messageId };
}

function byPlace(a: Expected, b: Expected): number {
  const [one, other] = [a, b].map(({ file, line, message }) => `${file}\0${String(line).padStart(9)}\0${message}`);
  return one! < other! ? -1 : one! > other! ? 1 : 0;
}

async function checkFixes(rule: Documented<Rule>, each: InvalidCase): Promise<void> {
  const { files } = withoutMarks(each.files, rule.id);
  const settings = settingsFor(rule, each);
  const outputs = each.output === undefined ? [] : [each.output].flat();
  const result = await fixedBy(rule, files, settings);
  const failed = result.skipped.filter(({ kind }) => kind === "failed" || kind === "conflict");
  assert.deepEqual(
    failed.map(({ kind, why }) => `${kind}: ${why}`),
    [],
    "fixes that do not work",
  );
  assert.deepEqual(changedFiles(result), outputs.at(-1) ?? {}, "what the fixes make of the files");
  for (const [index, output] of outputs.entries()) {
    const after = await fixedBy(rule, files, settings, index + 1);
    assert.deepEqual(changedFiles(after), output, `the files after pass ${index + 1}`);
  }
  const again = await fixedBy(rule, { ...files, ...outputs.at(-1) }, settings);
  assert.deepEqual(changedFiles(again), {}, "a second run changes something");
}
