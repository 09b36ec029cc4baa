import type { Client } from "../clients/client.ts";
import type { Project, ServerEntry } from "../model/entry.ts";
import { groupBy } from "../model/group.ts";
import { definitionKeyOf } from "../model/identity.ts";
import { about, rangeOf, scaled, sumOf, type Amount, type Range } from "./amount.ts";
import { hubFactor, noFigures, type Figures } from "./factors.ts";
import { childrenOf, fateOf, type Fate } from "./fate.ts";
import { sharedBy, started, totalsOf, type Part, type Totals } from "./fleet.ts";
import { servedBy } from "./hub-servers.ts";
import { loadsOf, type Load } from "./load.ts";
import type { Sessions } from "./settings.ts";
import { replaced, startOf, type Knowledge, type Start } from "./start.ts";
import { unwraps } from "./unwrapping.ts";

/** A server of one client, and how many sessions have it. */
export interface Use {
  readonly client: Client;
  readonly sessions: number;
  readonly entry: ServerEntry;
  /** What becomes of it; a server of the hub stays there. */
  readonly fate: Fate;
  /** Whether the hub runs it already. */
  readonly served: boolean;
}

/** One server, wherever it stands. */
export interface ServerCost {
  readonly name: string;
  readonly entry: ServerEntry;
  readonly start: Start;
  readonly uses: readonly [Use, ...Use[]];
  /** Of one session that starts it, without what programs share. */
  readonly each: Totals;
  /** Of all sessions, as configured. */
  readonly all: Totals;
}

/** One client with all its sessions. */
export interface ClientCost {
  readonly client: Client;
  readonly sessions: number;
  /** Servers that a session starts itself. */
  readonly started: number;
  /** Servers that it only connects to. */
  readonly connected: number;
  /** Of one session and of all, without what programs share. */
  readonly each: Totals;
  readonly all: Totals;
  /** Milliseconds until the servers of a new session answer, now and over the hub. */
  readonly coldStart: Range;
  readonly hubColdStart: Range;
}

/** What the configs cost. */
export interface Estimate {
  /** Of all clients together. */
  readonly sessions: number;
  readonly clients: readonly ClientCost[];
  /** The dearest first. */
  readonly servers: readonly ServerCost[];
  /** As configured. */
  readonly now: Totals;
  /** Everything on the hub that can go there, and used. */
  readonly hub: Totals;
  /** The same before anyone calls a server: children start with the first call. */
  readonly restingHub: Totals;
  /** As if there were no hub; only where there is one. */
  readonly withoutHub?: Totals;
  /** Launchers and wrappers alone, as configured. */
  readonly launchers: Totals;
  /** MB that programs share, as configured: part of `now`. */
  readonly shared: number;
  /** With other numbers of sessions in the same proportion. */
  at(sessions: number): { readonly now: Totals; readonly hub: Totals };
}

/** A pure function of the configs, the sessions and what is known of costs. */
export function estimateOf(project: Project, sessions: Sessions, knowledge: Knowledge, cores: number = 1): Estimate {
  const loads = loadsOf(project);
  const count = ({ client }: Pick<Load, "client">): number =>
    typeof sessions === "number" ? sessions : (sessions[client.id] ?? 0);
  const servers = serversOf(project, loads, count, knowledge);
  const total = loads.reduce((sum, load) => sum + count(load), 0);
  const at = (factor: number): { now: Totals; hub: Totals } => ({
    now: totalsOf(partsNow(servers, factor, knowledge), knowledge),
    hub: totalsOf(partsOnHub(servers, factor, knowledge), knowledge),
  });
  const now = partsNow(servers, 1, knowledge);
  const isServed = servers.some(({ uses }) => uses.some(({ served }) => served));
  return {
    sessions: total,
    clients: loads.map((load) => clientCost(load, count(load), servers, knowledge, cores)),
    servers,
    ...at(1),
    restingHub: totalsOf(partsOnHub(servers, 1, knowledge, "resting"), knowledge),
    ...(isServed && { withoutHub: totalsOf(partsOnStdio(servers, 1), knowledge) }),
    launchers: totalsOf(launcherParts(servers), knowledge),
    shared: sharedBy(now.filter(({ times }) => times > 0)),
    at: (sessions) => at(total === 0 ? 0 : sessions / total),
  };
}

function serversOf(
  project: Project,
  loads: readonly Load[],
  count: (load: Load) => number,
  knowledge: Knowledge,
): readonly ServerCost[] {
  const uses = loads.flatMap((load): Use[] => {
    const own = { client: load.client, sessions: count(load) };
    return [
      ...load.started.map((loaded) => ({
        ...own,
        entry: loaded.entry,
        fate: fateOf(loaded, project),
        served: false,
      })),
      ...load.connected.flatMap(({ entry }) => {
        const server = servedBy(entry, project);
        const fate = server && ({ kind: "hub", server: server.name, sharing: server.sharing } as const);
        return server && fate ? [{ ...own, entry: server.entry, fate, served: true }] : [];
      }),
    ];
  });
  const costs = Array.from(groupBy(uses, keyOf).values(), (uses) => serverCost(uses, knowledge));
  return costs.toSorted(
    (a, b) => b.all.settled.likely - a.all.settled.likely || b.each.settled.likely - a.each.settled.likely,
  );
}

/** One definition is one server, under whatever name. */
function keyOf({ entry }: Use): string {
  return definitionKeyOf(entry) ?? entry.name.value;
}

