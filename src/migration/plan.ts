import { sharingOfEntry } from "../data/sharing.ts";
import type { Op } from "../edit/op.ts";
import { isEditable } from "../model/broken.ts";
import type { Refusal } from "../edit/lower.ts";
import { bridgeFormOf } from "../hub-form/bridge-form.ts";
import { hubFormOf, type HubForm } from "../hub-form/hub-form.ts";
import { markingEjected, preparing, recordingOrigin, recordingServer } from "../manifest/edits.ts";
import { runningOf, type Definition, type HubServer, type Manifest, type Origin } from "../manifest/manifest.ts";
import { allocate } from "../manifest/ports.ts";
import { readManifest } from "../manifest/read.ts";
import type { HubPlace, Project, Reading, ServerEntry } from "../model/entry.ts";
import { addressClaims, listenClaims } from "../model/port-claims.ts";
import { targetOf } from "../model/target.ts";
import { isUnread } from "../model/unread.ts";
import type { Settings } from "../settings.ts";
import { needsBridge } from "./blockers.ts";
import { definitionKey, startFor } from "./definition.ts";
import { entryText } from "./entry-text.ts";
import { manifestPath } from "./folders.ts";
import { withoutGain } from "./gain.ts";
import type { Migration, Move, Stay } from "./migration.ts";
import { allowed, refuse, withoutToken, type Refused } from "./reasons.ts";
import { starts, stdioReadings } from "../model/started.ts";

const migrations = new WeakMap<Project, WeakMap<Settings, Map<boolean, Migration>>>();

/**
 * What becomes of every entry that starts a process, or would were it switched on, worked out once for a project, so that
 * one server gets one port wherever it stands. Entries that only bridge to a URL are not in it: they need no hub.
 * `everything`: also what nobody gains by.
 */
export function migrationOf(project: Project, settings: Settings, everything: boolean = false): Migration {
  let bySettings = migrations.get(project);
  if (!bySettings) migrations.set(project, (bySettings = new WeakMap()));
  let known = bySettings.get(settings);
  if (!known) bySettings.set(settings, (known = new Map()));
  let migration = known.get(everything);
  if (!migration) known.set(everything, (migration = plan(project, settings, everything)));
  return migration;
}

/** An entry with what the hub would have to start for it. */
interface Candidate {
  readonly entry: ServerEntry;
  readonly readings: readonly [Reading, ...Reading[]];
  readonly definition: Definition;
  /** Why nobody gains by moving it. */
  readonly needless: Refused | undefined;
}

function plan(project: Project, settings: Settings, everything: boolean): Migration {
  const { manifest: place } = project;
  if (!place) return new Map();
  const { candidates, stays } = candidatesOf(project, place, settings);
  const migration = new Map<ServerEntry, Move | Stay>(stays.map((stay) => [stay.entry, stay]));
  const settle = ({ entry }: Candidate, outcome: Move | Refused): void => {
    migration.set(entry, "why" in outcome ? { kind: "stay", entry, ...outcome } : outcome);
  };
  const manifest = readOf(place);
  if (!manifest) {
    for (const each of candidates) settle(each, refuse("broken-manifest", each.readings[0]));
    return migration;
  }
  const groups = new Map<string, readonly Candidate[]>();
  const recorded = new Map(manifest.servers.map((server) => [definitionKey(server), server]));
  for (const [key, group] of groupsOf(candidates)) {
    const server = recorded.get(key) ?? ejectedFrom(group, manifest, place);
    if (server) recorded.set(key, server);
    // Whoever has it on the hub, or wants nothing but HTTP, has decided already.
    const isWanted = server !== undefined || everything || settings.preset === "hub";
    const gaining = group.filter((each) => {
      if (isWanted || !each.needless) return true;
      settle(each, each.needless);
      return false;
    });
    if (gaining.length > 0) groups.set(key, gaining);
  }
  const servers = namedServers(groups, recorded, manifest);
  const addresses = addressesOf(servers, manifest, project, settings);
  for (const [key, group] of groups) {
    const address = addresses.get(key);
    for (const each of group) {
      settle(
        each,
        address ? moveOf(each, servers.get(key)!, address, place, settings) : refuse("no-port", each.readings[0]),
      );
    }
  }
  return migration;
}

