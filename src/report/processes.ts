import { clientById } from "../clients/index.ts";
import { hubReader } from "../manifest/client.ts";
import type { Launch } from "../model/launch.ts";
import type { Picture, RunningServer, Session } from "../processes/attribute.ts";
import { duplicatesAmong, figuresOf, sumOf, type Figures, type ServerFigures } from "../processes/figures.ts";
import type { ProcessMemory } from "../processes/process.ts";
import type { Prediction } from "../processes/prediction.ts";
import { memoryRangeText, memoryText, rangeText, counted } from "./quantity.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { cut, visible, widthOf, wrap } from "./visible.ts";

export interface ProcessReportOptions {
  readonly style: Style;
  /** Columns. */
  readonly width: number;
  /** A path as people see it. */
  readonly shownPath: (path: string) => string;
}

/** What runs, by session, as text for people. */
export function reportProcesses(picture: Picture, prediction: Prediction, options: ProcessReportOptions): string {
  const { servers, sessions, table } = picture;
  const { style, width } = options;
  const figures = new Map(servers.map((server) => [server, figuresOf(server, table)]));
  const [head, lines] = serverLines(picture, figures, options);
  const block = (title: string, servers: readonly RunningServer[], notes: readonly string[] = []): readonly string[] =>
    servers.length === 0 ? [] : [title, ...servers.map((server) => lines.get(server)!), ...notes, ""];
  const of = (origin: RunningServer["origin"]): readonly RunningServer[] =>
    servers.filter((server) => server.origin === origin);
  return [
    ...(servers.length > 0 ? [head] : []),
    ...sessions.flatMap((session) =>
      block(
        sessionTitle(session, picture, options),
        session.servers,
        absentLines(prediction.absent.get(session), options),
      ),
    ),
    ...block(style.warning("Orphans: whoever started them is gone"), of("orphan")),
    ...block(style.bold("Not of a client"), of("other")),
    ...closing(picture, figures, prediction).flatMap((line) => wrap(line, width)),
    ...(of("orphan").length > 0
      ? [`${style.help("hint")}: mcp-lint ps --reap offers to end the orphans, one by one`]
      : []),
  ].join("\n");
}

function sessionTitle({ program, process, folder }: Session, picture: Picture, options: ProcessReportOptions): string {
  const since = ageText(picture.table.taken - process.since);
  const where = folder === undefined ? "" : ` in ${visible(options.shownPath(folder))}`;
  const { style } = options;
  return `${style.bold(clientName(program.client))} ${style.dim(`(${process.pid}) for ${since}${where}`)}`;
}

function absentLines(names: readonly string[] = [], { style, width }: ProcessReportOptions): readonly string[] {
  if (names.length === 0) return [];
  const text = `also in its configs, and not running: ${visible(names.join(", "))}`;
  return wrap(text, width - 2).map((line) => style.dim(`  ${line}`));
}

/** Widest name that is shown whole. */
const widestName = 20;
const narrowest = 12;

/** One table over all sections: its head, and the line of every server. */
function serverLines(
  { servers }: Picture,
  figures: ReadonlyMap<RunningServer, ServerFigures>,
  { style, width }: ProcessReportOptions,
): readonly [head: string, lines: ReadonlyMap<RunningServer, string>] {
  const tellsPss = [...figures.values()].some(({ memory }) => memory.pss !== undefined);
  const heads = ["", "", "pid", "proc", ...(tellsPss ? ["PSS"] : []), "RSS", "launcher"];
  const fitted = (texts: readonly string[], width: number): string => {
    const shown = texts.map(visible);
    return shown.find((text) => widthOf(text) <= width) ?? cut(shown.at(-1)!, width, style.glyphs.ellipsis);
  };
  const rows = servers.map((server): readonly string[] => {
    const { processes, memory, launchers } = figures.get(server)!;
    return [
      `  ${fitted([server.name, withoutScope(server.name)], widestName)}`,
      "",
      String(server.tree[0].pid),
      String(processes),
      ...(tellsPss ? [memory.pss === undefined ? "" : memoryText(memory.pss)] : []),
      memoryText(memory.rss),
      launchers.processes > 0 ? `${Math.round((100 * mainly(launchers.memory)) / mainly(memory))} %` : "",
    ];
  });
  const widths = heads.map((head, at) => Math.max(...[head, ...rows.map((row) => row[at]!)].map(widthOf)));
  const gaps = 2 * (heads.length - 1);
  const others = widths.reduce((sum, columns, at) => (at === 1 ? sum : sum + columns), gaps);
  const room = Math.max(narrowest, width - others);
  const launches = ["", ...servers.map(({ launch }) => fitted(launchTexts(launch), room))];
  const shown = [heads, ...rows].map((row, line) =>
    row.map((cell, at) => {
      if (at === 1) return launches[line]!;
      return at > 1 ? " ".repeat(widths[at]! - widthOf(cell)) + cell : cell;
    }),
  );
  const [head, ...lines] = table(shown).split("\n");
  return [style.dim(head!), new Map(servers.map((server, at) => [server, lines[at]!]))];
}

