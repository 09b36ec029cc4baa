import type { Sharing } from "../manifest/manifest.ts";

/**
 * `asleep`: no process runs, the next call starts one. `failed`: it ended by itself; the next attempt waits for its time,
 * and until then calls are answered with the error at once. `ejected`: clients start it themselves. `unreachable`: its
 * port belongs to another process. `waking`: being started, or about to be.
 */
export type ServerState = "asleep" | "waking" | "ready" | "failed" | "ejected" | "unreachable";

/** What the hub can say of itself at a moment. Plain data without secrets. Times in ms; instants since 1970. */
export interface HubStatus {
  readonly pid: number;
  readonly startedAt: number;
  readonly routing: "port" | "path";
  readonly servers: readonly ServerStatus[];
}

export interface ServerStatus {
  readonly name: string;
  readonly state: ServerState;
  /** Where clients reach it. */
  readonly url: string;
  readonly sharing: Sharing;
  /** Processes of it that run, oldest first. */
  readonly children: readonly ChildStatus[];
  /** Sessions of clients that the hub holds in memory. */
  readonly sessions: number;
  readonly calls: CallStatus;
  /** Times that it was started again after it had ended by itself. */
  readonly restarts: number;
  readonly lastExit?: ExitStatus;
  /** Of a failed server: when the next attempt may begin. */
  readonly retryAt?: number;
  /** Why it is `failed` or `unreachable`: one sentence. */
  readonly problem?: string;
  /** Questions of the server that could not be given to one session, because several had calls in flight. */
  readonly refusedQuestions: number;
}

export interface ChildStatus {
  readonly pid: number;
  readonly startedAt: number;
  /** From the start to the answer to `initialize`; absent until then. */
  readonly initializedAfter?: number;
  readonly inFlight: number;
}

export interface CallStatus {
  readonly total: number;
  readonly failed: number;
  readonly inFlight: number;
  /** Waiting for their turn. */
  readonly queued: number;
  /** Over the last calls that a process answered; absent before the first. */
  readonly p50?: number;
  readonly p95?: number;
}

export interface ExitStatus {
  readonly at: number;
  readonly code: number | null;
  readonly signal: string | null;
  readonly reason?: string;
  /** Its last lines on stderr, redacted. */
  readonly stderr: readonly string[];
}
