import { shippedProfile } from "../data/footprints.ts";
import { serverNameOf } from "../model/bridges.ts";
import type { ServerEntry } from "../model/entry.ts";
import type { Launch } from "../model/launch.ts";
import { oncePer } from "../once-per.ts";
import { about, between, certain, exactly, scaled, sumOf, type Amount, type Range } from "./amount.ts";
import {
  launcherFactor,
  noFigures,
  runtimeOf,
  together,
  unknownServers,
  unknownTokens,
  wrapperFigures,
  type Figures,
  type Machine,
  type Runtime,
} from "./factors.ts";
import type { Footprint, Memory, Profile } from "./profile.ts";
import type { EstimateSettings, KnownCost, NumberOrRange } from "./settings.ts";

/** All that an estimate builds on beside the configs. */
export interface Knowledge {
  readonly settings?: EstimateSettings | undefined;
  /** What was measured on this machine. */
  readonly local?: readonly Profile[];
  readonly machine: Machine;
}

/** What one start of one server costs. */
export interface Start {
  /** Of the package or program. */
  readonly name: string;
  readonly server: Figures;
  /** Launcher and wrappers. */
  readonly around: Figures;
  /** MB that are gone once per machine, by program. */
  readonly shared: ReadonlyMap<string, number>;
  /** Milliseconds until it answers, as configured and without launcher. */
  readonly ready: Amount;
  readonly direct: Amount;
  readonly tokens: Amount;
  readonly tools?: number;
  readonly source: Source;
  /** The version that was measured, where another or none is configured. */
  readonly measuredVersion?: string;
}

/** Where the figures of a server come from. */
export interface Source {
  readonly kind: "config" | "local" | "shipped" | "unknown";
  /** For people, without final dot. */
  readonly text: string;
}

export function startOf(entry: ServerEntry, knowledge: Knowledge): Start {
  const { launch } = entry;
  const name = launch ? serverNameOf(launch) : entry.name.value;
  const runtime = runtimeOf(launch);
  const measured = profileOf(entry, name, runtime, knowledge);
  const unknown = unknownStart(name, runtime, launch, knowledge);
  const start = measured ? measuredStart(measured, launch, unknown) : unknown;
  const profiles = knowledge.settings?.profiles;
  if (!profiles) return start;
  const known = [entry.name.value, name].find((key) => Object.hasOwn(profiles, key));
  return known === undefined ? start : configuredStart(start, profiles[known]!);
}

/** The nearest measurement: of this very entry, of its package on this machine, as shipped. */
function profileOf(entry: ServerEntry, name: string, runtime: Runtime, { local }: Knowledge): Profile | undefined {
  const own = local?.findLast((profile) => profile.identity !== undefined && profile.identity === entry.identity);
  if (own) return own;
  const same = local?.findLast((profile) => profile.name === name);
  if (same) return same;
  // A container or a Python package of the same name is another program.
  return runtime === "node" || runtime === "bun" || runtime === "native" ? shippedProfile(name) : undefined;
}

/** Those that were worked out before, by all that they depend on: one server stands in many files. */
const unknownStarts: (knowledge: Knowledge) => Map<string, Start> = oncePer(() => new Map());

function unknownStart(name: string, runtime: Runtime, launch: Launch | undefined, knowledge: Knowledge): Start {
  const wrappers = launch?.wrappers.map(({ kind }) => kind) ?? [];
  const key = [name, launch?.program.value, runtime, launch?.launcher, launch?.bridge?.direction, ...wrappers].join(
    "\0",
  );
  const known = unknownStarts(knowledge);
  let start = known.get(key);
  if (!start) known.set(key, (start = newUnknownStart(name, runtime, launch, knowledge)));
  return start;
}

