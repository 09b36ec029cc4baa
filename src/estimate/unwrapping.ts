import type { Launch, Launcher } from "../model/launch.ts";

const resolved: ReadonlySet<Launcher> = new Set([
  "npx",
  "npm-exec",
  "pnpm-dlx",
  "yarn-dlx",
  "bunx",
  "uvx",
  "uv-tool-run",
  "pipx-run",
]);

/** Whether the hub resolves the launcher once, and from then on starts the server itself. */
export function unwraps(launch: Launch | undefined): boolean {
  return launch !== undefined && resolved.has(launch.launcher);
}