function candidatesOf(
  project: Project,
  place: HubPlace,
  { bridge, data }: Settings,
): { readonly candidates: readonly Candidate[]; readonly stays: readonly Stay[] } {
  const candidates: Candidate[] = [];
  const stays: Stay[] = [];
  for (const entry of project.entries) {
    const [first, ...others] = stdioReadings(entry, project);
    if (!first || targetOf(entry) || isUnread(entry)) continue;
    const readings = [first, ...others] as const;
    const allowance = project.allowedStdio?.get(entry);
    if (allowance) {
      stays.push({ kind: "stay", entry, ...allowed(allowance) });
      continue;
    }
    const definition = startFor(entry, readings, { project, place, bridge: bridge === true });
    if ("why" in definition) stays.push({ kind: "stay", entry, ...definition });
    else
      candidates.push({ entry, readings, definition, needless: withoutGain(entry, readings, project, data?.sharing) });
  }
  return { candidates, stays };
}

/** By what the hub would have to start. */
function groupsOf(candidates: readonly Candidate[]): ReadonlyMap<string, readonly [Candidate, ...Candidate[]]> {
  const groups = new Map<string, [Candidate, ...Candidate[]]>();
  for (const candidate of candidates) {
    const key = definitionKey(candidate.definition);
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  return groups;
}

/** Undefined where the manifest is there and cannot be relied on. */
function readOf({ document }: HubPlace): Manifest | undefined {
  if (!document) return { servers: [], origins: [] };
  const read = readManifest(document);
  return isEditable(document) && read.problems.length === 0 ? read : undefined;
}

/** The server of the manifest for a definition: the one recorded for it, or a new one. */
interface Named {
  readonly name: string;
  readonly recorded?: HubServer;
}

function namedServers(
  groups: ReadonlyMap<string, readonly Candidate[]>,
  recorded: ReadonlyMap<string, HubServer>,
  manifest: Manifest,
): ReadonlyMap<string, Named> {
  const names = new Set(manifest.servers.map(({ name }) => name));
  const named = new Map<string, Named>();
  // The definition that most entries of a name agree on gets the name; the order of the files decides nothing.
  const inOrder = [...groups].toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  for (const [key, group] of inOrder) {
    const server = recorded.get(key);
    if (server) {
      named.set(key, { name: server.name, recorded: server });
      continue;
    }
    const [wanted = ""] = group.map(({ entry }) => entry.name.value).toSorted();
    let name = wanted;
    for (let number = 2; names.has(name); number++) name = `${wanted}-${number}`;
    names.add(name);
    named.set(key, { name });
  }
  return named;
}

/** The server that was ejected to the place of one of these entries, and was changed there. */
function ejectedFrom(group: readonly Candidate[], manifest: Manifest, place: HubPlace): HubServer | undefined {
  const ejected = manifest.servers.filter((server) => server.ejected);
  return ejected.find(({ name }) =>
    manifest.origins.some(
      ({ server, file, path }) =>
        server === name &&
        group.some(({ entry }) => file === manifestPath(entry.source.file, place) && isSamePath(path, entry.path)),
    ),
  );
}

function isSamePath(one: Origin["path"], other: Origin["path"]): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

interface Address {
  readonly port: number;
  readonly url: string;
}

/** By key of the definition; nothing for one that finds no free port. */
function addressesOf(
  servers: ReadonlyMap<string, Named>,
  manifest: Manifest,
  project: Project,
  { ports: range, routing }: Settings,
): ReadonlyMap<string, Address> {
  const claimed = [...addressClaims(project), ...listenClaims(project)].map(({ port }) => port);
  const taken = new Set([
    ...claimed,
    ...manifest.servers.map(({ port }) => port),
    ...(project.manifest?.busyPorts ?? []),
  ]);
  // By the path the name counts too, which may be another one elsewhere.
  const elsewhere = routing === "path" ? undefined : project.manifest?.portsElsewhere;
  const own = new Set([...claimed, ...manifest.servers.map(({ port }) => port)]);
  const recorded = new Map(
    [...servers].flatMap(([key, { recorded: server }]): readonly (readonly [string, number])[] => {
      const shared = elsewhere?.get(key);
      if (server) return [[key, server.port]];
      return shared === undefined || own.has(shared) ? [] : [[key, shared]];
    }),
  );
  const shared = routing === "path" ? sharedPort(manifest, taken, range) : undefined;
  const { ports } = routing === "path" ? { ports: recorded } : allocate([...servers.keys()], recorded, taken, range);
  return new Map(
    [...servers].flatMap(([key, { name }]): readonly [string, Address][] => {
      const port = ports.get(key) ?? shared;
      if (port === undefined) return [];
      const path = routing === "path" ? `/mcp/${encodeURIComponent(name)}` : "/mcp";
      return [[key, { port, url: `http://127.0.0.1:${port}${path}` }]];
    }),
  );
}

/** The one port of a hub that tells its servers apart by the path. */
function sharedPort({ servers }: Manifest, taken: ReadonlySet<number>, range: Settings["ports"]): number | undefined {
  const recorded = servers.map(({ port }) => port).toSorted((a, b) => a - b);
  return recorded[0] ?? allocate(["hub"], new Map(), taken, range).ports.get("hub");
}

function moveOf(
  candidate: Candidate,
  server: Named,
  { port, url }: Address,
  place: HubPlace,
  { token, data, preset }: Settings,
): Move | Refused {
  const { entry, readings, definition } = candidate;
  const [first] = readings;
  const form = formOf(candidate, url, token === true);
  if ("refused" in form) {
    const isForToken = token === true && !("refused" in formOf(candidate, url, false));
    return isForToken ? withoutToken(readings) : refuse("readers-disagree", first);
  }
  const { sharing } = sharingOfEntry(entry, data?.sharing);
  const origin: Origin = {
    server: server.name,
    file: manifestPath(entry.source.file, place),
    path: entry.path,
    client: first.client.id,
    text: entryText(entry),
  };
  const { recorded, name } = server;
  const isRecorded = recorded !== undefined && definitionKey(recorded) === definitionKey(definition);
  const isGain = preset === "hub" ? sharing !== "session" : !candidate.needless;
  const isSafe = readings.every(({ file }) => file.rewrite !== "caution") && (recorded || isGain);
  const ops: readonly Op[] = [
    ...preparing(place),
    ...(isRecorded ? [] : recordingServer({ ...definition, name, port, sharing, ...runningOf(recorded ?? {}) }, place)),
    ...(isRecorded && recorded.ejected ? markingEjected(name, false, place) : []),
    ...recordingOrigin(origin, place),
  ];
  return {
    kind: "move",
    entry,
    server: name,
    definition,
    sharing,
    port,
    url,
    safety: isSafe ? "safe" : "unsafe",
    ops: [...ops, ...form.ops] as [Op, ...Op[]],
  };
}

/** For all clients that start the entry; where they have nothing in common, for those in use here. */
function formOf({ entry, readings }: Candidate, url: string, sendsToken: boolean): HubForm | Refusal {
  if (needsBridge(readings)) return bridgeFormOf(entry, url, sendsToken);
  const all = entry.readings.filter((reading) => starts(reading) && reading.dialect.http);
  const form = hubFormOf(entry, all, url, sendsToken);
  return "refused" in form ? hubFormOf(entry, readings, url, sendsToken) : form;
}