/** What is started: the launcher with package or program. Never an argument, which may hold a secret. */
export function launchText(launch: Launch): string {
  return launchTexts(launch)[0];
}

/** The same, and ever shorter. */
function launchTexts({ launcher, package: source, program }: Launch): readonly [string, ...string[]] {
  if (!source) return [lastOf(program.value)];
  if (source.registry === "path") return [`${launcher} ${lastOf(source.name)}`];
  const version = source.version === undefined ? "" : `@${source.version}`;
  const names = [`${source.name}${version}`, source.name, withoutScope(source.name)];
  return names.map((name) => `${launcher} ${name}`) as [string, ...string[]];
}

function withoutScope(name: string): string {
  return name.replace(/^@[^/]+\//, "");
}

function lastOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

function closing(
  { servers, sessions }: Picture,
  figures: ReadonlyMap<RunningServer, ServerFigures>,
  prediction: Prediction,
): readonly string[] {
  const idle = sessions.filter(({ servers }) => servers.length === 0);
  const without = idle.length > 0 ? [`Without a server: ${namesOf(idle)}`] : [];
  if (servers.length === 0) return ["No MCP server is running", ...without];
  const all = sumOf([...figures.values()]);
  const waiting = sumOf([...figures.values()].map(({ launchers }) => launchers));
  const repeated = duplicatesAmong(servers).map((group) => {
    const spare = sumOf(group.slice(1).map((server) => figures.get(server)!));
    const whose = [...new Set(group.map((server) => ownerText(server, sessions)))].join(", ");
    return `${visible(group[0].name)} runs ${group.length} times (${whose}); all but one take ${memoryTold(spare.memory)}`;
  });
  const { totals } = prediction;
  const predicted = `${rangeText(totals.processes)} processes, ${memoryRangeText(totals.settled)} once idle for a minute, ${memoryRangeText(totals.fresh)} before`;
  const unlisted = new Set(servers.filter(({ entry }) => !entry).map(({ name }) => visible(name)));
  return [
    ...repeated,
    ...(unlisted.size > 0 ? [`In no config that was read: ${[...unlisted].join(", ")}`] : []),
    ...without,
    `${counted(servers.length, "server")} in ${counted(sessions.length - idle.length, "session")}: ${toldOf(all)}` +
      (waiting.processes > 0 ? `; of that ${toldOf(waiting)} only for launching` : ""),
    ...(prediction.servers > 0
      ? [
          `The configs start ${counted(prediction.servers, "server")} in ${sessions.length === 1 ? "this session" : "these sessions"}: ${predicted}`,
        ]
      : []),
  ];
}

function ownerText({ client, origin }: RunningServer, sessions: readonly Session[]): string {
  const session = sessions.find(({ process }) => process === client);
  return session ? clientName(session.program.client) : origin === "orphan" ? "an orphan" : "no client";
}

function namesOf(sessions: readonly Session[]): string {
  return [...new Set(sessions.map(({ program }) => clientName(program.client)))].join(", ");
}

export function clientName(id: string): string {
  return clientById(id)?.name ?? hubReader.client.name;
}

function toldOf({ processes, memory }: Figures): string {
  return `${counted(processes, "process")}, ${memoryTold(memory)}`;
}

export function memoryTold({ rss, pss }: ProcessMemory): string {
  return pss === undefined ? `${memoryText(rss)} RSS` : `${memoryText(pss)} PSS (${memoryText(rss)} RSS)`;
}

/** `node` of `/usr/bin/node`; the first word of a title. */
export function programOf(name: string): string {
  return (/^[^/\\]* /.test(name) ? name : lastOf(name)).split(" ")[0]!;
}

/** What a share is a share of. */
function mainly({ pss, rss }: ProcessMemory): number {
  return pss ?? rss;
}

/** `12 s`, `5 min`, `3 h`, `2 d`. */
export function ageText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds / 1000);
  if (seconds < 100) return `${Math.round(seconds)} s`;
  if (seconds < 100 * 60) return `${Math.round(seconds / 60)} min`;
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}
