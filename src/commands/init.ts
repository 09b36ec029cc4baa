import { counted } from "../report/quantity.ts";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { findConfig } from "../config/find.ts";
import { repositoryRoot } from "../discover/repo.ts";
import { shownPath } from "../discover/collect.ts";
import { UserError } from "../errors.ts";
import { configText } from "../init/config-text.ts";
import { hookFile, hookText } from "../init/hook.ts";
import { workflowFile, workflowText } from "../init/workflow.ts";
import { documentsOf } from "../model/documents.ts";
import { countBySeverity, type LintResult } from "../report/result.ts";
import { visible } from "../report/visible.ts";
import type { Preset } from "../rule.ts";
import { lint } from "../run.ts";
import { defaultSettings } from "../settings.ts";
import { openOutput, thisHost, type Output } from "./output.ts";

interface InitOptions {
  readonly preset: Preset;
  readonly baseline?: true;
  readonly hook?: true;
  readonly workflow?: true;
  readonly yes?: true;
}

/** `mcp-lint init`: a commented config, and what else helps to keep it; never over a file that is there. */
export async function initCommand(_: undefined, options: InitOptions): Promise<number> {
  const host = thisHost();
  const root = repositoryRoot(host.platform.cwd, host.fileSystem);
  const known = findConfig(root, false, host);
  if (known)
    throw new UserError(
      `there is a config already: ${known.file}`,
      "mcp-lint --print-config FILE says what holds for a file",
    );

  const result = await lint({ paths: ["."], ignore: true }, { ...defaultSettings, preset: options.preset }, host).catch(
    nothingHere,
  );
  const output = openOutput(result && documentsOf(result.project));
  await output.write(foundLines(result));
  const chosen = await choose(options, (result?.diagnostics.length ?? 0) > 0);
  const config = configText({ preset: options.preset, example: exampleIn(result) });
  await create(path.join(root, "mcp-lint.jsonc"), config, output);
  if (chosen.baseline) await (await import("./baseline.ts")).baselineCommand("create", { ignore: true });
  if (chosen.hook) await createHook(root, output);
  if (chosen.workflow) await create(path.join(root, workflowFile), workflowText, output);
  await output.write("Next: mcp-lint, then mcp-lint --fix --dry-run");
  return 0;
}

function nothingHere(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

function foundLines(result: LintResult | undefined): string {
  const { documents = [], entries = [] } = result?.project ?? {};
  if (!result || documents.length === 0) return "There is no MCP config here yet";
  const clients = new Set(
    documents.flatMap(({ source }) =>
      source.readers.filter(({ file }) => !file.shared).map(({ client }) => client.name),
    ),
  );
  const { error, warning, note } = countBySeverity(result.diagnostics);
  return [
    `${counted(entries.length, "server")} in ${counted(documents.length, "file")} of ${[...clients].join(", ")}`,
    `${counted(error, "error")}, ${counted(warning, "warning")}, ${counted(note, "note")}`,
  ].join("\n");
}

/** A name that the reader knows makes a better example. */
function exampleIn(result: LintResult | undefined): string {
  return result?.project.entries.find(({ transport }) => transport === "stdio")?.name.value ?? "playwright";
}

type Extras = Readonly<Record<"baseline" | "hook" | "workflow", boolean>>;

/** Asks at a terminal what no option says; elsewhere nothing is written that was not asked for. */
async function choose({ baseline, hook, workflow, yes }: InitOptions, isAnythingFound: boolean): Promise<Extras> {
  const said = { baseline: baseline ?? false, hook: hook ?? false, workflow: workflow ?? false };
  const isSaid = yes || Object.values(said).includes(true);
  if (isSaid || !process.stdin.isTTY || !process.stderr.isTTY) return said;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once("close", () => resolve("n")));
  const ask = async (question: string): Promise<boolean> =>
    /^y/i.test((await Promise.race([lines.question(`${question} [y]es, [n]o: `), closed])).trim());
  const answers = {
    baseline: isAnythingFound && (await ask("A baseline, so that only what is new fails?")),
    hook: await ask("A Git hook that lints each commit?"),
    workflow: await ask("A workflow for GitHub Actions?"),
  };
  lines.close();
  return answers;
}

async function createHook(root: string, output: Output): Promise<void> {
  const file = hookFile(root);
  if (file === undefined) throw new UserError("a hook needs a Git repository", "git init, then mcp-lint init --hook");
  await create(file, hookText, output);
  await chmod(file, 0o755);
}

async function create(file: string, text: string, { write, style }: Output): Promise<void> {
  const shown = visible(shownPath(file, thisHost().platform));
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST") throw new UserError(`cannot write ${shown}: ${code}`, "see who may write in that folder");
    throw new UserError(`${shown} is there already`, `add to it what mcp-lint would have written:\n\n${text}`);
  }
  await write(`${style.success("wrote")} ${shown}`);
}
