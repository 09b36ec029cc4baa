import { ownHttpOf, type OwnHttp } from "../data/own-http.ts";
import { sharingOf } from "../data/sharing.ts";
import { rangeOf, type Range } from "./amount.ts";
import type { Estimate, ServerCost, Use } from "./estimate.ts";
import { hubFactor } from "./factors.ts";
import { unwraps } from "./unwrapping.ts";

/** Where a server had best run. `url`: nowhere here, for its client can call the address itself. */
export type Home = "stdio" | "hub" | "own-http" | "url";

/** One question of the decision trees, and which way its answer leans. */
export interface Answer {
  readonly question: string;
  readonly answer: string;
  readonly leans: "stdio" | "http" | "neither";
}

/** What it takes to start and to call a server over stdio and over the hub, in milliseconds. */
export interface Latency {
  /** Once for every session, over stdio. */
  readonly start: Range;
  /** Once for every session, over a hub that has started the server. */
  readonly connect: Range;
  /** More for every call. */
  readonly call: Range;
  /** With more calls in one session, stdio is the faster one: starting included. */
  readonly calls: Range;
  /** From so many sessions on, the hub has spent less time on starting. */
  readonly sessions: number;
}

export interface ServerVerdict {
  readonly server: ServerCost;
  readonly home: Home;
  /** One sentence without final dot. */
  readonly why: string;
  readonly answers: readonly Answer[];
  readonly latency: Latency;
  /** Its HTTP mode where it has one, whatever the verdict: the hub can stand in front of it as well. */
  readonly ownHttp?: OwnHttp;
}

export interface Verdict {
  readonly home: "stdio" | "hub";
  readonly why: string;
  /** In the order of the estimate. */
  readonly servers: readonly ServerVerdict[];
}

/** Servers of one session below which stdio is fine for one session, and from which it is not: the article's numbers. */
const few = 10;
const many = 15;

/** `capacity`: MB that servers can have on this machine. */
export function verdictOf(estimate: Estimate, capacity?: number): Verdict {
  const whole = wholeVerdict(estimate, capacity);
  const movable = estimate.servers.filter(({ uses }) => uses.some(({ fate }) => fate.kind === "hub"));
  return {
    ...whole,
    servers: estimate.servers.map((server) => serverVerdict(server, whole.home, movable.length)),
  };
}

function wholeVerdict(
  { clients, servers, now, hub }: Estimate,
  capacity: number | undefined,
): Omit<Verdict, "servers"> {
  const starting = clients.filter(({ started }) => started > 0);
  const sessions = starting.reduce((sum, { sessions }) => sum + sessions, 0);
  const most = Math.max(0, ...starting.map(({ started }) => started));
  const isMovable = servers.some(({ uses }) => uses.some(({ fate, served }) => fate.kind === "hub" && !served));
  if (servers.some(({ uses }) => uses.some(({ served }) => served)) && !isMovable) {
    return { home: "hub", why: "the hub runs all that can be moved" };
  }
  if (!isMovable) return { home: "stdio", why: "nothing here can move to a hub" };
  if (capacity !== undefined && now.settled.likely > capacity && hub.settled.likely < now.settled.likely) {
    return { home: "hub", why: "these sessions take more memory than this machine has left" };
  }
  if (hub.settled.likely > now.settled.likely) {
    return { home: "stdio", why: "a hub would take more memory than it saves: few sessions, few servers" };
  }
  if (sessions > 1) return { home: "hub", why: `${sessions} sessions start the same servers over again` };
  if (most >= many) return { home: "hub", why: `${most} servers are more than one session should start` };
  const reserve = most < few ? "" : `, though from ${many} servers on a hub is the better place`;
  return {
    home: "stdio",
    why: `one session with ${most} ${most === 1 ? "server" : "servers"} is no burden${reserve}; move with the second session`,
  };
}

function serverVerdict(server: ServerCost, whole: Verdict["home"], movable: number): ServerVerdict {
  const ownHttp = ownHttpOf(server.start.name);
  return {
    server,
    ...homeOf(server, whole, movable, ownHttp),
    answers: answersOf(server),
    latency: latencyOf(server),
    ...(ownHttp && { ownHttp }),
  };
}

