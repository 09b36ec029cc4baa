import type { Picture, RunningServer } from "../processes/attribute.ts";
import { duplicatesAmong, figuresOf, sumOf, type Figures } from "../processes/figures.ts";
import type { Prediction } from "../processes/prediction.ts";
import type { Process } from "../processes/process.ts";
import { launchText, programOf } from "./processes.ts";

/**
 * What runs, as JSON. Memory in MB of 1,048,576 bytes, two digits; `pss` and `private` are left out where the system does
 * not tell them. Never an argument or a variable.
 */
export function reportProcessesJson({ sessions, servers, table }: Picture, prediction: Prediction): string {
  const figures = new Map(servers.map((server) => [server, figuresOf(server, table)]));
  const serverOf = (server: RunningServer): object => {
    const { entry, reading, launch, tree, launchers } = server;
    const { launchers: waiting, ...all } = figures.get(server)!;
    return {
      name: server.name,
      ...(reading && { client: reading.client.id }),
      ...(entry && {
        file: entry.source.shown,
        identity: entry.identity,
      }),
      launch: launchText(launch),
      pid: tree[0].pid,
      since: timeOf(tree[0]),
      ...plain(all),
      launchers: plain(waiting),
      tree: tree.map(({ pid, parent, args }) => ({
        pid,
        parent,
        program: programOf(args[0]!),
        launcher: launchers.some((process) => process.pid === pid),
      })),
    };
  };
  const of = (origin: RunningServer["origin"]): readonly object[] =>
    servers.filter((server) => server.origin === origin).map(serverOf);
  const report = {
    version: 1,
    time: new Date(table.taken).toISOString(),
    sessions: sessions.map((session) => ({
      client: session.program.client,
      pid: session.process.pid,
      since: timeOf(session.process),
      ...(session.folder !== undefined && { folder: session.folder }),
      servers: session.servers.map(serverOf),
      absent: prediction.absent.get(session) ?? [],
    })),
    orphans: of("orphan"),
    others: of("other"),
    duplicates: duplicatesAmong(servers).map((group) => ({
      name: group[0].name,
      identity: group[0].entry?.identity,
      pids: group.map(({ tree }) => tree[0].pid),
      allButOne: plain(sumOf(group.slice(1).map((server) => figures.get(server)!))),
    })),
    total: plain(sumOf([...figures.values()])),
    predicted: { servers: prediction.servers, ...prediction.totals },
    launchers: plain(sumOf([...figures.values()].map(({ launchers }) => launchers))),
  };
  return JSON.stringify(report, undefined, 2);
}

function plain({ processes, memory }: Figures): object {
  const sizes = Object.entries(memory).map(([name, size]: [string, number]) => [name, Math.round(size * 100) / 100]);
  return { processes, memory: Object.fromEntries(sizes) as object };
}

function timeOf({ since }: Process): string {
  return new Date(since).toISOString();
}
