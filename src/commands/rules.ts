import { documentedRules } from "../../rules/documented.ts";
import type { Documented, Preset, Rule } from "../rule.ts";
import { severityIn } from "../engine/severity.ts";
import { table } from "../report/table.ts";
import { choicesOf } from "./chosen.ts";
import { openOutput, thisHost } from "./output.ts";

const presets: readonly Preset[] = ["recommended", "hub", "strict", "audit"];

/** `mcp-lint rules`: every rule, what it is worth in each preset, and what it finds. */
export async function rulesCommand(_: undefined, { json }: { readonly json?: true }): Promise<number> {
  const { style, write } = openOutput();
  const { settings } = await choicesOf({}, thisHost());
  const all = [...documentedRules, ...(settings.ownRules ?? [])];
  if (json) {
    await write(JSON.stringify(all.map(describe), undefined, 2));
    return 0;
  }
  const rows = all.map((rule) => {
    const severity = severityOf(rule, "recommended");
    return [style.bold(rule.id), severity === "–" ? style.dim(severity) : style[severity](severity), rule.docs.summary];
  });
  await write(`${table(rows)}\n\nmcp-lint explain RULE says why, and what to do.`);
  return 0;
}

function describe({ id, category, confidence, scope, since, docs, ...rule }: Documented<Rule>): object {
  const severities = Object.fromEntries(presets.map((preset) => [preset, severityOf({ id, ...rule } as Rule, preset)]));
  const { options = {} } = rule;
  const { summary, references } = docs;
  return { id, category, confidence, scope, since, severities, options, summary, references };
}

function severityOf(rule: Rule, preset: Preset): "error" | "warning" | "note" | "–" {
  const severity = severityIn(rule, preset);
  return severity === "own" ? rule.severity : (severity ?? "–");
}