function serverCost(uses: readonly [Use, ...Use[]], knowledge: Knowledge): ServerCost {
  const { entry } = uses[0];
  const start = startOf(entry, knowledge);
  const alone = { name: entry.name.value, entry, start, uses };
  const own = (parts: readonly Part[]): Totals => totalsOf(parts.map(withoutPages), knowledge);
  return {
    ...alone,
    each: own([started(start, 1)]),
    all: own([...partsOnStdio([alone], 1, isStarted), ...childParts([alone], 1, ({ served }) => served)]),
  };
}

type Priced = Pick<ServerCost, "start" | "uses">;

const isStarted = ({ served }: Use): boolean => !served;

function partsOnStdio(servers: readonly Priced[], factor: number, which: (use: Use) => boolean = () => true): Part[] {
  return servers.flatMap(({ start, uses }) =>
    uses.filter(which).map(({ sessions }) => started(start, sessions * factor)),
  );
}

/** As configured: what sessions start, and what the hub runs for them already. */
function partsNow(servers: readonly Priced[], factor: number, knowledge: Knowledge): readonly Part[] {
  return [
    ...partsOnStdio(servers, factor, isStarted),
    ...hubParts(servers, factor, ({ served }) => served, knowledge, "used"),
  ];
}

/** Everything on the hub that can go there. */
function partsOnHub(
  servers: readonly Priced[],
  factor: number,
  knowledge: Knowledge,
  state: "used" | "resting" = "used",
): readonly Part[] {
  return [
    ...partsOnStdio(servers, factor, ({ fate }) => fate.kind === "stay"),
    ...hubParts(servers, factor, ({ fate }) => fate.kind === "hub", knowledge, state),
  ];
}

/** The hub, what it keeps for each session, and its children; nothing where nobody uses it. */
function hubParts(
  servers: readonly Priced[],
  factor: number,
  which: (use: Use) => boolean,
  { settings }: Knowledge,
  state: "used" | "resting",
): readonly Part[] {
  const connections = servers
    .flatMap(({ uses }) => uses.filter(which))
    .reduce((sum, { sessions }) => sum + sessions * factor, 0);
  if (connections === 0) return [];
  const own = settings?.factors?.hub;
  const { perSession } = hubFactor;
  const kept: Amount =
    own?.memoryPerSession === undefined
      ? perSession
      : replaced(noFigures, { memory: own.memoryPerSession }, "hub").settled;
  const sessions: Figures = { ...noFigures, settled: kept, fresh: kept, rss: kept, freshRss: kept };
  const shared = new Map([["node", settings?.factors?.shared?.["node"] ?? hubFactor.shared.mean]]);
  return [
    { figures: own ? replaced(hubFactor, own, "hub") : hubFactor, times: 1, shared },
    { figures: sessions, times: connections, shared: new Map() },
    ...(state === "used" ? childParts(servers, factor, which) : []),
  ];
}

function childParts(servers: readonly Priced[], factor: number, which: (use: Use) => boolean): readonly Part[] {
  const parts: Part[] = [];
  for (const { start, uses } of servers) {
    const byServer = groupBy(
      uses.filter((use) => which(use) && use.fate.kind === "hub"),
      ({ fate }) => (fate as Extract<Fate, { kind: "hub" }>).server,
    );
    for (const group of byServer.values()) {
      const { entry, fate } = group[0];
      const sessions = group.reduce((sum, use) => sum + use.sessions * factor, 0);
      const times = childrenOf((fate as Extract<Fate, { kind: "hub" }>).sharing, sessions);
      parts.push(
        unwraps(entry.launch) ? { figures: start.server, times, shared: start.shared } : started(start, times),
      );
    }
  }
  return parts;
}

function launcherParts(servers: readonly Priced[]): readonly Part[] {
  return servers.flatMap(({ start, uses }) =>
    uses.filter(isStarted).map(({ sessions }) => ({ figures: start.around, times: sessions, shared: new Map() })),
  );
}

function withoutPages({ figures, times }: Part): Part {
  return { figures, times, shared: new Map() };
}

function clientCost(
  { client, started: own, connected }: Load,
  sessions: number,
  servers: readonly ServerCost[],
  knowledge: Knowledge,
  cores: number,
): ClientCost {
  const used = servers.flatMap(({ start, uses }) =>
    uses.filter((use) => use.client === client).map((use) => ({ start, use })),
  );
  const mine = used.filter(({ use }) => !use.served);
  const parts = (count: number): readonly Part[] => mine.map(({ start }) => withoutPages(started(start, count)));
  const staying = mine.filter(({ use }) => use.fate.kind === "stay");
  const ready = (of: typeof used): readonly Amount[] => of.map(({ start }) => start.ready);
  const connects = (of: typeof used): Amount => scaled(hubFactor.connect, of.length);
  return {
    client,
    sessions,
    started: own.length,
    connected: connected.length,
    each: totalsOf(parts(1), knowledge),
    all: totalsOf(parts(sessions), knowledge),
    coldStart: coldStart(ready(mine), connects(used.filter(({ use }) => use.served)), cores),
    hubColdStart: coldStart(ready(staying), connects(used.filter(({ use }) => use.fate.kind === "hub")), cores),
  };
}

/**
 * Servers of a session start together, and starting one is nearly all work of the processor: the slowest decides, or all
 * of them spread over the cores.
 */
function coldStart(ready: readonly Amount[], connecting: Amount, cores: number): Range {
  const slowest = ready.reduce((most, amount) => Math.max(most, amount.mean), 0);
  const work = scaled(sumOf(ready), 1 / cores);
  const wait = work.mean >= slowest ? work : scaled(work, slowest / (work.mean || 1));
  const whole = sumOf([wait, connecting]);
  return rangeOf(sumOf([whole, about(0, whole.mean * 0.2, "other work")]));
}
