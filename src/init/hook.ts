import { execFileSync } from "node:child_process";
import path from "node:path";

/** What `.git/hooks/pre-commit` runs; Git for Windows brings a shell of its own. */
export const hookText = `#!/bin/sh
# Written by mcp-lint init. Lints what the commit holds; --no-verify skips it for once.
if command -v mcp-lint >/dev/null 2>&1; then
  exec mcp-lint --staged --pass-on-nothing
fi
exec npx --yes @mcp-lint/cli --staged --pass-on-nothing
`;

/** Where Git looks for the hook, with core.hooksPath and worktrees; undefined where the folder is no repository. */
export function hookFile(root: string): string | undefined {
  try {
    const folder = execFileSync("git", ["rev-parse", "--git-path", "hooks"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return path.resolve(root, folder.trim(), "pre-commit");
  } catch {
    return undefined;
  }
}
