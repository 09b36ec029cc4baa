import type { Range } from "../../estimate/amount.ts";
import type { ClientCost, ServerCost } from "../../estimate/estimate.ts";
import { curveOf } from "../../estimate/curve.ts";
import type { Totals } from "../../estimate/fleet.ts";
import type { EstimateResult } from "../../estimate/result.ts";
import type { Source } from "../../estimate/start.ts";
import type { Home } from "../../estimate/verdict.ts";
import { ownHttpCommand } from "../../data/own-http.ts";
import { groupBy } from "../../model/group.ts";
import { counted, grouped, memoryRangeText, memoryText, rangeText, timeText } from "../quantity.ts";
import type { Style } from "../style.ts";
import { table } from "../table.ts";
import { visible, widthOf, wrap } from "../visible.ts";
import { drawChart } from "./chart.ts";

export interface EstimateStyle {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Servers that are named; all are in the other formats. */
const DEAREST = 5;

/** The estimate for people, without a final line end. */
export function describeEstimate(result: EstimateResult, look: EstimateStyle): string {
  const { estimate } = result;
  if (estimate.servers.length === 0) return "No client of these files starts a server: there is nothing to pay for.";
  const blocks = [
    introduction(result, look),
    overview(result, look.style),
    clientTable(estimate.clients, look.style),
    dearest(estimate.servers, look.style),
    ...(estimate.now.settled.likely > 0 ? [drawChart(curveOf(estimate, result.limit, 240), look)] : []),
    remarks(result, look),
    verdictOf(result, look),
    ...budgetLines(result, look.style),
  ];
  return blocks.join("\n\n");
}

function introduction(
  { estimate, sessions, sessionsFrom, machine }: EstimateResult,
  { width, style }: EstimateStyle,
): string {
  const clients = estimate.clients.filter(({ sessions, started }) => sessions > 0 && started > 0);
  const who = {
    default: "one session of each client (--sessions N, or auto, says how many)",
    option: sessionsText(sessions, estimate.sessions),
    config: `${sessionsText(sessions, estimate.sessions)}, as your config says`,
    machine: `the ${counted(estimate.sessions, "session")} open now`,
  }[sessionsFrom];
  const free = machine.availableMemory === undefined ? "" : `, ${memoryText(machine.availableMemory)} free`;
  const text =
    `${counted(estimate.servers.length, "server")} of ${counted(clients.length, "client")}, ${who}. ` +
    `This machine has ${memoryText(machine.totalMemory)} of memory${free}.`;
  return wrap(text, width)
    .map((line) => style.bold(line))
    .join("\n");
}

function sessionsText(sessions: EstimateResult["sessions"], total: number): string {
  return typeof sessions === "number" ? `${counted(sessions, "session")} of each client` : counted(total, "session");
}

function overview({ estimate, verdict }: EstimateResult, style: Style): string {
  const { now, hub, restingHub, withoutHub, launchers } = estimate;
  const share = now.settled.likely > 0 ? launchers.settled.likely / now.settled.likely : 0;
  const starts = estimate.clients.map(({ coldStart, hubColdStart }) => ({ coldStart, hubColdStart }));
  const slowest = starts.toSorted((a, b) => b.coldStart.likely - a.coldStart.likely)[0];
  const changes = verdict.servers.some(({ server }) =>
    server.uses.some(({ served, fate }) => !served && fate.kind !== "stay"),
  );
  const rows = [
    ["", "processes", "memory, idle", "at first", "RSS added up"].map((head) => style.dim(head)),
    ...(withoutHub ? [totalsRow("without the hub", withoutHub)] : []),
    totalsRow(style.bold("as configured"), now),
    ...(launchers.processes.high > 0
      ? [
          [
            "  launchers",
            rangeText(launchers.processes),
            `${memoryText(launchers.settled.likely)}, ${Math.round(share * 100)} %`,
            memoryText(launchers.fresh.likely),
          ],
        ]
      : []),
    ...(changes ? [totalsRow(style.bold("on the hub"), hub), totalsRow("  at rest", restingHub)] : []),
  ];
  const cold =
    slowest && slowest.coldStart.likely > 0
      ? [
          "",
          changes
            ? `A new session waits ${timeText(slowest.coldStart.likely)} for its servers, on the hub ${timeText(slowest.hubColdStart.likely)}.`
            : `A new session waits ${timeText(slowest.coldStart.likely)} for its servers.`,
        ]
      : [];
  return [table(rows), ...cold].join("\n");
}

function totalsRow(name: string, { processes, settled, fresh, rss }: Totals): readonly string[] {
  return [name, rangeText(processes), spread(settled), memoryText(fresh.likely), memoryText(rss.likely)];
}

/** `16 GB (13 to 19)`. */
export function spread(range: Range): string {
  const likely = memoryText(range.likely);
  const both = memoryRangeText(range);
  return both === likely ? likely : `${likely} (${withoutUnit(both, likely)})`;
}

function withoutUnit(range: string, likely: string): string {
  const unit = likely.slice(-3);
  return range.endsWith(unit) && !range.slice(0, -3).includes("B") ? range.slice(0, -3) : range;
}

function clientTable(clients: readonly ClientCost[], style: Style): string {
  const heads = ["client", "sessions", "servers", "processes", "memory", "ready in", "hub"];
  const rows = clients
    .filter(({ started, sessions }) => started > 0 && sessions > 0)
    .toSorted((a, b) => b.all.settled.likely - a.all.settled.likely)
    .map(({ client, sessions, started, all, coldStart, hubColdStart }) => [
      client.name,
      String(sessions),
      String(started),
      rangeText(all.processes),
      memoryText(all.settled.likely),
      timeText(coldStart.likely),
      timeText(hubColdStart.likely),
    ]);
  return rows.length === 0
    ? style.dim("No session of these clients is open.")
    : table([heads.map((head) => style.dim(head)), ...rows]);
}

function dearest(servers: readonly ServerCost[], style: Style): string {
  const heads = ["costs most", "processes", "one session", "all", "figures"];
  const rows = servers
    .slice(0, DEAREST)
    .map(({ name, each, all, start }) => [
      shortened(visible(name), style),
      rangeText(all.processes),
      spread(each.settled),
      memoryText(all.settled.likely),
      style.dim(sourceLabel(start.source, start.measuredVersion)),
    ]);
  return table([heads.map((head) => style.dim(head)), ...rows]);
}

/** Columns of a name in a table. */
const NAME = 22;

function shortened(name: string, { glyphs }: Style): string {
  return widthOf(name) <= NAME ? name : `${name.slice(0, NAME - glyphs.ellipsis.length)}${glyphs.ellipsis}`;
}

function sourceLabel({ kind }: Source, version: string | undefined): string {
  switch (kind) {
    case "config":
      return "your config";
    case "local":
      return "measured here";
    case "shipped":
      return version === undefined ? "measured" : `measured (${version})`;
    case "unknown":
      return "not measured";
  }
}

function remarks({ estimate, limit, claim }: EstimateResult, { width, style }: EstimateStyle): string {
  const unmeasured = estimate.servers.filter(({ start }) => start.source.kind === "unknown").length;
  const lines = [
    ...limitLines(limit),
    ...(unmeasured > 0
      ? [
          `${unmeasured} of ${counted(estimate.servers.length, "server")} were never measured: theirs is the wide part of the ranges.`,
        ]
      : []),
    `Memory is what the machine loses: ${memoryText(estimate.shared)} that programs share counts once. A task manager adds it up for every process (RSS).`,
    ...(claim.processes > 0
      ? [
          `By the well-known article (9 processes a server, 35 MB each) it would be ${grouped(claim.processes)} processes and ${claimText(claim.memory)}.`,
        ]
      : []),
  ];
  return lines
    .flatMap((line) => wrap(line, width))
    .map((line) => style.dim(line))
    .join("\n");
}

/** The article's GB are 1,000 of its MB. */
function claimText(megabytes: number): string {
  return megabytes < 1000 ? `${Math.round(megabytes)} MB` : `${grouped(megabytes / 1000)} GB`;
}

function limitLines({ capacity, now, hub, fresh }: EstimateResult["limit"]): readonly string[] {
  if (!now) return [];
  const early = fresh && fresh.likely < now.likely ? `, with ${grouped(fresh.likely)} if all start at once` : "";
  const later = hub ? ` On the hub it takes ${grouped(hub.likely)}.` : " On the hub they never are.";
  return [
    `The ${memoryText(capacity)} that servers can have here are gone with ${rangeText(now)} sessions in this proportion${early}.${later}`,
  ];
}

/** What to do with a server, as an instruction. */
export const homes: Readonly<Record<Home, string>> = {
  stdio: "stay on stdio",
  hub: "move to the hub",
  "own-http": "use its own HTTP mode",
  url: "call the address itself",
};

function verdictOf({ verdict }: EstimateResult, { width, style }: EstimateStyle): string {
  const paint = verdict.home === "hub" ? style.warning : style.success;
  const head = `${paint(verdict.home === "hub" ? "Verdict: hub." : "Verdict: stdio.")} `;
  const title = verdict.home === "hub" ? "Verdict: hub. " : "Verdict: stdio. ";
  const [first = "", ...more] = wrap(`${title}${capitalized(verdict.why)}.`, width);
  const groups = groupBy(verdict.servers, ({ home, why }) => JSON.stringify([home, why])).values();
  const lines = Array.from(groups, (group) => {
    const [{ home, why }] = group;
    const names = group.map(({ server }) => visible(server.name));
    const [start = "", ...rest] = wrap(`${homes[home]}: ${why}: ${listOf(names)}`, width - 4);
    const body = [`  ${style.bold(start.slice(0, homes[home].length))}${start.slice(homes[home].length)}`];
    return [...body, ...rest.map((line) => `    ${line}`)];
  });
  const speaking = verdict.servers.filter(({ ownHttp, home }) => ownHttp && home !== "stdio");
  const own = [...new Set(speaking.map(({ ownHttp }) => ownHttpCommand(ownHttp!)))].flatMap((command) => {
    const [start = "", ...rest] = wrap(command, width - 4);
    return [`  ${start}`, ...rest.map((line) => `    ${line}`)];
  });
  return [
    head + first.slice(title.length),
    ...more,
    ...lines.flat(),
    ...(own.length > 0
      ? [
          style.dim("These speak HTTP themselves, and the hub can stand in front of them as well:"),
          ...own.map((line) => style.dim(line)),
        ]
      : []),
  ].join("\n");
}

function budgetLines({ budget }: EstimateResult, style: Style): readonly string[] {
  if (budget.length === 0) return [];
  const lines = budget.map(({ of, allowed, found, over }) => {
    const [limit, actual] =
      of === "ram" ? [memoryText(allowed), spread(found)] : [`${grouped(allowed)} processes`, rangeText(found)];
    return over
      ? `${style.error("over budget")} ${actual}, allowed are ${limit}`
      : `${style.success("within budget")} ${actual} of ${limit}`;
  });
  return [lines.join("\n")];
}

/** Names in a list; the others are counted. */
const NAMED = 8;

function listOf(names: readonly string[]): string {
  const rest = names.length > NAMED ? ` and ${names.length - NAMED} others` : "";
  return names.slice(0, NAMED).join(", ") + rest;
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
