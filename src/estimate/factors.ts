import type { Launch, Launcher, WrapperKind } from "../model/launch.ts";
import { programName } from "../model/words.ts";
import { about, certain, exactly, nothing, sumOf, type Amount, type Range } from "./amount.ts";

/** Processes that stay, and MB of memory. */
export interface Figures {
  readonly processes: Range;
  /** Gone for good once the start is over: after a minute without work, and in the first minute. */
  readonly settled: Amount;
  readonly fresh: Amount;
  /** Sum of resident set sizes at the same times, as a task manager shows it. */
  readonly rss: Amount;
  readonly freshRss: Amount;
}

export const noFigures: Figures = {
  processes: certain(0),
  settled: nothing,
  fresh: nothing,
  rss: nothing,
  freshRss: nothing,
};

/** What is not in a config and yet decides what is started. */
export interface Machine {
  readonly os: "linux" | "macos" | "windows";
  /** Whether `sh` waits beside the command it was given (dash) or becomes it (bash). Unknown where absent. */
  readonly shellStays?: boolean;
}

/** What a launcher keeps beside the server for as long as it runs. */
export interface LauncherFactor {
  readonly figures: Figures;
  /** Milliseconds before it starts the server. */
  readonly delay: Amount;
  /** Where the figures come from. */
  readonly basis: "measured" | "assumed";
}

function figures(
  cause: string,
  processes: Range,
  settled: readonly [mean: number, sd: number],
  fresh: readonly [mean: number, sd: number],
  rss: readonly [settled: number, fresh: number],
): Figures {
  return {
    processes,
    settled: about(...settled, cause),
    fresh: about(...fresh, cause),
    rss: about(rss[0], rss[0] * 0.1, cause),
    freshRss: about(rss[1], rss[1] * 0.1, cause),
  };
}

const direct: LauncherFactor = { figures: noFigures, delay: nothing, basis: "measured" };

/** npm exec, and the shell it starts the server with. 50 servers on node 20: 25.6 to 29.4 MB; node 22: 32 MB. */
function npx(shell: Range, basis: LauncherFactor["basis"] = "measured"): LauncherFactor {
  const processes = { low: 1 + shell.low, likely: 1 + shell.likely, high: 1 + shell.high };
  const cause = "npx";
  return {
    figures: figures(cause, processes, [26, 2.5], [44, 4], [73, 90]),
    delay: about(750, 150, cause),
    basis,
  };
}

/** Nobody measured it: a native program that waits. */
function waiting(cause: string, processes: Range, mean: number, delay: number): LauncherFactor {
  const memory = [mean, mean * 0.6] as const;
  return {
    figures: figures(cause, processes, memory, memory, [mean * 2, mean * 2]),
    delay: about(delay, delay / 2, cause),
    basis: "assumed",
  };
}

const oneOrNone: Range = { low: 0, likely: 1, high: 1 };

/**
 * Measured on Linux in November 2026: npx (npm 11), pnpm dlx (pnpm 12, a native program), bunx. The others were not: one
 * process that waits is assumed.
 */
export function launcherFactor(launcher: Launcher, { shellStays }: Machine): LauncherFactor {
  const shell: Range = shellStays === undefined ? oneOrNone : certain(shellStays ? 1 : 0);
  switch (launcher) {
    case "npx":
    case "npm-exec":
      return npx(shell);
    case "yarn-dlx":
      return npx(oneOrNone, "assumed");
    case "pnpm-dlx":
      return {
        figures: figures("pnpm dlx", certain(2), [22, 1.5], [22, 1.5], [38, 38]),
        delay: about(90, 40, "pnpm dlx"),
        basis: "measured",
      };
    case "bunx":
      return {
        figures: figures("bunx", certain(1), [1, 0.2], [1, 0.2], [8, 8]),
        delay: about(70, 30, "bunx"),
        basis: "measured",
      };
    case "uvx":
    case "uv-tool-run":
    case "uv-run":
      return waiting("uv", certain(1), 15, 300);
    case "pipx-run":
      return waiting("pipx", { low: 0, likely: 0, high: 1 }, 10, 500);
    case "dnx":
      return waiting("dnx", certain(1), 45, 800);
    case "docker":
    case "podman":
      // The client that waits, and where containers run on this very system what holds the container.
      return waiting("container", { low: 1, likely: 2, high: 2 }, 35, 700);
    case "node":
    case "python":
    case "deno":
    case "bun":
    case "executable":
      return direct;
  }
}

/** A shell may replace itself by its last command or stay. */
const wrapperProcesses: Readonly<Record<WrapperKind, Range>> = {
  cmd: certain(1),
  shell: { low: 0, likely: 0, high: 1 },
  env: certain(0),
  wsl: certain(1),
  mise: { low: 0, likely: 0, high: 1 },
  sudo: certain(1),
  dotenv: certain(1),
  nice: certain(0),
};

/** MB of each; those that are no shell are programs of Node, Go or Rust, and nobody measured them. */
const wrapperMemory: Readonly<Record<WrapperKind, number>> = {
  cmd: 2,
  shell: 0.3,
  env: 0,
  wsl: 5,
  mise: 5,
  sudo: 2,
  dotenv: 20,
  nice: 0,
};

