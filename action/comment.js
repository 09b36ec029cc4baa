// Keeps one comment on the pull request: the findings, and what the servers cost before and after a hub.
import { spawnSync } from "node:child_process";
import { inputs, linesOf, mcpLint } from "./inputs.js";

const marker = "<!-- mcp-lint -->";
const paths = linesOf(process.env.INPUT_PATHS);

const findings = mcpLintSays(["--format", "markdown", "--fail-on", "never", "--pass-on-nothing", "--", ...paths]);
const estimate = mcpLintSays(["estimate", "--markdown", "--", ...paths]);
const body = [marker, findings, estimate].filter((part) => part !== "").join("\n\n");

const { GITHUB_REPOSITORY: repository, PULL_REQUEST: number } = process.env;
const comments = `repos/${repository}/issues/${number}/comments`;
const listed = gh(["--paginate", comments, "--jq", `.[] | select(.body | startswith("${marker}")) | .id`]);
const [known] = linesOf(listed);
if (known) gh(["--method", "PATCH", `repos/${repository}/issues/comments/${known}`, "--input", "-"], { body });
else gh(["--method", "POST", comments, "--input", "-"], { body });

function mcpLintSays(args) {
  const { stdout } = spawnSync(process.execPath, [mcpLint, ...args], { cwd: inputs.folder, encoding: "utf8" });
  return stdout.trim();
}

/** A pull request from a fork has no token that may write: that is said, and is no failure. */
function gh(args, input) {
  const { status, stdout, stderr } = spawnSync("gh", ["api", ...args], {
    encoding: "utf8",
    input: input ? JSON.stringify(input) : "",
  });
  if (status !== 0) {
    console.log(
      `::warning title=mcp-lint::The comment could not be written: ${(stderr || "there is no gh").trim().split("\n")[0]}`,
    );
    process.exit(0);
  }
  return stdout;
}