function newUnknownStart(name: string, runtime: Runtime, launch: Launch | undefined, knowledge: Knowledge): Start {
  const { factors = {} } = knowledge.settings ?? {};
  const { settled, fresh, rss, ready, shared, basis } = unknownServers[runtime];
  const cause = `server ${name}`;
  const relative = settled[1] / settled[0];
  const assumed: Figures = {
    processes: processesBehind(launch),
    settled: about(...settled, cause),
    fresh: about(...fresh, cause),
    rss: about(rss[0], rss[0] * relative * 0.5, cause),
    freshRss: about(rss[1], rss[1] * relative * 0.5, cause),
  };
  const own = factors.server;
  const around = aroundOf(launch, knowledge);
  const direct = own?.ready === undefined ? about(...ready, cause) : amountOf(own.ready, cause);
  const program = runtime === "native" ? name : runtime;
  const pages = factors.shared?.[program] ?? shared;
  return {
    name,
    server: own ? replaced(assumed, own, cause) : assumed,
    around: around.figures,
    shared: new Map(pages > 0 ? [[program, pages]] : []),
    direct,
    ready: sumOf([direct, around.delay]),
    tokens:
      own?.tokens === undefined ? about(unknownTokens.mean, unknownTokens.sd, cause) : amountOf(own.tokens, cause),
    source: own ? { kind: "config", text: "factors of your config" } : { kind: "unknown", text: basis },
  };
}

/** A bridge to a command keeps what it started beside itself. */
function processesBehind(launch: Launch | undefined): Range {
  return launch?.bridge?.direction === "to-command" ? { low: 2, likely: 2, high: 4 } : certain(1);
}

function aroundOf(launch: Launch | undefined, { settings, machine }: Knowledge): { figures: Figures; delay: Amount } {
  if (!launch) return { figures: noFigures, delay: exactly(0) };
  const { figures, delay } = launcherFactor(launch.launcher, machine);
  const own = settings?.factors?.launchers?.[launch.launcher];
  // A batch file is run by a command interpreter, which waits beside it.
  const isBatch = launch.launcher === "executable" && /\.(?:bat|cmd)$/i.test(launch.program.value);
  const kinds = [...launch.wrappers.map(({ kind }) => kind), ...(isBatch ? (["cmd"] as const) : [])];
  const wrappers = kinds.map((kind) => wrapperFigures(kind));
  return {
    figures: together([own ? replaced(figures, own, launch.launcher) : figures, ...wrappers]),
    delay: own?.ready === undefined ? delay : amountOf(own.ready, launch.launcher),
  };
}

/** How far a measurement is off for another start, another version, another day; as a share of itself. */
const unsureness = { local: 0.05, sameVersion: 0.06, otherVersion: 0.15 } as const;

/** The same for tokens reckoned from bytes: -11 to +17 % over 49 servers. */
const unsurenessOfTokens = 0.08;

function measuredStart(profile: Profile, launch: Launch | undefined, unknown: Start): Start {
  const { server, around, shared = {}, ready = {}, tools, tokens, measured } = profile;
  const isLocal = measured.by === "local";
  const isSameVersion = launch?.package?.version !== undefined && launch.package.version === profile.version;
  const sd = isLocal ? unsureness.local : isSameVersion ? unsureness.sameVersion : unsureness.otherVersion;
  const cause = `server ${profile.name}`;
  const pages = new Map([...unknown.shared, ...Object.entries(shared)]);
  const figures = figuresOf(server, [...unknown.shared.values()][0] ?? 0, sd, cause);
  const direct = ready.direct === undefined ? undefined : about(ready.direct, ready.direct * 2 * sd, cause);
  // What was measured through npx says nothing of other launchers.
  const isSameLauncher = isLocal ? around?.launcher === launch?.launcher : launch?.launcher === "npx";
  const launched =
    isSameLauncher && ready.launched !== undefined
      ? about(ready.launched, ready.launched * 2 * sd, cause)
      : direct && sumOf([direct, aroundDelay(unknown)]);
  return {
    name: profile.name,
    server: figures ?? { ...unknown.server, processes: certain(server.processes) },
    around:
      isLocal && around && isSameLauncher
        ? (figuresOf(around, 0, sd, `around ${profile.name}`) ?? {
            ...unknown.around,
            processes: certain(around.processes),
          })
        : unknown.around,
    shared: pages,
    direct: direct ?? (launched && !around ? launched : unknown.direct),
    ready: launched ?? unknown.ready,
    tokens: tokens === undefined ? unknown.tokens : about(tokens, tokens * (isLocal ? unsurenessOfTokens : sd), cause),
    ...(tools !== undefined && { tools }),
    ...(profile.version !== undefined && !isSameVersion && { measuredVersion: profile.version }),
    source: {
      kind: measured.by,
      text: sourceOf(profile, isSameVersion, figures === undefined ? unknown.source : undefined),
    },
  };
}

