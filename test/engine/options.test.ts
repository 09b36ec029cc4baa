import { expect, it } from "vitest";
import { defaultSettings, defineRule, option, type Rule, type RuleSetting } from "../../src/index.ts";
import { findingsOf } from "../rule-tester.ts";

const names = defineRule({
  id: "long-name",
  category: "correctness",
  severity: "warning",
  confidence: "high",
  presets: { strict: true },
  since: "0.1.0",
  scope: "entry",
  messages: { long: "`{{server}}` is longer than {{most}}" },
  options: {
    most: option.integer("Letters of a name", 3, { minimum: 1 }),
    allow: option.texts("Names that may be longer"),
    mood: option.choice("Of the message", ["kind", "gruff"], "kind"),
  },
  docs: { summary: "A long name", why: "", remedy: "", references: [], bad: {}, good: {} },
  check({ entry, options, report }) {
    const { most, allow, mood } = options satisfies {
      readonly most: number;
      readonly allow: readonly string[];
      readonly mood: "kind" | "gruff";
    };
    const { value: server } = entry.name;
    if (server.length <= most || allow.includes(server)) return;
    report({ message: "long", data: { server, most }, at: entry.name, help: mood });
  },
});

const files = { ".mcp.json": `{ "mcpServers": { "abc": { "command": "a" }, "memory": { "command": "a" } } }` };

async function found(setting: RuleSetting | undefined, preset = defaultSettings.preset): Promise<readonly string[]> {
  const rules = setting && { "long-name": setting };
  const findings = await findingsOf(names, files, { preset, ...(rules && { rules }) });
  return findings.map(({ server, severity, help }) => `${server} ${severity} ${help}`);
}

it("an option has its default where the config says nothing", async () => {
  expect(await found(undefined, "strict")).toEqual(["memory warning kind"]);
});

it("a rule takes options from the config, and keeps the other defaults", async () => {
  const options = { most: 2, mood: "gruff" };
  expect(await found({ options }, "strict")).toEqual(["abc warning gruff", "memory warning gruff"]);
  expect(await found({ options: { allow: ["memory"] } }, "strict")).toEqual([]);
});

it("options alone switch no rule on; a severity does, and `off` switches it off", async () => {
  expect(await found({ options: { most: 2 } })).toEqual([]);
  expect(await found({ severity: "on" })).toEqual(["memory warning kind"]);
  expect(await found({ severity: "error" })).toEqual(["memory error kind"]);
  expect(await found({ severity: "off" }, "strict")).toEqual([]);
});

it("what is not declared does not build", () => {
  const { options: _, ...rest } = names;
  // @ts-expect-error: `none` is no option of this rule
  const wrong = defineRule({ ...rest, options: {}, check: ({ options }) => void options.none });
  expect(wrong satisfies Rule).toBeDefined();
});
