import type { Counter, Gauge, Histogram, Registry } from "prom-client";
import { version } from "../../about.ts";
import type { HubEvent } from "../event.ts";
import type { HubStatus } from "../status.ts";

/** What the hub counts and times, for Prometheus. */
export interface Metrics {
  observe(event: HubEvent): void;
  /** In the text format of Prometheus. */
  text(): Promise<{ readonly type: string; readonly body: string }>;
}

/** Names of tools and methods come from clients, and any number of them: further ones of a server are counted as one. */
const MOST_NAMES = 100;
const OTHER = "(other)";
/** Events that are kept until the library is there. */
const MOST_WAITING = 1_000;

/** From half a millisecond, what the hub itself takes, to the minute at which clients give up. Seconds. */
const callBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const startBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120];

/** The library is loaded with the first thing there is to count or to tell. */
export function createMetrics(status: () => HubStatus): Metrics {
  let loading: Promise<Instruments> | undefined;
  let instruments: Instruments | undefined;
  let waiting: HubEvent[] = [];
  const load = (): Promise<Instruments> =>
    (loading ??= import("prom-client").then((library) => {
      instruments = createInstruments(library.default ?? library, status);
      for (const event of waiting) instruments.observe(event);
      waiting = [];
      return instruments;
    }));
  return {
    observe(event) {
      if (!isCounted(event)) return;
      if (instruments) instruments.observe(event);
      else if (waiting.length < MOST_WAITING) {
        waiting.push(event);
        void load();
      }
    },
    async text() {
      const { registry } = await load();
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}

const counted: ReadonlySet<HubEvent["event"]> = new Set([
  "call",
  "child-ready",
  "child-ended",
  "session-opened",
  "question-refused",
  "turned-away",
]);

function isCounted({ event }: HubEvent): boolean {
  return counted.has(event);
}

interface Instruments {
  readonly registry: Registry;
  observe(event: HubEvent): void;
}

function createInstruments(library: typeof import("prom-client"), status: () => HubStatus): Instruments {
  const registry = new library.Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]): Counter<L> =>
    new library.Counter({ name: `mcp_hub_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, buckets: number[], ...labelNames: L[]) =>
    new library.Histogram({ name: `mcp_hub_${name}`, help, buckets, labelNames, registers }) as Histogram<L>;

  const calls = counter(
    "requests_total",
    "Requests of clients, by what became of them.",
    "server",
    "method",
    "outcome",
  );
  const requestTime = histogram(
    "request_duration_seconds",
    "From a request's arrival to its answer, those answered from the cache left out.",
    callBuckets,
    "server",
    "method",
  );
  const toolTime = histogram(
    "tool_call_duration_seconds",
    "tools/call by tool, from arrival to answer.",
    callBuckets,
    "server",
    "tool",
  );
  const queueTime = histogram("queue_wait_seconds", "Of that, waiting for a turn.", callBuckets, "server");
  const startTime = histogram(
    "server_init_duration_seconds",
    "From starting a server to its answer to initialize.",
    startBuckets,
    "server",
  );
  const ended = counter("server_exits_total", "Processes that ended; asked: by the hub.", "server", "asked");
  const opened = counter(
    "sessions_opened_total",
    "Sessions of clients; adopted: begun before this hub was.",
    "server",
    "adopted",
  );
  const questions = counter(
    "questions_refused_total",
    "Questions of servers that could be meant for several sessions.",
    "server",
  );
  const turnedAway = counter("turned_away_total", "Requests refused before their body was read.", "status");
  gauges(library, registry, status);

  const methods = boundedNames();
  const tools = boundedNames();
  return {
    registry,
    observe(event) {
      switch (event.event) {
        case "call": {
          const { server, outcome, tool, ms, waited } = event;
          const method = methods(server, event.method);
          calls.inc({ server, method, outcome });
          if (outcome === "cached") return;
          requestTime.observe({ server, method }, ms / 1000);
          queueTime.observe({ server }, waited / 1000);
          if (tool !== undefined) toolTime.observe({ server, tool: tools(server, tool) }, ms / 1000);
          return;
        }
        case "child-ready":
          return startTime.observe({ server: event.server }, event.ms / 1000);
        case "child-ended":
          return ended.inc({ server: event.server, asked: String(event.asked) });
        case "session-opened":
          return opened.inc({ server: event.server, adopted: String(event.adopted) });
        case "question-refused":
          return questions.inc({ server: event.server });
        case "turned-away":
          return turnedAway.inc({ status: String(event.status) });
      }
    },
  };
}

/** What is asked for when it is read. */
function gauges(library: typeof import("prom-client"), registry: Registry, status: () => HubStatus): void {
  const gauge = (name: string, help: string, collect: (this: Gauge) => void): void =>
    registry.registerMetric(new library.Gauge({ name, help, registers: [], collect }));
  const perServer = (name: string, help: string, value: (server: HubStatus["servers"][number]) => number): void =>
    registry.registerMetric(
      new library.Gauge({
        name: `mcp_hub_${name}`,
        help,
        labelNames: ["server"],
        registers: [],
        collect() {
          this.reset();
          for (const server of status().servers) this.set({ server: server.name }, value(server));
        },
      }),
    );
  perServer("server_processes", "Processes of a server that run.", ({ children }) => children.length);
  perServer("server_restarts", "Times it was started again after it had ended by itself.", ({ restarts }) => restarts);
  perServer("server_up", "0 where it failed or its port belongs to another process; asleep is up.", ({ state }) =>
    state === "failed" || state === "unreachable" ? 0 : 1,
  );
  perServer("sessions", "Sessions of clients that are held in memory.", ({ sessions }) => sessions);
  perServer("requests_in_flight", "Requests that a process works on.", ({ calls }) => calls.inFlight);
  perServer("requests_queued", "Requests that wait for their turn.", ({ calls }) => calls.queued);
  const info = { name: "mcp_hub_info", help: "Of the hub that runs.", labelNames: ["version"] };
  new library.Gauge({ ...info, registers: [registry] }).set({ version }, 1);
  gauge("process_resident_memory_bytes", "Resident memory of the hub alone.", function () {
    this.set(process.memoryUsage.rss());
  });
  gauge("process_start_time_seconds", "When the hub started, since 1970.", function () {
    this.set(status().startedAt / 1000);
  });
}

/** The first names of each server as they are, all further ones as one. */
function boundedNames(): (server: string, name: string) => string {
  const known = new Map<string, Set<string>>();
  return (server, name) => {
    let names = known.get(server);
    if (!names) known.set(server, (names = new Set()));
    if (names.has(name)) return name;
    if (names.size >= MOST_NAMES) return OTHER;
    names.add(name);
    return name;
  };
}