function aroundDelay({ ready, direct }: Start): Amount {
  return exactly(Math.max(0, ready.mean - direct.mean));
}

function sourceOf({ version, measured }: Profile, isSameVersion: boolean, memory: Source | undefined): string {
  const where = measured.by === "local" ? "on this machine " : "";
  const which = version === undefined || isSameVersion ? "" : ` with ${version}`;
  return `measured ${where}${measured.date}${which}${memory ? `, processes only; memory ${memory.text}` : ""}`;
}

/** Idle servers give back a third of what they took at first: median of 50. */
const settling = 0.68;

/** Undefined where no memory was measured. */
function figuresOf(
  { processes, settled, fresh }: Footprint,
  sharedByProcess: number,
  sd: number,
  cause: string,
): Figures | undefined {
  const [late, early] = [settled ?? fresh, fresh ?? settled];
  if (!late || !early) return undefined;
  const own = (memory: Memory): number => memory.private ?? Math.max(1, memory.rss - processes * sharedByProcess);
  const amount = (mean: number, spread: number): Amount => about(mean, mean * spread, cause);
  return {
    processes: certain(processes),
    settled: settled ? amount(own(settled), sd) : amount(own(late) * settling, sd + 0.15),
    fresh: fresh ? amount(own(fresh), sd) : amount(own(early) / settling, sd + 0.15),
    rss: amount(late.rss, sd),
    freshRss: amount(early.rss, sd),
  };
}

function configuredStart(start: Start, known: KnownCost & { readonly tokens?: NumberOrRange }): Start {
  const cause = `server ${start.name}`;
  const ready = known.ready === undefined ? undefined : amountOf(known.ready, cause);
  return {
    ...start,
    server: replaced(start.server, known, cause),
    ...(ready && { ready, direct: ready }),
    ...(known.tokens !== undefined && { tokens: amountOf(known.tokens, cause) }),
    source: { kind: "config", text: "your config" },
  };
}

/** The figures with those that the user knows better. */
export function replaced(figures: Figures, known: KnownCost, cause: string): Figures {
  const { processes, memory, freshMemory, rss } = known;
  const settled = memory === undefined ? figures.settled : amountOf(memory, cause);
  const resident = rss === undefined ? undefined : amountOf(rss, cause);
  const fresh = freshMemory ?? memory;
  return {
    processes: processes === undefined ? figures.processes : processesOf(processes),
    settled,
    fresh: fresh === undefined ? figures.fresh : amountOf(fresh, cause),
    rss: resident ?? (memory === undefined ? figures.rss : atLeast(figures.rss, settled)),
    freshRss: resident ?? (memory === undefined ? figures.freshRss : atLeast(figures.freshRss, settled)),
  };
}

/** Resident memory is never less than what the processes have for themselves. */
function atLeast(resident: Amount, own: Amount): Amount {
  return resident.mean >= own.mean ? resident : scaled(own, 1);
}

function amountOf(known: NumberOrRange, cause: string): Amount {
  return typeof known === "number" ? exactly(known) : between(known[0], known[1], cause);
}

function processesOf(known: NumberOrRange): Range {
  if (typeof known === "number") return certain(known);
  return { low: known[0], likely: (known[0] + known[1]) / 2, high: known[1] };
}
