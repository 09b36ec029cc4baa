import type { Range } from "../../estimate/amount.ts";
import { rangeOf } from "../../estimate/amount.ts";
import { curveOf } from "../../estimate/curve.ts";
import type { ServerCost } from "../../estimate/estimate.ts";
import type { Totals } from "../../estimate/fleet.ts";
import type { EstimateResult } from "../../estimate/result.ts";
import type { Source } from "../../estimate/start.ts";
import type { Answer, Home, Latency, ServerVerdict } from "../../estimate/verdict.ts";
import { ownHttpCommand } from "../../data/own-http.ts";
import { rounded } from "../quantity.ts";
import type { Redactor } from "../redact.ts";

/**
 * The estimate for machines. Memory in MB of 1,048,576 bytes, times in ms. A number other than 1 would be another format;
 * fields may be added under the same number.
 */
export interface JsonEstimate {
  readonly version: 1;
  readonly tool: { readonly name: "mcp-lint"; readonly version: string };
  readonly machine: {
    readonly os: string;
    readonly cores: number;
    readonly totalMemory: number;
    readonly availableMemory?: number;
  };
  readonly sessions: {
    readonly total: number;
    readonly from: EstimateResult["sessionsFrom"];
    readonly clients: Readonly<Record<string, number>>;
  };
  /** As configured. */
  readonly now: Totals;
  readonly launchers: Totals;
  /** MB that programs share; part of `now`. */
  readonly shared: number;
  readonly hub: Totals;
  readonly restingHub: Totals;
  readonly withoutHub?: Totals;
  readonly limit: { readonly capacity: number; readonly now?: Range; readonly hub?: Range; readonly fresh?: Range };
  readonly clients: readonly JsonClient[];
  /** The dearest first. */
  readonly servers: readonly JsonServer[];
  readonly verdict: { readonly home: "stdio" | "hub"; readonly why: string };
  /** What the article's factors give: 9.06 processes a start, 35 MB each. */
  readonly claim: { readonly processes: number; readonly memory: number };
  readonly budget: readonly {
    readonly of: "processes" | "ram";
    readonly allowed: number;
    readonly found: Range;
    readonly over: boolean;
  }[];
  readonly curve: readonly { readonly sessions: number; readonly now: Range; readonly hub: Range }[];
}

export interface JsonClient {
  readonly id: string;
  readonly name: string;
  readonly sessions: number;
  /** That a session starts, and that it only connects to. */
  readonly started: number;
  readonly connected: number;
  readonly each: Totals;
  readonly all: Totals;
  readonly coldStart: Range;
  readonly hubColdStart: Range;
}

export interface JsonServer {
  readonly name: string;
  /** Package without version, or program. */
  readonly program: string;
  readonly identity?: string;
  readonly clients: readonly string[];
  readonly sessions: number;
  readonly each: Totals;
  readonly all: Totals;
  readonly tools?: number;
  readonly tokens: Range;
  readonly source: Source;
  readonly home: Home;
  readonly why: string;
  readonly answers: readonly Answer[];
  /** Without `sessions` where the hub is never ahead. */
  readonly latency: Omit<Latency, "sessions"> & { readonly sessions?: number };
  readonly ownHttp?: { readonly command: string; readonly path: string; readonly remark?: string };
}

/** Secrets are masked string by string, so that it stays JSON whatever they are. */
export function estimateJson(
  result: EstimateResult,
  { version, redactor }: { readonly version: string; readonly redactor: Pick<Redactor, "redact"> },
): string {
  const redacted = (_: string, value: unknown): unknown => (typeof value === "string" ? redactor.redact(value) : value);
  return JSON.stringify(jsonOf(result, version), redacted, 2);
}

function jsonOf({ estimate, ...result }: EstimateResult, version: string): JsonEstimate {
  const { machine, limit, verdict, claim } = result;
  const { capacity, ...limits } = limit;
  return {
    version: 1,
    tool: { name: "mcp-lint", version },
    machine: {
      os: machine.os,
      cores: machine.cores,
      totalMemory: Math.round(machine.totalMemory),
      ...(machine.availableMemory !== undefined && { availableMemory: Math.round(machine.availableMemory) }),
    },
    sessions: {
      total: estimate.sessions,
      from: result.sessionsFrom,
      clients: Object.fromEntries(estimate.clients.map(({ client, sessions }) => [client.id, sessions])),
    },
    now: wholeTotals(estimate.now),
    launchers: wholeTotals(estimate.launchers),
    shared: Math.round(estimate.shared),
    hub: wholeTotals(estimate.hub),
    restingHub: wholeTotals(estimate.restingHub),
    ...(estimate.withoutHub && { withoutHub: wholeTotals(estimate.withoutHub) }),
    limit: { capacity: Math.round(capacity), ...limits },
    clients: estimate.clients.map(({ client, each, all, coldStart, hubColdStart, ...counts }) => ({
      id: client.id,
      name: client.name,
      ...counts,
      each: wholeTotals(each),
      all: wholeTotals(all),
      coldStart: rounded(coldStart),
      hubColdStart: rounded(hubColdStart),
    })),
    servers: verdict.servers.map(serverOf),
    verdict: { home: verdict.home, why: verdict.why },
    claim: { processes: claim.processes, memory: Math.round(claim.memory) },
    budget: result.budget.map((line) => ({ ...line, found: rounded(line.found) })),
    curve: curveOf(estimate, limit, 20).points.map(({ sessions, now, hub }) => ({
      sessions,
      now: rounded(now),
      hub: rounded(hub),
    })),
  };
}

function serverOf({ server, home, why, answers, latency, ownHttp }: ServerVerdict): JsonServer {
  const { name, entry, start, uses, each, all } = server;
  return {
    name,
    program: start.name,
    ...(entry.identity !== undefined && { identity: entry.identity }),
    clients: [...new Set(uses.map(({ client }) => client.id))],
    sessions: sessionsOf(server),
    each: wholeTotals(each),
    all: wholeTotals(all),
    ...(start.tools !== undefined && { tools: start.tools }),
    tokens: rounded(rangeOf(start.tokens)),
    source: start.source,
    home,
    why,
    answers,
    latency: latencyOf(latency),
    ...(ownHttp && {
      ownHttp: {
        command: ownHttpCommand(ownHttp),
        path: ownHttp.path,
        ...(ownHttp.remark !== undefined && { remark: ownHttp.remark }),
      },
    }),
  };
}

function sessionsOf({ uses }: ServerCost): number {
  return uses.reduce((sum, { sessions }) => sum + sessions, 0);
}

function latencyOf({ sessions, ...latency }: Latency): JsonServer["latency"] {
  const { start, connect, call, calls } = latency;
  return {
    start: rounded(start),
    connect: rounded(connect),
    call: { low: tenths(call.low), likely: tenths(call.likely), high: tenths(call.high) },
    calls: rounded(calls),
    ...(Number.isFinite(sessions) && { sessions }),
  };
}

function tenths(number: number): number {
  return Math.round(number * 10) / 10;
}

function wholeTotals({ processes, settled, fresh, rss, freshRss }: Totals): Totals {
  return {
    processes: rounded(processes),
    settled: rounded(settled),
    fresh: rounded(fresh),
    rss: rounded(rss),
    freshRss: rounded(freshRss),
  };
}
