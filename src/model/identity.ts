import type { ServerEntry } from "./entry.ts";

type Started = Pick<ServerEntry, "transport" | "command" | "args" | "env" | "cwd">;

/**
 * Equal for two stdio entries that start the same server: the order of variables does not matter, all else does. Holds what
 * they hold, secrets included: for comparing alone.
 */
export function definitionKeyOf({ transport, command, args, env, cwd }: Started): string | undefined {
  if (transport !== "stdio" || !command) return undefined;
  const variables = env.map(({ name, value }) => [name, value] as const);
  const sorted = env.length < 2 ? variables : [...new Map(variables)].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([command.value, args.map(({ value }) => value), sorted, cwd?.value ?? null]);
}

/** The same as a hash that may be shown and kept. */
export function identityOf(entry: Started): string | undefined {
  const written = definitionKeyOf(entry);
  if (written === undefined) return undefined;
  // Loaded here alone: that takes longer than many a whole run, and most runs ask for no identity.
  return process.getBuiltinModule("node:crypto").hash("sha256", written).slice(0, 16);
}
