import { setMaxListeners } from "node:events";
import { createInterface } from "node:readline/promises";
import { nearest } from "../discover/suggestion.ts";
import { UserError } from "../errors.ts";
import { localProfilesFile } from "../estimate/local-profiles.ts";
import type { Profile } from "../estimate/profile.ts";
import { measureAll, type Job, type Outcome, type Progress } from "../measure/several.ts";
import { storeProfile } from "../measure/store.ts";
import { targetOf } from "../measure/target.ts";
import { documentsOf } from "../model/documents.ts";
import type { Project, ServerEntry } from "../model/entry.ts";
import { groupBy } from "../model/group.ts";
import { shownPath } from "../discover/collect.ts";
import { configsOf } from "../processes/configs.ts";
import { listProcesses } from "../processes/list.ts";
import { launchText } from "../report/processes.ts";
import { describeMeasurements } from "../report/measurements.ts";
import { visible } from "../report/visible.ts";
import { openOutput, thisHost, type Output } from "./output.ts";

export interface MeasureCommandOptions {
  readonly yes?: true;
  readonly json?: true;
  /** Seconds that a server is left alone before the second look. */
  readonly settle: number;
  /** Seconds that it may take to answer. */
  readonly timeout: number;
}

/** Milliseconds after the lists of a server when it is looked at first. */
const fresh = 3000;

/** `mcp-lint measure [SERVER…]`: starts servers as configured and writes down what they cost on this machine. */
export async function measureCommand(names: readonly string[], options: MeasureCommandOptions): Promise<number> {
  if (options.settle * 1000 < fresh) throw new UserError("--settle takes 3 seconds or more");
  const host = thisHost();
  const project = await configsOf([host.platform.cwd], host);
  const jobs: Job[] = [];
  const skipped: { readonly entry: ServerEntry; readonly why: string }[] = [];
  for (const entry of chosen(project, names)) {
    const startable = targetOf(entry, host.platform);
    if ("target" in startable) jobs.push({ entry, target: startable.target });
    else skipped.push({ entry, why: startable.why });
  }
  const output = openOutput(documentsOf(project));
  if (jobs.length > 0 && !options.yes && !(await confirmed(jobs, output))) return 0;

  const stopped = new AbortController();
  // Every server that runs listens to it.
  setMaxListeners(0, stopped.signal);
  const stop = (): void => stopped.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, stop);
  const progress = progressOn(openOutput(documentsOf(project), "auto", process.stderr), jobs.length, (profile) =>
    storeProfile(profile, host),
  );
  try {
    const outcomes = await measureAll(
      jobs,
      {
        list: () => listProcesses(host.platform.os),
        timeout: options.timeout * 1000,
        fresh,
        settled: options.settle * 1000,
        signal: stopped.signal,
        today: new Date().toISOString().slice(0, 10),
        platform: `${process.platform}/${process.arch}`,
      },
      progress,
    );
    const result = { outcomes, skipped, file: shownPath(localProfilesFile(host.platform), host.platform) };
    await output.write(options.json ? asJson(result) : describeMeasurements(result, output));
    const failed = [...outcomes.values()].some(({ kind }) => kind === "failed");
    return failed || outcomes.size < jobs.length ? 1 : 0;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

/** One entry of each identity. @throws UserError for a name that no config has. */
function chosen(project: Project, names: readonly string[]): readonly ServerEntry[] {
  const known = groupBy(project.entries, ({ name }) => name.value);
  for (const name of names) {
    if (known.has(name)) continue;
    const meant = nearest(name, [...known.keys()]);
    throw new UserError(
      `no config has a server \`${name}\``,
      meant === undefined ? "`mcp-lint list --machine` lists all" : `did you mean \`${meant}\`?`,
    );
  }
  const wanted = names.length > 0 ? names.flatMap((name) => known.get(name)!) : project.entries;
  const starting = names.length > 0 ? wanted : wanted.filter(({ identity }) => identity !== undefined);
  return [...groupBy(starting, (entry) => entry.identity ?? entry).values()].map(([first]) => first);
}

async function confirmed(jobs: readonly Job[], { write }: Output): Promise<boolean> {
  const lines = jobs.map(({ entry }) => `  ${visible(entry.name.value)}: ${visible(launchText(entry.launch!))}`);
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UserError("measure starts servers, and nobody is here to confirm it", "--yes starts them without asking");
  }
  await write(["These servers are started, one after the other, and ended again:", ...lines].join("\n"));
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("n")));
  const answer = await Promise.race([terminal.question("Start them? [y]es, [n]o: "), closed]);
  terminal.close();
  return /^y/i.test(answer.trim());
}

/** A line for each server that is done; on a terminal also one that says what goes on. */
function progressOn({ write, style }: Output, total: number, store: (profile: Profile) => void): Progress {
  const { stderr } = process;
  const going = new Map<Job, "starts" | "settles">();
  let done = 0;
  const show = (): void => {
    if (!stderr.isTTY || going.size === 0) return;
    const parts = [...going].map(([{ entry }, state]) => `${visible(entry.name.value)} ${state}`);
    stderr.write(`\r\u001b[2K${done}/${total} ${parts.join(", ")}`.slice(0, (stderr.columns || 80) + 4));
  };
  return {
    onStart(job) {
      going.set(job, "starts");
      show();
    },
    onAnswer(job) {
      going.set(job, "settles");
      show();
    },
    onEnd(job, outcome) {
      going.delete(job);
      done++;
      if (outcome.kind === "measured") store(outcome.profile);
      if (stderr.isTTY) stderr.write("\r\u001b[2K");
      const name = visible(job.entry.name.value);
      const text =
        outcome.kind === "measured"
          ? style.success(`measured ${name}`)
          : style.error(`${name}: ${visible(outcome.why)}`);
      void write(text).then(show);
    },
  };
}

interface Result {
  readonly outcomes: ReadonlyMap<Job, Outcome>;
  readonly skipped: readonly { readonly entry: ServerEntry; readonly why: string }[];
  readonly file: string;
}

function asJson({ outcomes, skipped, file }: Result): string {
  const report = {
    version: 1,
    file,
    measured: [...outcomes].flatMap(([{ entry }, outcome]) =>
      outcome.kind === "measured" ? [{ entry: entry.name.value, ...outcome.profile }] : [],
    ),
    failed: [...outcomes].flatMap(([{ entry }, outcome]) =>
      outcome.kind === "failed" ? [{ entry: entry.name.value, why: outcome.why }] : [],
    ),
    skipped: skipped.map(({ entry, why }) => ({ entry: entry.name.value, why })),
  };
  return JSON.stringify(report, undefined, 2);
}
