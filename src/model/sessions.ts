import type { Client, Scope } from "../clients/client.ts";
import { hostedClients } from "../data/hosted-clients.ts";
import { folderOf } from "../estimate/load.ts";
import { isHub } from "../manifest/client.ts";
import { oncePer } from "../once-per.ts";
import type { Project, Reading, ServerEntry } from "./entry.ts";
import { groupBy } from "./group.ts";
import { definitionKeyOf } from "./identity.ts";
import { precedence } from "./matrix.ts";
import { relevantReadings } from "./relevance.ts";
import { targetOf } from "./target.ts";

/** An entry that sessions of a client load, as that client reads it. */
export interface LoadedEntry {
  readonly entry: ServerEntry;
  readonly reading: Reading;
  /** Of the project it belongs to; empty where every session has it. */
  readonly folder: string;
}

/** Whether and when these are loaded is the user's choice of the moment. */
const byChoice: ReadonlySet<Scope> = new Set(["plugin", "agent", "profile", "legacy"]);

/** What sessions of each client load, in one project or another. */
export const loadedByClient: (project: Project) => ReadonlyMap<Client, readonly LoadedEntry[]> = oncePer((project) => {
  const loaded = new Map<Client, LoadedEntry[]>();
  for (const entry of project.entries) {
    for (const reading of relevantReadings(entry, project)) {
      const { client, outcome, disabled, transport, file } = reading;
      const isServer = transport !== "none" && transport !== "builtin" && !isHub(client);
      if (!isServer || disabled || byChoice.has(file.scope) || (outcome !== "loaded" && outcome !== "unknown"))
        continue;
      const found = loaded.get(client);
      const each = { entry, reading, folder: folderOf({ entry, reading }) };
      if (found) found.push(each);
      else loaded.set(client, [each]);
    }
  }
  return loaded;
});

/** Whether one session of the client has both. Two files at one and the same place are of two machines or projects. */
function meet(one: LoadedEntry, other: LoadedEntry): boolean {
  if (one.reading.file === other.reading.file && one.entry.source.file !== other.entry.source.file) return false;
  return one.folder === other.folder || one.folder === "" || other.folder === "";
}

/** Those of one client that share a key with an entry and meet it, in their order. */
export interface Meetings {
  readonly all: (each: LoadedEntry) => readonly LoadedEntry[];
  readonly before: (each: LoadedEntry) => readonly LoadedEntry[];
}

/** Without a look at every pair: a machine has thousands of entries, and a session a few of them. */
export function meetingsBy(loaded: readonly LoadedEntry[], keyOf: (each: LoadedEntry) => string): Meetings {
  const positions = new Map(loaded.map((each, index) => [each, index]));
  const inOrder = (one: LoadedEntry, other: LoadedEntry): number => positions.get(one)! - positions.get(other)!;
  const byKey = new Map(Array.from(groupBy(loaded, keyOf), ([key, same]) => [key, groupBy(same, folderIn)]));
  const candidates = (each: LoadedEntry): readonly LoadedEntry[] => {
    const byFolder = byKey.get(keyOf(each))!;
    const [here, above] = [byFolder.get(each.folder)!, byFolder.get("")];
    if (each.folder === "") return [...byFolder.values()].flat().sort(inOrder);
    return above ? [...here, ...above].sort(inOrder) : here;
  };
  const all = (each: LoadedEntry): readonly LoadedEntry[] => {
    const found = candidates(each);
    return found.length === 1 ? [] : found.filter((other) => other !== each && meet(other, each));
  };
  return { all, before: (each) => all(each).filter((other) => inOrder(other, each) < 0) };
}

function folderIn({ folder }: LoadedEntry): string {
  return folder;
}

/** Whether the client takes the first where it meets both under one name; undefined where that is not known. */
export function outranks(one: LoadedEntry, other: LoadedEntry): boolean | undefined {
  const [rank, otherRank] = [one, other].map(({ reading: { file } }) =>
    file.shared ? -1 : precedence.indexOf(file.scope),
  );
  return rank === -1 || otherRank === -1 || rank === otherRank ? undefined : rank! < otherRank!;
}

/** Clients that start servers of one name in two scopes both. */
export function keepsBoth({ id }: Client): boolean {
  // https://github.com/microsoft/vscode/issues/254984
  return id === "vscode";
}

/** Who else starts a server that could be served over HTTP. */
export interface Company {
  /** Servers that one session starts together with it, itself included; in the fullest project where it is in all. */
  readonly servers: number;
  /** Other clients that start the same one in the same project. */
  readonly clients: readonly Client[];
}

/** By entry; nothing of those that the user chooses for the moment. */
export const companies: (project: Project) => ReadonlyMap<ServerEntry, Company> = oncePer((project) => {
  const started = [...loadedByClient(project).values()].map((loaded) => loaded.filter(isMovable));
  const companies = new Map<ServerEntry, Company>();
  for (const ofClient of started) {
    const byFolder = groupBy(ofClient, folderIn);
    const everywhere = byFolder.get("") ?? [];
    for (const [folder, here] of byFolder) {
      const all = folder === "" || everywhere.length === 0 ? here : [...here, ...everywhere];
      const names = new Set<string>();
      for (const { entry } of all) names.add(entry.name.value);
      const alone: Company = { servers: names.size, clients: nobody };
      for (const { entry } of all) {
        if (names.size > (companies.get(entry)?.servers ?? 0)) companies.set(entry, alone);
      }
    }
  }
  for (const group of groupBy(started.flat(), ({ entry }) => definitionKeyOf(entry) ?? "").values()) {
    if (group.length === 1) continue;
    const byFolder = groupBy(group, folderIn);
    const everywhere = byFolder.get("") ?? [];
    for (const { entry, folder } of group) {
      const here = byFolder.get(folder)!;
      const clients = othersOf(
        entry,
        folder === "" ? group : everywhere.length === 0 ? here : [...here, ...everywhere],
      );
      if (clients.length > 0) companies.set(entry, { servers: companies.get(entry)!.servers, clients });
    }
  }
  return companies;
});

const nobody: readonly Client[] = [];

/** Clients that start what an entry does, and not by that entry. */
function othersOf(entry: ServerEntry, near: readonly LoadedEntry[]): readonly Client[] {
  if (near.length === 1) return nobody;
  const own = near.filter((each) => each.entry === entry);
  if (own.length === near.length) return [];
  const clients = new Set(near.map(({ reading }) => reading.client));
  for (const { reading } of own) clients.delete(reading.client);
  return [...clients];
}

function isMovable({ entry, reading: { client, transport, dialect } }: LoadedEntry): boolean {
  return transport === "stdio" && !!dialect.http && !targetOf(entry) && !Object.hasOwn(hostedClients, client.id);
}