function homeOf(
  { uses, entry }: ServerCost,
  whole: Verdict["home"],
  movable: number,
  ownHttp: OwnHttp | undefined,
): Pick<ServerVerdict, "home" | "why"> {
  const [first] = uses;
  if (uses.every(({ fate }) => fate.kind === "stay") && first.fate.kind === "stay") {
    return { home: "stdio", why: first.fate.why };
  }
  if (uses.some(({ fate }) => fate.kind === "url")) {
    return { home: "url", why: "it is only a bridge to an address that the client can call itself" };
  }
  if (uses.every(({ served }) => served)) return { home: "hub", why: "the hub runs it already" };
  const sessions = sessionsOf(uses);
  const advice = adviceOf({ entry, uses });
  if (advice.sharing === "session") {
    if (sessions > 1 && ownHttp?.isolates !== undefined) {
      return {
        home: "own-http",
        why: `${advice.reason}, and in its own HTTP mode it keeps sessions apart in one process`,
      };
    }
    if (whole === "hub" && unwraps(entry.launch)) {
      return { home: "hub", why: `${advice.reason}: one process for each session there too, but without its launcher` };
    }
    return { home: "stdio", why: `${advice.reason}: each session needs a process of its own anyway` };
  }
  if (whole === "stdio") {
    const reason = sessions > 1 ? "a hub would cost more than this server does" : "one session at a time has it";
    return { home: "stdio", why: reason };
  }
  if (movable === 1 && ownHttp && !ownHttp.unsafe) {
    return { home: "own-http", why: "it speaks HTTP itself, and a hub for it alone would be one process more" };
  }
  return { home: "hub", why: advice.reason };
}

function sessionsOf(uses: readonly Use[]): number {
  return uses.reduce((sum, { sessions }) => sum + sessions, 0);
}

function adviceOf({ entry, uses }: Pick<ServerCost, "entry" | "uses">): { sharing: unknown; reason: string } {
  const { launch } = entry;
  const advice = sharingOf([launch?.package?.name ?? "", launch?.program.value ?? ""]);
  const planned = uses.map(({ fate }) => fate).find((fate) => fate.kind === "hub")?.sharing;
  return planned === undefined || planned === advice.sharing
    ? advice
    : { sharing: planned, reason: "the hub manifest says how it is shared" };
}

/** "HTTP vs subprocess" asks for isolation, crashes, dependencies, tools, agents and machines; the other article for sessions. */
function answersOf({ entry, uses, start }: ServerCost): readonly Answer[] {
  const sessions = sessionsOf(uses);
  const { sharing, reason } = adviceOf({ entry, uses });
  const { tools } = start;
  const { calls } = latencyOf({ start });
  return [
    sharing === "session"
      ? { question: "Does each session need it to itself?", answer: `yes: ${reason}`, leans: "stdio" }
      : {
          question: "Does each session need it to itself?",
          answer: sharing === "serial" ? `no, but one call at a time: ${reason}` : `no: ${reason}`,
          leans: "http",
        },
    {
      question: "May a crash reach other sessions?",
      answer: "on the hub it fails the calls of all its sessions, and the server is started again at once",
      leans: "neither",
    },
    {
      question: "Do its dependencies conflict with those of others?",
      answer: "no matter: on the hub it is a process of its own as well",
      leans: "neither",
    },
    tools === undefined
      ? { question: "Does it have more than a single tool?", answer: "not known", leans: "neither" }
      : {
          question: "Does it have more than a single tool?",
          answer: tools === 1 ? "no, one" : `yes, ${tools}`,
          leans: tools === 1 ? "stdio" : tools >= 5 ? "http" : "neither",
        },
    {
      question: "How many sessions have it at one time?",
      answer: sessions >= 10 ? `${sessions}: from 10 on there is no choice` : `${sessions}`,
      leans: sessions > 1 ? "http" : "stdio",
    },
    {
      question: "How many calls does a session make?",
      answer: `up to about ${roundly(calls.likely)}, starting over stdio takes longer than the hub adds`,
      leans: "http",
    },
    {
      question: "Will it serve more than one machine?",
      answer: "configs do not tell; the hub serves this machine alone",
      leans: "neither",
    },
  ];
}

/** To two digits. */
function roundly(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / unit) * unit;
}

export function latencyOf({ start: { ready, direct } }: Pick<ServerCost, "start">): Latency {
  const [start, connect, call] = [rangeOf(ready), rangeOf(hubFactor.connect), rangeOf(hubFactor.call)];
  const saved = Math.max(0, start.likely - connect.likely);
  return {
    start,
    connect,
    call,
    calls: {
      low: Math.max(0, start.low - connect.high) / call.high,
      likely: saved / call.likely,
      high: Math.max(0, start.high - connect.low) / call.low,
    },
    // The hub starts it once, without its launcher.
    sessions: saved === 0 ? Infinity : Math.floor(direct.mean / saved) + 1,
  };
}
