import type { Scope } from "../clients/client.ts";
import { isHub } from "../manifest/client.ts";
import type { Project, Reading, ServerEntry } from "./entry.ts";

/** One definition of a server in one client. */
export interface Definition {
  readonly entry: ServerEntry;
  readonly reading: Reading;
  /** Of the definitions of this name that a session of the client meets, the one that counts. */
  readonly wins: boolean;
}

/** A server name over all clients. */
export interface Row {
  readonly name: string;
  readonly definitions: readonly Definition[];
  /** What the definitions that count do not agree on. */
  readonly differences: readonly Difference[];
}

export type Difference = "transport" | "url" | "package" | "version" | "command" | "arguments" | "environment";

/** Strongest first: what is nearer to the work at hand wins over what is meant for everyone. */
export const precedence: readonly Scope[] = [
  "managed",
  "local",
  "workspace",
  "project",
  "embedded",
  "agent",
  "profile",
  "user",
  "legacy",
  "plugin",
];

/** Servers × clients, by name. Only the clients a file belongs to: a dozen more may read `.mcp.json`. */
export function matrixOf(project: Project): readonly Row[] {
  const byName = new Map<string, { entry: ServerEntry; reading: Reading }[]>();
  for (const entry of project.entries) {
    for (const reading of entry.ownReadings) {
      if (isHub(reading.client)) continue;
      const found = byName.get(entry.name.value);
      if (found) found.push({ entry, reading });
      else byName.set(entry.name.value, [{ entry, reading }]);
    }
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, found]) => rowOf(name, found));
}

function rowOf(name: string, found: readonly { entry: ServerEntry; reading: Reading }[]): Row {
  const strongest = new Map<string, number>();
  for (const { reading } of found) {
    const rank = precedence.indexOf(reading.file.scope);
    strongest.set(reading.client.id, Math.min(rank, strongest.get(reading.client.id) ?? rank));
  }
  const definitions = found.map(({ entry, reading }) => ({
    entry,
    reading,
    wins: precedence.indexOf(reading.file.scope) === strongest.get(reading.client.id),
  }));
  return {
    name,
    definitions,
    differences: differencesOf(definitions.filter(({ wins }) => wins).map(({ entry }) => entry)),
  };
}

function differencesOf(entries: readonly ServerEntry[]): readonly Difference[] {
  const differ = (of: (entry: ServerEntry) => unknown): boolean =>
    new Set(entries.map((entry) => JSON.stringify(of(entry)))).size > 1;
  if (differ(({ transport }) => transport)) return ["transport"];
  if (entries[0]?.transport !== "stdio") return differ(({ url }) => url?.value) ? ["url"] : [];
  if (!differ(({ identity }) => identity)) return [];
  if (differ(({ launch }) => launch?.package?.name ?? null)) return ["package"];
  const found: Difference[] = [];
  if (differ(({ launch }) => launch?.package?.version ?? null)) found.push("version");
  if (differ(({ launch, command }) => (launch?.package ? launch.launcher : command?.value))) found.push("command");
  if (differ(({ launch, args }) => (launch ? launch.serverArgs : args).map(({ value }) => value)))
    found.push("arguments");
  if (differ(({ env }) => env.map(({ name, value }) => [name, value]).sort())) found.push("environment");
  return found;
}
