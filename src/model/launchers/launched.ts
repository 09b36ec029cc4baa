import type { Launch, Package, Word } from "../launch.ts";

/** What one family of launchers finds behind its own name. */
export type Launched = Pick<Launch, "launcher" | "flags" | "package" | "serverArgs">;

/** The package, where there is one, without its word among the flags. */
export function launched(
  launcher: Launch["launcher"],
  flags: readonly Word[],
  found: Package | undefined,
  serverArgs: readonly Word[],
): Launched {
  const others = flags.filter((word) => word !== found?.word);
  return found ? { launcher, flags: others, package: found, serverArgs } : { launcher, flags: others, serverArgs };
}

/** The words of a program that is no launcher, or not used as one: all belong to the server. */
export function direct(launcher: Launch["launcher"], words: readonly Word[]): Launched {
  return { launcher, flags: [], serverArgs: words.slice(1) };
}
