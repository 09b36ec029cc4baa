import { setTimeout as sleep } from "node:timers/promises";
import type { Footprint, Profile } from "../estimate/profile.ts";
import { serverNameOf } from "../model/bridges.ts";
import type { ServerEntry } from "../model/entry.ts";
import type { ProbeTarget, ServerAnswer } from "../probe/answer.ts";
import { probe } from "../probe/probe.ts";
import type { ProcessTable } from "../processes/process.ts";
import { observe, type Observation } from "./observe.ts";

/** Where and how long. */
export interface MeasureOptions {
  list(): Promise<ProcessTable>;
  /** Milliseconds for an answer; npm may have to install first. */
  readonly timeout: number;
  /** Milliseconds after the lists, for the first look and for the second. */
  readonly fresh: number;
  readonly settled: number;
  readonly signal: AbortSignal;
  /** The server has answered, and only has to be left alone now. */
  onAnswer(answer: ServerAnswer): void;
  readonly today: string;
  readonly platform: string;
}

/**
 * Starts a server, asks it for what it offers, leaves it alone and looks at it twice. Nothing of it is left when this settles.
 * @throws ProbeError where it does not answer, ends too early, or the signal was given.
 */
export async function measure(entry: ServerEntry, target: ProbeTarget, options: MeasureOptions): Promise<Profile> {
  const { list, timeout, fresh, settled, signal, onAnswer } = options;
  let [early, late]: [Observation | undefined, Observation | undefined] = [undefined, undefined];
  const look = async (pid: number | undefined): Promise<Observation> => {
    const seen = pid === undefined ? undefined : observe(await list(), pid);
    if (!seen) throw new Error("It ended while nobody asked it for anything");
    return seen;
  };
  const answer = await probe(target, {
    timeout,
    signal,
    whileOpen: async (answer, pid) => {
      onAnswer(answer);
      await sleep(fresh, undefined, { signal });
      early = await look(pid);
      await sleep(settled - fresh, undefined, { signal });
      late = await look(pid);
    },
  });
  return profileOf(entry, answer, early!, late!, options);
}

/** Milliseconds after which a server that nobody uses has given back what it does not need. */
const idle = 60_000;
/** Bytes of JSON per token, as models count them: −11 to +17 % over 49 servers. A tokenizer would be 20 MB to install. */
const bytesPerToken = 4.5;

function profileOf(
  { identity, launch }: ServerEntry,
  answer: ServerAnswer,
  early: Observation,
  late: Observation,
  { fresh, settled, today, platform }: MeasureOptions,
): Profile {
  const source = launch?.package;
  const tools = answer.tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  const schemaBytes = Buffer.byteLength(JSON.stringify(tools));
  const isLaunched = late.around.processes > 0;
  const footprint = (part: "server" | "around"): Footprint => ({
    processes: late[part].processes,
    fresh: early[part].memory,
    ...(settled >= idle && { settled: late[part].memory }),
  });
  const connectedAfter = Math.round(answer.connectedAfter);
  return {
    ...(source && { registry: source.registry }),
    name: launch ? serverNameOf(launch) : "",
    ...(source?.pin === "exact" && source.version !== undefined && { version: source.version }),
    ...(identity !== undefined && { identity }),
    server: footprint("server"),
    ...(isLaunched &&
      launch && {
        around: {
          launcher: launch.launcher,
          ...footprint("around"),
        },
      }),
    ...(late.files.size > 0 && { shared: Object.fromEntries(late.files) }),
    ready: isLaunched ? { launched: connectedAfter } : { direct: connectedAfter },
    tools: tools.length,
    schemaBytes,
    tokens: Math.round(schemaBytes / bytesPerToken),
    measured: {
      date: today,
      by: "local",
      method: `${late.server.memory.private === undefined ? "resident size" : "smaps_rollup"} after ${seconds(fresh)} and ${seconds(settled)}, idle; tokens from bytes`,
      platform,
    },
  };
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
