import type { Options } from "../option.ts";
import type { Documented, Example, Preset, Rule, RuleDocs } from "../rule.ts";
import type { Style } from "../report/style.ts";
import { severityIn } from "../engine/severity.ts";

const presets: readonly Preset[] = ["recommended", "hub", "strict", "audit"];

/** What a rule finds, why it matters, what to do, and an example of each kind. */
export function explainRule(rule: Documented<Rule>, style: Style): string {
  const { id, docs, category, confidence } = rule;
  const severities = presets.flatMap((preset) => {
    const severity = severityIn(rule, preset);
    return severity === undefined ? [] : [`${severity === "own" ? rule.severity : severity} in ${preset}`];
  });
  return [
    style.bold(id),
    `${docs.summary}.`,
    style.dim(`${category} · ${confidence} confidence · ${severities.join(" · ")}`),
    "",
    docs.why,
    "",
    style.help("What to do"),
    docs.remedy,
    "",
    ...optionLines(rule, style),
    style.error("Bad") + assumption(docs.options),
    ...exampleLines(docs.bad, style),
    "",
    style.success("Good"),
    ...exampleLines(docs.good, style),
    ...(docs.references.length > 0 ? ["", style.dim("See also"), ...docs.references.map((url) => `  ${url}`)] : []),
  ].join("\n");
}

function optionLines({ options = {} }: Rule, style: Style): readonly string[] {
  const lines = Object.entries(options as Options).map(
    ([name, { description, default: value }]) =>
      `  ${style.bold(name)} ${description} ${style.dim(`(default: ${JSON.stringify(value)})`)}`,
  );
  return lines.length > 0 ? [style.help("Options"), ...lines, ""] : [];
}

/** Options that the examples take for granted. */
function assumption(options: RuleDocs["options"] = {}): string {
  const given = Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return given.length === 0 ? "" : `, with ${given.join(", ")}`;
}

function exampleLines(example: Example, style: Style): readonly string[] {
  return Object.entries(example).flatMap(([file, text]) => [
    `  ${style.dim(file)}`,
    ...text
      .trimEnd()
      .split("\n")
      .map((line) => `    ${line}`),
  ]);
}
