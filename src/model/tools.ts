import type { Client } from "../clients/client.ts";
import { rangeOf, sumOf } from "../estimate/amount.ts";
import { knowledgeOf } from "../estimate/configured.ts";
import { servedBy } from "../estimate/hub-servers.ts";
import { loadsOf } from "../estimate/load.ts";
import { startOf } from "../estimate/start.ts";
import type { Settings } from "../settings.ts";
import type { Project, ServerEntry } from "./entry.ts";

/** The tools that one session of a client is offered, of the servers whose tools are known. */
export interface Offer {
  readonly client: Client;
  /** Most tools first. */
  readonly servers: readonly { readonly entry: ServerEntry; readonly tools: number; readonly tokens: number }[];
  /** Servers of which nothing is known. */
  readonly unknown: number;
}

/** Keys with which a client is told to offer some tools only. */
const filters = /tool/i;

/** What sessions of each client are offered, at least. Of a server with a list of its tools nothing is said. */
export function offersOf(project: Project, settings: Settings): readonly Offer[] {
  const knowledge = knowledgeOf(settings);
  return loadsOf(project).map(({ client, started, connected }) => {
    const loaded = [...started, ...connected].map(({ entry }) => entry);
    const servers = loaded.flatMap((entry) => {
      if (entry.rest.some(({ key }) => filters.test(key))) return [];
      const server = started.some((each) => each.entry === entry) ? entry : servedBy(entry, project)?.entry;
      const { tools, tokens } = server ? startOf(server, knowledge) : { tools: undefined, tokens: undefined };
      return tools === undefined ? [] : [{ entry, tools, tokens: tokens ? rangeOf(sumOf([tokens])).likely : 0 }];
    });
    return {
      client,
      servers: servers.toSorted((a, b) => b.tools - a.tools),
      unknown: loaded.length - servers.length,
    };
  });
}
