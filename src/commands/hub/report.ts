import { shownPath } from "../../discover/collect.ts";
import type { DaemonStatus, ManifestStatus, ServerReport } from "../../hub/daemon/status.ts";
import type { Platform } from "../../platform.ts";
import type { Style } from "../../report/style.ts";
import { table } from "../../report/table.ts";
import { visible, wrap } from "../../report/visible.ts";
import { bytes, milliseconds, since } from "./units.ts";

interface Look {
  readonly style: Style;
  readonly platform: Platform;
}

/** After a start: where everything is. */
export function reportStarted(
  status: DaemonStatus,
  { already, ...look }: Look & { readonly already: boolean },
): string {
  const { style, platform } = look;
  const { hub, servers, manifests } = status;
  const count = `${servers.length} server${servers.length === 1 ? "" : "s"}`;
  const head = `The hub ${already ? "runs already" : "runs"} as process ${hub.pid} and serves ${count}`;
  const rows = servers.map((server) => [`  ${style.bold(visible(server.id))}`, server.url, style.dim(stateOf(server))]);
  return [
    style.success(head),
    ...(rows.length > 0 ? [table(rows)] : []),
    ...problemLines(manifests, look),
    `log: ${shownPath(hub.log, platform)}`,
    `mcp-lint hub status shows how it is, mcp-lint hub stop ends it, mcp-lint hub install starts it at every login`,
  ].join("\n");
}

/** What is wrong with manifests, or waits for a word of their user. */
export function problemLines(manifests: readonly ManifestStatus[], { style, platform }: Look): readonly string[] {
  return manifests.flatMap(({ file, held, problems }) => [
    ...problems.map((problem) => `${style.error("error")}: ${shownPath(file, platform)}: ${visible(problem)}`),
    ...(held.length > 0
      ? [
          `${style.warning("warning")}: ${shownPath(file, platform)}: ${visible(held.join(", "))} changed since you accepted it; look at it, then mcp-lint hub reload ${shownPath(file, platform)}`,
        ]
      : []),
  ]);
}

/** `mcp-lint hub status` for people: fits into 80 columns as long as the names do. */
export function reportStatus(status: DaemonStatus, now: number, width: number, look: Look): string {
  const { style, platform } = look;
  const { hub, servers, manifests } = status;
  const title = [
    `${style.bold("hub")} ${hub.program}`,
    `process ${hub.pid}`,
    `up ${since(now - Date.parse(hub.since))}`,
    bytes(hub.memory.pss ?? hub.memory.rss),
    `127.0.0.1:${hub.port}`,
    ...(hub.token ? ["token"] : []),
  ].join(style.dim(` ${style.glyphs.dash} `));
  const heading = ["server", "state", "port", "sess", "calls", "p50", "p95", "memory", "restarts"].map((word) =>
    style.dim(word),
  );
  const rows = servers.map((server) => rowOf(server, Math.max(12, width - OTHER_COLUMNS), style));
  const total = servers.reduce((sum, { memory }) => sum + (memory.pss ?? memory.rss), hub.memory.pss ?? hub.memory.rss);
  const processes = servers.reduce((sum, { memory }) => sum + memory.processes, hub.memory.processes);
  return [
    title,
    ...manifests.filter(({ found }) => found).map(({ file }) => style.dim(`serves ${shownPath(file, platform)}`)),
    "",
    servers.length > 0 ? table([heading, ...rows]) : "no servers",
    ...servers.flatMap((server) => faultLines(server, now, width, style)),
    ...problemLines(manifests, look),
    "",
    style.dim(`${processes} process${processes === 1 ? "" : "es"}, ${bytes(total)} in all`),
  ].join("\n");
}

/** What the columns beside the name take, mostly. */
const OTHER_COLUMNS = 62;

function rowOf(server: ServerReport, widest: number, style: Style): readonly string[] {
  const { id, state, url, sessions, calls, memory, restarts, children } = server;
  const paint = { ready: style.success, failed: style.error, unreachable: style.error, waking: style.warning }[
    state as string
  ];
  const waiting = calls.queued > 0 ? ` +${calls.queued}` : "";
  return [
    style.bold(shortened(visible(id), widest, style)),
    (paint ?? style.dim)(stateOf(server)),
    new URL(url).port,
    String(sessions),
    `${calls.total}${waiting}`,
    milliseconds(calls.p50),
    milliseconds(calls.p95),
    children.length > 0 ? bytes(memory.pss ?? memory.rss) : "",
    restarts > 0 ? style.warning(String(restarts)) : "",
  ];
}

function shortened(name: string, widest: number, { glyphs }: Style): string {
  return name.length <= widest ? name : `${name.slice(0, widest - glyphs.ellipsis.length)}${glyphs.ellipsis}`;
}

/** Its state, and how many processes where that is not one. */
function stateOf({ state, children }: ServerReport): string {
  return children.length > 1 ? `${state} ×${children.length}` : state;
}

function faultLines(server: ServerReport, now: number, width: number, style: Style): readonly string[] {
  const { id, state, problem, retryAt } = server;
  if (state !== "failed" && state !== "unreachable") return [];
  const again = retryAt !== undefined && retryAt > now ? `; next attempt in ${since(retryAt - now)}` : "";
  return wrap(`${style.error(visible(id))}: ${visible((problem ?? state).replace(/\.$/, ""))}${again}`, width);
}
