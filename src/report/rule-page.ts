import { severityIn } from "../engine/severity.ts";
import type { Options } from "../option.ts";
import type { Demonstration } from "./demonstration.ts";
import type { Documented, Example, Preset, Rule, RuleDocs } from "../rule.ts";

const presets: readonly Preset[] = ["recommended", "hub", "strict", "audit"];

/** The page of a rule in the documentation, as Markdown. `demonstration`: of that rule. */
export function rulePage(rule: Documented<Rule>, demonstration: Demonstration): string {
  const { id, category, confidence, since, docs } = rule;
  const severities = presets.map((preset) => {
    const severity = severityIn(rule, preset);
    return severity === "own" ? rule.severity : (severity ?? "off");
  });
  return `<!-- Generated from rules/${id}.ts by scripts/generate-rule-pages.js. -->

# ${id}

${docs.summary}.

| category | confidence | since | ${presets.join(" | ")} |
| --- | --- | --- | ${presets.map(() => "---").join(" | ")} |
| ${category} | ${confidence} | ${since} | ${severities.join(" | ")} |

${scopes[rule.scope]}${fixability(demonstration)}

## Why

${docs.why}

## What to do

${docs.remedy}

${optionsOf(rule)}## Bad

${assumptionOf(docs)}${examplesOf(docs.bad)}

mcp-lint says:

${fenced("text", demonstration.report)}

${diffsOf(demonstration)}## Good

${examplesOf(docs.good)}

## Switching it off

In \`mcp-lint.jsonc\`, for all files or, under \`overrides\`, for some:

${fenced("jsonc", `{ "rules": { "${id}": "off" } }`)}

For one run: \`mcp-lint --skip ${id}\`.
${docs.references.length > 0 ? `\n## See also\n\n${docs.references.map((url) => `- <${url}>`).join("\n")}\n` : ""}`;
}

/** What a rule looks at, and where. */
const scopes: Readonly<Record<Rule["scope"], string>> = {
  entry: "It looks at each server by itself, as each client reads it, in JSON, TOML and YAML alike.",
  document: "It looks at each config file as a whole, of whichever client, in JSON, TOML and YAML alike.",
  project: "It looks at all configs of a run together, of all clients, in JSON, TOML and YAML alike.",
};

function fixability({ fixes }: Demonstration): string {
  const [first] = fixes;
  if (!first) return "";
  return first.safety === "safe"
    ? " `mcp-lint --fix` puts right what it can be sure of."
    : " `mcp-lint --fix=all` can put it right; `--fix` alone does not, for clients may do something else afterwards.";
}

function diffsOf({ diffs, fixes: [first] }: Demonstration): string {
  if (!first || diffs.length === 0) return "";
  const command = first.safety === "safe" ? "--fix" : "--fix=all";
  return `\`mcp-lint ${command}\` makes of it:\n\n${diffs.map((diff) => fenced("diff", diff)).join("\n\n")}\n\n`;
}

function fenced(language: string, text: string): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function assumptionOf({ options = {} }: RuleDocs): string {
  const given = Object.entries(options).map(([name, value]) => `\`${name}: ${JSON.stringify(value)}\``);
  return given.length === 0 ? "" : `With ${given.join(" and ")}:\n\n`;
}

function optionsOf({ options = {} }: Rule): string {
  const rows = Object.entries(options as Options).map(
    ([name, { description, default: value }]) => `| \`${name}\` | ${description} | \`${JSON.stringify(value)}\` |`,
  );
  if (rows.length === 0) return "";
  return `## Options\n\n| option | what it says | default |\n| --- | --- | --- |\n${rows.join("\n")}\n\n`;
}

function examplesOf(example: Example): string {
  return Object.entries(example)
    .map(([file, text]) => `\`${file}\`\n\n${fenced(languageOf(file), text)}`)
    .join("\n\n");
}

function languageOf(file: string): string {
  const extension = file.slice(file.lastIndexOf(".") + 1);
  return extension === "json" ? "jsonc" : extension;
}