export function wrapperFigures(kind: WrapperKind): Figures {
  const [processes, memory] = [wrapperProcesses[kind], wrapperMemory[kind]];
  if (processes.high === 0) return noFigures;
  const share = processes.likely || 0.5;
  return figures(kind, processes, [memory * share, memory / 2], [memory * share, memory / 2], [memory * 2, memory * 2]);
}

export function together(parts: readonly Figures[]): Figures {
  const all = (of: (part: Figures) => Amount): Amount => sumOf(parts.map(of));
  return {
    processes: parts.reduce<Range>(
      (sum, { processes }) => ({
        low: sum.low + processes.low,
        likely: sum.likely + processes.likely,
        high: sum.high + processes.high,
      }),
      certain(0),
    ),
    settled: all(({ settled }) => settled),
    fresh: all(({ fresh }) => fresh),
    rss: all(({ rss }) => rss),
    freshRss: all(({ freshRss }) => freshRss),
  };
}

/** What runs a server. */
export type Runtime = "node" | "bun" | "deno" | "python" | "java" | "dotnet" | "native" | "container";

export function runtimeOf(launch: Launch | undefined): Runtime {
  switch (launch?.launcher) {
    case "npx":
    case "npm-exec":
    case "pnpm-dlx":
    case "yarn-dlx":
    case "node":
      return "node";
    case "bunx":
      return launch.flags.some(({ value }) => value === "--bun") ? "bun" : "node";
    case "bun":
    case "deno":
    case "python":
      return launch.launcher;
    case "uvx":
    case "uv-tool-run":
    case "uv-run":
    case "pipx-run":
      return "python";
    case "docker":
    case "podman":
      return "container";
    case "dnx":
      return "dotnet";
    case "executable":
      return runtimeOfProgram(programName(launch.program));
    case undefined:
      return "native";
  }
}

function runtimeOfProgram(program: string): Runtime {
  if (/^(?:tsx|ts-node|nodemon)$/.test(program)) return "node";
  if (program === "java" || program === "dotnet") return program;
  return "native";
}

/** A server that nobody measured. */
export interface UnknownServer {
  readonly settled: readonly [mean: number, sd: number];
  readonly fresh: readonly [mean: number, sd: number];
  readonly rss: readonly [settled: number, fresh: number];
  /** Milliseconds until it answers. */
  readonly ready: readonly [mean: number, sd: number];
  /** MB of the pages that all processes of this program have in common. */
  readonly shared: number;
  /** How this is known, for people. */
  readonly basis: string;
}

/** Means, not medians: servers are summed. */
const node: UnknownServer = {
  settled: [42, 34],
  fresh: [65, 50],
  rss: [87, 108],
  ready: [930, 800],
  shared: 40,
  basis: "not measured: the mean of 50 servers on Node",
};

export const unknownServers: Readonly<Record<Runtime, UnknownServer>> = {
  node,
  bun: { ...node, shared: 29, basis: "not measured: as on Node, which few servers measured on Bun differ little from" },
  deno: { ...node, shared: 26, basis: "not measured: as on Node" },
  python: {
    settled: [45, 25],
    fresh: [48, 27],
    rss: [75, 78],
    ready: [1500, 900],
    shared: 9,
    basis: "assumed: no server on Python was measured",
  },
  java: {
    settled: [150, 90],
    fresh: [160, 95],
    rss: [230, 240],
    ready: [2500, 1200],
    shared: 25,
    basis: "assumed: no server on Java was measured",
  },
  dotnet: {
    settled: [50, 30],
    fresh: [50, 30],
    rss: [110, 110],
    ready: [1000, 600],
    shared: 60,
    basis: "assumed: no server on .NET was measured",
  },
  native: {
    settled: [22, 17],
    fresh: [22, 17],
    rss: [70, 70],
    ready: [400, 300],
    shared: 50,
    basis: "not measured: as two native servers were",
  },
  container: {
    settled: [50, 40],
    fresh: [60, 45],
    rss: [90, 100],
    ready: [1500, 1000],
    shared: 0,
    basis: "assumed: no server in a container was measured",
  },
};

/** Tokens of a server that nobody measured: 49 servers without the largest, which has 242,650. */
export const unknownTokens = { mean: 6200, sd: 6700 } as const;

/** What a browser adds to its server while it has a page open. Two servers on Debian's Chromium 156. */
export const openPage = { processes: 11, memory: { low: 190, likely: 300, high: 405 } } as const;

/**
 * The hub: one process of Node with the memory of its sessions. At rest, with 20 servers: 16 MB, 20 at first, RSS 59. What
 * it adds to a call and to the start of a session is that of the leanest bridges measured beside it.
 */
export const hubFactor = {
  processes: certain(1),
  settled: about(20, 5, "hub"),
  fresh: about(25, 6, "hub"),
  rss: about(65, 6, "hub"),
  freshRss: about(70, 7, "hub"),
  /** MB for each session and server. */
  perSession: about(0.18, 0.06, "hub session"),
  /** Milliseconds for each server of a session that starts. */
  connect: about(10, 3, "hub connect"),
  /** Milliseconds that a call takes longer than over stdio. */
  call: about(0.6, 0.25, "hub call"),
  shared: exactly(40),
} as const;
