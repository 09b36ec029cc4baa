const second = 1000;
const minute = 60 * second;
const MiB = 1024 * 1024;

/** Bounds of the hub, in milliseconds, bytes or pieces. Those of one server are in the manifest. */
export interface Limits {
  /** Of one request. */
  readonly body: number;
  /** That are held in memory; the longest idle are forgotten first. A forgotten session comes back with its next request. */
  readonly sessions: number;
  readonly sessionIdle: number;
  /** For a client to come back to a stream it lost, before its call is cancelled. */
  readonly resume: number;
  /** Kept of one session for streams that are taken up again. */
  readonly replayEvents: number;
  readonly replayBytes: number;
  /** Not yet taken by a client that reads slowly; its stream is closed then. */
  readonly backlog: number;
  /** For a client without sessions to answer a question of a server. */
  readonly question: number;
  /** For a server to stop what was cancelled, before its place goes to the next. */
  readonly afterCancel: number;
  /** Ends in a row after which calls are refused at once instead of waiting for the next attempt. */
  readonly crashLoop: number;
  /** After which a server counts as sound again. */
  readonly healthy: number;
  /** Between signs of life on an idle stream. */
  readonly keepAlive: number;
  /** Between attempts to listen on a port that another process has. */
  readonly portRetry: number;
  /** Between looks at the clock. */
  readonly tick: number;
}

export const defaultLimits: Limits = {
  body: 16 * MiB,
  sessions: 2000,
  sessionIdle: 30 * minute,
  resume: 5 * second,
  replayEvents: 256,
  replayBytes: MiB,
  backlog: 64 * MiB,
  question: 10 * minute,
  afterCancel: second,
  crashLoop: 4,
  healthy: minute,
  keepAlive: 30 * second,
  portRetry: 30 * second,
  tick: second,
};
