// The first step of the action: lints with the bundle beside this file. Inputs come as variables, never as code.
import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { inputs, linesOf, mcpLint } from "./inputs.js";

const { workspace, folder } = inputs;
const sarif = path.resolve(workspace, process.env.INPUT_SARIF_FILE || "mcp-lint.sarif");
const annotations = path.join(process.env.RUNNER_TEMP ?? workspace, "mcp-lint-annotations.txt");

const value = (option, name) => (process.env[name] ? [option, process.env[name]] : []);
const base = process.env.INPUT_CHANGED_ONLY === "true" ? process.env.GITHUB_BASE_REF : "";
const fix = process.env.INPUT_FIX || "false";
const args = [
  ...value("--preset", "INPUT_PRESET"),
  ...value("--fail-on", "INPUT_FAIL_ON"),
  ...value("--baseline", "INPUT_BASELINE"),
  ...(base ? [`--changed=origin/${base}`] : []),
  ...(fix === "false" ? [] : [`--fix=${fix}`]),
  "--format=human",
  `--format=github=${annotations}`,
  `--format=sarif=${sarif}`,
  "--pass-on-nothing",
  "--",
  ...linesOf(process.env.INPUT_PATHS),
];

rmSync(sarif, { force: true });
rmSync(annotations, { force: true });
const { status } = spawnSync(process.execPath, [mcpLint, ...args], { cwd: folder, stdio: "inherit" });
const isWritten = appendOutput("sarif-file", sarif);
appendFileSync(process.env.GITHUB_OUTPUT, `exit-status=${status ?? 2}\n`);
if (isWritten) process.stdout.write(readFileSync(annotations, "utf8"));

/** Only where the run came so far as to write it. */
function appendOutput(name, file) {
  try {
    readFileSync(file);
  } catch {
    return false;
  }
  appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${path.relative(workspace, file)}\n`);
  return true;
}
