import { runRules } from "../engine/run-rules.ts";
import { memoryFileSystem } from "../file-system/memory.ts";
import { machineOf } from "../model/machine.ts";
import type { Platform } from "../platform.ts";
import type { Documented, Preset, Rule } from "../rule.ts";
import { fix, lint, type Host } from "../run.ts";
import { defaultSettings, type Settings } from "../settings.ts";
import { shownDiff } from "./diff.ts";
import { reportHuman } from "./human.ts";
import { createRedactor } from "./redact.ts";
import { narrowed, type LintResult } from "./result.ts";
import { createStyle } from "./style.ts";

/** What a rule says of its bad example, and what its fixes make of it: as the program shows both, without colours. */
export interface Demonstration {
  readonly report: string;
  /** One patch for each file; none where nothing is fixed. */
  readonly diffs: readonly string[];
  readonly fixes: readonly { readonly title: string; readonly safety: string }[];
}

/** The same machine for everyone. */
const platform: Platform = {
  os: "linux",
  home: "/home/ada",
  cwd: "/project",
  env: { LANG: "C.UTF-8", PATH: "/project/path" },
};

/** No address of the page: it stands there. */
const style = { ...createStyle("never", {}, platform), links: true, link: (text: string) => text };

/** Runs a rule over its bad example, as it is in a repository. */
export async function demonstrationOf(rule: Documented<Rule>): Promise<Demonstration> {
  // Files end with a line end, as editors write them.
  const files = Object.entries(rule.docs.bad).map(([name, text]) => [`/project/${name}`, text.replace(/\n?$/, "\n")]);
  const host: Host = { fileSystem: memoryFileSystem(Object.fromEntries(files), "linux"), platform };
  const selection = { paths: [], ignore: true } as const;
  const settings: Settings = {
    ...defaultSettings,
    preset: presetOf(rule),
    ...(rule.docs.options && { rules: { [rule.id]: { options: rule.docs.options } } }),
  };
  const linted = await lint(selection, settings, host);
  const result = narrowed(linted, ({ rule: id }) => id === rule.id);
  const shown = result.diagnostics.length > 0 ? result : onMachine(rule, linted, host);
  const redactor = createRedactor(shown.project.documents.map(({ document }) => document));
  const text = reportHuman(shown, { style, width: 100, redactor, quiet: false, docsUrl: () => "" });
  const { changes, fixed } = await fix(selection, settings, { safety: "all", rules: [rule.id] }, host);
  return {
    // The tally and the cost say nothing of the rule.
    report: text.slice(0, text.lastIndexOf("\n\n")),
    diffs: changes.map(({ file, before, after }) => {
      const name = file.slice("/project/".length);
      return shownDiff({ name, before, after }, createRedactor(before ? [before, after] : [after]), style);
    }),
    fixes: fixed.map(({ fix: { title, safety } }) => ({ title, safety })),
  };
}

/** What rules say that look at the machine as well, which other runs leave alone. */
function onMachine(rule: Rule, linted: LintResult, host: Host): LintResult {
  const project = { ...linted.project, machine: machineOf(host) };
  return { ...linted, project, diagnostics: runRules([rule], project, linted.settings, ({ shown }) => shown) };
}

/** The preset that users meet it in first. */
function presetOf({ presets }: Rule): Preset {
  return presets.recommended === undefined ? (Object.keys(presets)[0] as Preset) : "recommended";
}
