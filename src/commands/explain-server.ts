import { ownHttpCommand } from "../data/own-http.ts";
import { rangeOf } from "../estimate/amount.ts";
import { weightOf } from "../data/heavy.ts";
import { openPage } from "../estimate/factors.ts";
import { loadsOf } from "../estimate/load.ts";
import type { EstimateResult } from "../estimate/result.ts";
import type { ServerVerdict } from "../estimate/verdict.ts";
import type { Project } from "../model/entry.ts";
import { homes, spread } from "../report/estimate/human.ts";
import { counted, grouped, memoryText, rangeText, timeText } from "../report/quantity.ts";
import type { Style } from "../report/style.ts";
import { table } from "../report/table.ts";
import { visible, wrap } from "../report/visible.ts";
import { readProject, type Host } from "../run.ts";
import { choicesOf } from "./chosen.ts";
import { estimateFor, openSessions, type EstimateChoice } from "./estimate-result.ts";
import type { Output } from "./output.ts";

type Look = Pick<Output, "style" | "width">;

interface Explained {
  readonly project: Project;
  text(look: Look): string;
}

/**
 * What a server of this repository costs and where it best runs; where it has none of that name, of this machine.
 * Undefined where nobody has one; `note` hears every name that was passed over.
 */
export async function explainServer(
  name: string,
  choice: EstimateChoice,
  host: Host,
  note: (name: string) => void,
): Promise<Explained | undefined> {
  const isHome = host.platform.cwd === host.platform.home;
  for (const selection of [...(isHome ? [] : [{}]), { machine: true as const }]) {
    const { settings } = await choicesOf(selection, host);
    const project = await readProject({ paths: [], ignore: false, ...selection }, settings, host);
    for (const entry of project.entries) note(entry.name.value);
    if (!project.entries.some((entry) => entry.name.value === name)) continue;
    const result = await estimateFor(project, settings, choice, host, openSessions(host));
    return { project, text: (look) => describeServer(name, result, look) };
  }
  return undefined;
}

function describeServer(name: string, result: EstimateResult, look: Look): string {
  const verdicts = result.verdict.servers.filter(({ server }) =>
    [server.entry, ...server.uses.map(({ entry }) => entry)].some((entry) => entry.name.value === name),
  );
  const connecting = loadsOf(result.project).filter(({ connected }) =>
    connected.some(({ entry }) => entry.name.value === name),
  );
  const started = verdicts.map((verdict) => describe(verdict, result, look).join("\n"));
  const reached =
    connecting.length === 0
      ? []
      : [
          `${look.style.bold(visible(name))} is reached over HTTP by ${connecting.map(({ client }) => client.name).join(", ")}: their sessions start nothing for it.`,
        ];
  const idle =
    started.length + reached.length === 0
      ? [`${look.style.bold(visible(name))} is switched off, or no client loads it: it costs nothing.`]
      : [];
  return [...started, ...reached, ...idle].join("\n\n");
}

function describe(verdict: ServerVerdict, { sessionsFrom }: EstimateResult, { style, width }: Look): readonly string[] {
  const { server, home, why, answers, latency, ownHttp } = verdict;
  const { entry, start, uses, each } = server;
  const sessions = uses.reduce((sum, use) => sum + use.sessions, 0);
  const clients = [...new Set(uses.map(({ client }) => client.name))].join(", ");
  const args = entry.launch?.serverArgs.map(({ value }) => value) ?? [];
  const weight = weightOf([start.name], args);
  const rows: [head: string, text: string][] = [
    ["runs", `${visible(start.name)}${entry.launch ? ` through ${entry.launch.launcher}` : ""}`],
    [
      "for",
      `${clients}: ${counted(sessions, "session")}${sessionsFrom === "default" ? " reckoned with, one of each" : ""}`,
    ],
    [
      "costs",
      `${counted(each.processes.likely, "process")} and ${spread(each.settled)} in each, ${memoryText(each.fresh.likely)} in the first minute`,
    ],
    ["figures", start.source.text],
    ...(weight === "browser"
      ? [
          [
            "with a page",
            `open, ${openPage.processes} processes and ${openPage.memory.low} to ${openPage.memory.high} MB more`,
          ] as [string, string],
        ]
      : []),
    [
      "tools",
      start.tools === undefined
        ? "not measured"
        : `${grouped(start.tools)}, about ${grouped(rangeOf(start.tokens).likely)} tokens in every session`,
    ],
    [
      "ready in",
      `${timeText(latency.start.likely)} over stdio, ${timeText(latency.connect.likely)} over a hub that runs it`,
    ],
    ["each call", `${latency.call.likely.toFixed(1)} ms longer over the hub`],
    ["break even", crossing(verdict)],
    ...(ownHttp
      ? [["own HTTP", `${ownHttpCommand(ownHttp)}${ownHttp.remark ? ` (${ownHttp.remark})` : ""}`] as [string, string]]
      : []),
  ];
  const indent = Math.max(...rows.map(([head]) => head.length)) + 4;
  const facts = rows.flatMap(([head, text]) => {
    const [first = "", ...more] = wrap(text, width - indent);
    return [`  ${style.dim(head.padEnd(indent - 2))}${first}`, ...more.map((line) => " ".repeat(indent) + line)];
  });
  const leaning = { stdio: "stdio", http: "hub", neither: "" } as const;
  return [
    style.bold(visible(entry.name.value)),
    ...facts,
    "",
    ...questions(
      answers.map(({ question, answer, leans }) => [leaning[leans], question, answer]),
      style,
      width,
    ),
    "",
    ...wrap(`Verdict: ${homes[home]}. ${why.slice(0, 1).toUpperCase()}${why.slice(1)}.`, width).map((line) =>
      style.bold(line),
    ),
  ];
}

function crossing({ latency }: ServerVerdict): string {
  const { calls, sessions } = latency;
  if (!Number.isFinite(sessions)) return "never: starting it is as fast as connecting";
  return `up to some ${rangeText(roughly(calls))} calls in a session the hub is the faster one; it has paid for its own start with session ${sessions}`;
}

/** Two digits: more would not be true. */
function roughly({ low, likely, high }: ServerVerdict["latency"]["calls"]): ServerVerdict["latency"]["calls"] {
  const round = (count: number): number => Number(count.toPrecision(2));
  return { low: round(low), likely: round(likely), high: round(high) };
}

function questions(
  rows: readonly (readonly [string, string, string])[],
  style: Style,
  width: number,
): readonly string[] {
  const lines = rows.flatMap(([leans, question, answer]) => {
    const [first = "", ...more] = wrap(`${question} ${capitalized(answer)}.`, width - 9);
    return [[style.dim(leans), first], ...more.map((line) => ["", line])];
  });
  return table([[style.dim("leans to"), ""], ...lines]).split("\n");
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
