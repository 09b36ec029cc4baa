import { severityIn } from "../engine/severity.ts";
import type { Options } from "../option.ts";
import type { Documented, Example, Preset, Rule, RuleDocs } from "../rule.ts";

const presets: readonly Preset[] = ["recommended", "hub", "strict", "audit"];

/** The page of a rule in the documentation, as Markdown. */
export function rulePage(rule: Documented<Rule>): string {
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

## Why

${docs.why}

## What to do

${docs.remedy}

${optionsOf(rule)}## Bad

${assumptionOf(docs)}${examplesOf(docs.bad)}

## Good

${examplesOf(docs.good)}
${docs.references.length > 0 ? `\n## See also\n\n${docs.references.map((url) => `- <${url}>`).join("\n")}\n` : ""}`;
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
    .map(([file, text]) => `\`${file}\`\n\n\`\`\`${languageOf(file)}\n${text.trimEnd()}\n\`\`\``)
    .join("\n\n");
}

function languageOf(file: string): string {
  const extension = file.slice(file.lastIndexOf(".") + 1);
  return extension === "json" ? "jsonc" : extension;
}
