import type { Op } from "../edit/op.ts";

/**
 * `safe`: every client that read this file before reaches the same servers with the same credentials after.
 * `manual`: advice that only a person can carry out.
 */
export type Safety = "safe" | "unsafe" | "manual";

/** One transaction: its ops are applied together or not at all, over any number of files. */
export interface Fix {
  readonly title: string;
  readonly safety: Safety;
  readonly ops: readonly [Op, ...Op[]];
}

/** A fix that there would be, were nothing in its way. */
export interface Advice {
  readonly title: string;
  readonly safety: "manual";
  readonly ops: readonly [];
  /** What is in the way, one sentence without final dot. */
  readonly why: string;
}
