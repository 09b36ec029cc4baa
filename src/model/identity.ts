import type { ServerEntry } from "./entry.ts";

/** Equal for two stdio entries that start the same server: the order of variables does not matter, all else does. */
export function identityOf(
  entry: Pick<ServerEntry, "transport" | "command" | "args" | "env" | "cwd">,
): string | undefined {
  const { transport, command, args, env, cwd } = entry;
  if (transport !== "stdio" || !command) return undefined;
  const variables = [...new Map(env.map(({ name, value }) => [name, value]))].sort(([a], [b]) => (a < b ? -1 : 1));
  const written = JSON.stringify([command.value, args.map(({ value }) => value), variables, cwd?.value ?? null]);
  // Loaded here alone: that takes longer than many a whole run, and most runs ask for no identity.
  return process.getBuiltinModule("node:crypto").hash("sha256", written).slice(0, 16);
}
