import type { Launch, Launcher, WrapperKind } from "../model/launch.ts";

/** Inclusive. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * Processes a launcher keeps beside the server for as long as it runs. Measured on Linux, November 2026: npx (npm 11)
 * keeps `npm exec` and, where `sh` is dash, that shell; pnpm dlx two; bunx one. Those of uvx, pipx, uv, yarn, docker and
 * dnx were not measured: one process that waits is assumed.
 */
const launcherProcesses: Readonly<Record<Launcher, Range>> = {
  npx: { low: 1, high: 2 },
  "npm-exec": { low: 1, high: 2 },
  "pnpm-dlx": { low: 2, high: 2 },
  "yarn-dlx": { low: 1, high: 2 },
  bunx: { low: 1, high: 1 },
  uvx: { low: 1, high: 1 },
  "uv-tool-run": { low: 1, high: 1 },
  "uv-run": { low: 1, high: 1 },
  "pipx-run": { low: 0, high: 1 },
  docker: { low: 0, high: 1 },
  podman: { low: 0, high: 1 },
  dnx: { low: 1, high: 1 },
  node: { low: 0, high: 0 },
  python: { low: 0, high: 0 },
  deno: { low: 0, high: 0 },
  bun: { low: 0, high: 0 },
  executable: { low: 0, high: 0 },
};

/** A shell may replace itself by its last command or stay. */
const wrapperProcesses: Readonly<Record<WrapperKind, Range>> = {
  cmd: { low: 1, high: 1 },
  shell: { low: 0, high: 1 },
  env: { low: 0, high: 0 },
  wsl: { low: 1, high: 1 },
  mise: { low: 0, high: 1 },
  sudo: { low: 1, high: 1 },
  dotenv: { low: 1, high: 1 },
  nice: { low: 0, high: 0 },
};

/** Servers that keep a helper of their own while idle; all others measured are one process. */
const helperOf: ReadonlySet<string> = new Set([
  "chrome-devtools-mcp",
  "@azure/mcp",
  "kubernetes-mcp-server",
  "slack-mcp-server",
]);

/** Processes that one start of this entry leaves running while the server is idle. */
export function processesOf(launch: Launch | undefined): Range {
  const server = launch?.package && helperOf.has(launch.package.name) ? 2 : 1;
  const around = launch
    ? [launcherProcesses[launch.launcher], ...launch.wrappers.map(({ kind }) => wrapperProcesses[kind])]
    : [];
  return sumOf([{ low: server, high: server }, ...around]);
}

export function sumOf(ranges: Iterable<Range>): Range {
  let [low, high] = [0, 0];
  for (const range of ranges) {
    low += range.low;
    high += range.high;
  }
  return { low, high };
}
