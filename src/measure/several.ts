import type { Profile } from "../estimate/profile.ts";
import type { ServerEntry } from "../model/entry.ts";
import { ProbeError } from "../probe/answer.ts";
import { measure, type MeasureOptions } from "./measure.ts";
import type { StdioTarget } from "./target.ts";

/** A server to start. */
export interface Job {
  readonly entry: ServerEntry;
  readonly target: StdioTarget;
}

export type Outcome =
  | { readonly kind: "measured"; readonly profile: Profile }
  | { readonly kind: "failed"; readonly why: string; readonly stderr: readonly string[] };

/** What is told while it goes on. */
export interface Progress {
  onStart(job: Job): void;
  onAnswer(job: Job): void;
  onEnd(job: Job, outcome: Outcome): void;
}

/** Servers that are left alone at the same time. */
const mostAtOnce = 8;

/**
 * Measures servers one after the other, but does not wait idly: while one settles, the next is started. They are never
 * started together, for each would wait for the others. A job whose turn comes after the signal is not begun.
 */
export async function measureAll(
  jobs: readonly Job[],
  options: Omit<MeasureOptions, "onAnswer">,
  progress: Progress,
): Promise<ReadonlyMap<Job, Outcome>> {
  const outcomes = new Map<Job, Outcome>();
  const open = new Set<Promise<void>>();
  for (const job of jobs) {
    if (open.size >= mostAtOnce) await Promise.race(open);
    if (options.signal.aborted) break;
    progress.onStart(job);
    await new Promise<void>((answered) => {
      const onAnswer = (): void => {
        progress.onAnswer(job);
        answered();
      };
      const run = outcomeOf(job, { ...options, onAnswer }).then((outcome) => {
        outcomes.set(job, outcome);
        progress.onEnd(job, outcome);
        open.delete(run);
        answered();
      });
      open.add(run);
    });
  }
  await Promise.all(open);
  return outcomes;
}

async function outcomeOf({ entry, target }: Job, options: MeasureOptions): Promise<Outcome> {
  try {
    return { kind: "measured", profile: await measure(entry, target, options) };
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return { kind: "failed", why: options.signal.aborted ? "stopped" : error.message, stderr: error.stderr };
  }
}
