import type { Launcher } from "../model/launch.ts";

/** A number, or the two between which it lies. */
export type NumberOrRange = number | readonly [low: number, high: number];

/** What the user knows better than the shipped figures; every member replaces the figure of that name. */
export interface KnownCost {
  /** Processes that stay while idle. */
  readonly processes?: NumberOrRange;
  /** MB that one start takes from the machine, idle for a minute. */
  readonly memory?: NumberOrRange;
  /** The same in the first minute. */
  readonly freshMemory?: NumberOrRange;
  /** MB of resident set size, as a task manager shows it. */
  readonly rss?: NumberOrRange;
  /** Milliseconds until the server answers. */
  readonly ready?: NumberOrRange;
}

/** Figures for what nobody measured. */
export interface Factors {
  /** What a launcher keeps beside each server. */
  readonly launchers?: Partial<Readonly<Record<Launcher, KnownCost>>>;
  /** A server of which nothing is known. */
  readonly server?: KnownCost & { readonly tokens?: NumberOrRange };
  /** MB that a program takes once, however often it runs, by its name (`node`). */
  readonly shared?: Readonly<Record<string, number>>;
  /** The hub itself. */
  readonly hub?: KnownCost & {
    /** MB for every session and server. */
    readonly memoryPerSession?: NumberOrRange;
    /** Milliseconds that it adds to a call. */
    readonly call?: NumberOrRange;
  };
}

/** Sessions open at one time: of each client, or by client id. */
export type Sessions = number | Readonly<Record<string, number>>;

/** What may not be passed. */
export interface Budget {
  readonly processes?: number;
  /** MB that the machine loses, idle for a minute. */
  readonly ram?: number;
}

/** The section `estimate` of a config. */
export interface EstimateSettings {
  readonly factors?: Factors;
  /** By name of a server, or of a package without version. */
  readonly profiles?: Readonly<Record<string, KnownCost & { readonly tokens?: NumberOrRange }>>;
  /** `auto`: counted from the running machine where a command can, else 1. */
  readonly sessions?: Sessions | "auto";
  readonly budget?: Budget;
}
