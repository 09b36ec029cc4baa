import type { Project } from "../model/entry.ts";
import { isHub } from "../manifest/client.ts";
import type { Settings } from "../settings.ts";
import type { Range } from "./amount.ts";
import { configuredEstimate, knowledgeOf, sessionsOf } from "./configured.ts";
import { estimateOf } from "./estimate.ts";
import type { Totals } from "./fleet.ts";
import type { Sessions } from "./settings.ts";

/** What the configs cost, from reading them alone: on any machine the same. */
export interface Cost {
  /** Entries of all files. */
  readonly entries: number;
  /** Entries that start a process. */
  readonly stdioEntries: number;
  /** Clients whose sessions start a server, and what one session of each starts. */
  readonly clients: readonly {
    readonly id: string;
    readonly name: string;
    readonly servers: number;
    readonly processes: Range;
  }[];
  /** With one session of each client, with the hub where there is one. */
  readonly one: Load;
  /** With the sessions that the user has, or enough to see what comes. */
  readonly many: Load & { readonly sessions: Sessions };
}

/** Processes, and MB that the machine loses once they are idle. */
export interface Load {
  readonly processes: Range;
  readonly memory: Range;
}

/** Sessions to compare with where the user gave none. */
const SESSIONS = 8;

export function costOf(project: Project, settings: Settings): Cost {
  const entries = project.entries.filter(({ ownReadings }) => !ownReadings.some(({ client }) => isHub(client)));
  const knowledge = knowledgeOf(settings);
  const given = sessionsOf(settings);
  const one = given === 1 ? configuredEstimate(project, settings) : estimateOf(project, 1, knowledge);
  const sessions = given === 1 ? SESSIONS : given;
  const many = given === 1 ? estimateOf(project, sessions, knowledge) : configuredEstimate(project, settings);
  return {
    entries: entries.length,
    stdioEntries: entries.filter(({ transport }) => transport === "stdio").length,
    clients: one.clients
      .filter(({ started }) => started > 0)
      .map(({ client: { id, name }, started, each: { processes } }) => ({ id, name, servers: started, processes })),
    one: loadOf(one.now),
    many: { sessions, ...loadOf(many.now) },
  };
}

function loadOf({ processes, settled }: Totals): Load {
  return { processes, memory: settled };
}
