import path from "node:path";

const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();

/** What both steps work on. */
export const inputs = { workspace, folder: path.resolve(workspace, process.env.INPUT_WORKING_DIRECTORY || ".") };

export const mcpLint = path.join(import.meta.dirname, "mcp-lint.js");

export function linesOf(text = "") {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.log(
    `::error title=mcp-lint::Node ${process.versions.node} is too old: put actions/setup-node with 20.19 or newer before this step`,
  );
  process.exit(2);
}
