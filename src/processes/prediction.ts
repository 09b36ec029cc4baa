import { clientById } from "../clients/index.ts";
import { started, totalsOf, type Totals } from "../estimate/fleet.ts";
import { loadIn } from "../estimate/load.ts";
import { startOf, type Knowledge } from "../estimate/start.ts";
import { groupBy } from "../model/group.ts";
import type { Project, ServerEntry } from "../model/entry.ts";
import type { Picture, Session } from "./attribute.ts";

/** What the configs say of the sessions that are open. */
export interface Prediction {
  /** Servers that these sessions start by their configs, together. */
  readonly servers: number;
  readonly totals: Totals;
  /** Names of those that do not run. */
  readonly absent: ReadonlyMap<Session, readonly string[]>;
}

export function predictionOf({ sessions }: Picture, project: Project, knowledge: Knowledge): Prediction {
  const expected = sessions.map((session) => [session, expectedIn(session, project)] as const);
  const entries = expected.flatMap(([, entries]) => entries);
  const parts = [...groupBy(entries, (entry) => entry)].map(([entry, group]) =>
    started(startOf(entry, knowledge), group.length),
  );
  return {
    servers: entries.length,
    totals: totalsOf(parts, knowledge),
    absent: new Map(
      expected.map(([session, entries]) => {
        const running = new Set(session.servers.map(({ name }) => name));
        return [session, entries.map(({ name }) => name.value).filter((name) => !running.has(name))];
      }),
    ),
  };
}

/** Of clients inside another, those that are seen to start something. */
function expectedIn({ program, folder, servers }: Session, project: Project): readonly ServerEntry[] {
  const seen = servers.flatMap(({ reading }) => reading?.client.id ?? []);
  const ids = new Set([program.client, ...seen]);
  return [...ids].flatMap((id) => {
    const client = clientById(id);
    return client ? loadIn(folder, client, project).started.map(({ entry }) => entry) : [];
  });
}
