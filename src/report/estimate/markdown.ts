import type { Range } from "../../estimate/amount.ts";
import type { Totals } from "../../estimate/fleet.ts";
import type { EstimateResult } from "../../estimate/result.ts";
import type { Home } from "../../estimate/verdict.ts";
import { ownHttpCommand } from "../../data/own-http.ts";
import { counted, grouped, memoryRangeText, memoryText, rangeText, timeText } from "../quantity.ts";
import { visible } from "../visible.ts";

const homes: Readonly<Record<Home, string>> = {
  stdio: "stdio",
  hub: "hub",
  "own-http": "own HTTP mode",
  url: "the address itself",
};

/** The estimate for a page, an issue or a comment: every client and every server. */
export function estimateMarkdown({ estimate, ...result }: EstimateResult): string {
  const { limit, verdict, claim, machine, budget } = result;
  const { now, hub, restingHub, withoutHub, launchers, sessions } = estimate;
  const free = machine.availableMemory === undefined ? "" : `, ${memoryText(machine.availableMemory)} free`;
  return [
    "## What the MCP servers cost",
    "",
    `${counted(estimate.servers.length, "server")}, ${counted(sessions, "session")}, ${memoryText(machine.totalMemory)} of memory${free}.`,
    "",
    `**${verdict.home === "hub" ? "Move to the hub" : "Stay on stdio"}**: ${verdict.why}.`,
    "",
    ...tableOf(
      ["", "processes", "memory, idle", "in the first minute", "RSS added up"],
      [
        ...(withoutHub ? [totalsRow("without the hub", withoutHub)] : []),
        totalsRow("as configured", now),
        totalsRow("launchers alone", launchers),
        totalsRow("on the hub", hub),
        totalsRow("on the hub, before any call", restingHub),
      ],
    ),
    "",
    ...(limit.now
      ? [
          `The ${memoryText(limit.capacity)} that servers can have here are gone with ${rangeText(limit.now)} sessions${limit.hub ? `, on the hub with ${rangeText(limit.hub)}` : ", on the hub never"}.`,
          "",
        ]
      : []),
    ...budget.map(
      ({ of, allowed, found, over }) =>
        `${over ? "**Over budget**" : "Within budget"}: ${of === "ram" ? `${memory(found)} of ${memoryText(allowed)}` : `${rangeText(found)} of ${grouped(allowed)} processes`}.`,
    ),
    ...(budget.length > 0 ? [""] : []),
    "### Clients",
    "",
    ...tableOf(
      ["client", "sessions", "servers", "processes", "memory, idle", "ready in", "on the hub"],
      estimate.clients
        .filter(({ started }) => started > 0)
        .map(({ client, sessions, started, all, coldStart, hubColdStart }) => [
          client.name,
          String(sessions),
          String(started),
          rangeText(all.processes),
          memory(all.settled),
          timeText(coldStart.likely),
          timeText(hubColdStart.likely),
        ]),
    ),
    "",
    "### Servers",
    "",
    ...tableOf(
      ["server", "sessions", "processes", "one session", "all", "best", "why", "figures"],
      verdict.servers.map(({ server: { name, uses, each, all, start }, home, why }) => [
        code(name),
        String(uses.reduce((sum, { sessions }) => sum + sessions, 0)),
        rangeText(all.processes),
        memory(each.settled),
        memoryText(all.settled.likely),
        homes[home],
        why,
        start.source.text,
      ]),
    ),
    ...ownHttpLines(result),
    "",
    `Memory is what the machine loses; ${memoryText(estimate.shared)} that programs share counts once. By the figures of a well-known article (9 processes a server, 35 MB each) it would be ${grouped(claim.processes)} processes and ${grouped(claim.memory / 1000)} GB.`,
  ].join("\n");
}

function ownHttpLines({ verdict }: Pick<EstimateResult, "verdict">): readonly string[] {
  const modes = new Map(
    verdict.servers.flatMap(({ ownHttp }) => (ownHttp ? [[ownHttp.package, ownHttp] as const] : [])),
  );
  if (modes.size === 0) return [];
  return [
    "",
    "### Servers that speak HTTP themselves",
    "",
    ...tableOf(
      ["package", "started so", "path", "remark"],
      [...modes.values()].map((mode) => [
        code(mode.package),
        code(ownHttpCommand(mode)),
        code(mode.path),
        mode.remark ?? "",
      ]),
    ),
  ];
}

function totalsRow(name: string, { processes, settled, fresh, rss }: Totals): readonly string[] {
  return [name, rangeText(processes), memory(settled), memory(fresh), memoryText(rss.likely)];
}

function memory(range: Range): string {
  const [likely, both] = [memoryText(range.likely), memoryRangeText(range)];
  return likely === both ? likely : `${likely} (${both})`;
}

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(heads), `|${heads.map(() => " --- |").join("")}`, ...rows.map(line)];
}

function cell(text: string): string {
  return visible(text).replaceAll("|", "\\|");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}
