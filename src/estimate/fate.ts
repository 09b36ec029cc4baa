import { sharingOfEntry } from "../data/sharing.ts";
import type { Sharing } from "../manifest/manifest.ts";
import { withoutGain } from "../migration/gain.ts";
import type { Project } from "../model/entry.ts";
import { definitionKeyOf } from "../model/identity.ts";
import { targetOf } from "../model/target.ts";
import type { Loaded } from "./load.ts";

/** What becomes of a server that sessions start, once all goes to the hub that can. */
export type Fate =
  /** `server`: its name in the manifest, or what tells it apart where there is no plan. */
  | { readonly kind: "hub"; readonly server: string; readonly sharing: Sharing }
  /** A bridge to a URL that the client can call itself. */
  | { readonly kind: "url" }
  | { readonly kind: "stay"; readonly why: string; readonly wayOut: string };

/** As `--fix` would do it where the project has its plan; else by what the client and the server can. */
export function fateOf({ entry, reading }: Loaded, project: Project): Fate {
  const outcome = project.migration?.get(entry);
  if (outcome?.kind === "move") return { kind: "hub", server: outcome.server, sharing: outcome.sharing };
  if (outcome?.kind === "stay") return { kind: "stay", why: outcome.why, wayOut: outcome.wayOut };
  if (!reading.dialect.http) {
    return {
      kind: "stay",
      why: `${reading.client.name} cannot take a URL`,
      wayOut: "leave it as it is, or give the client a bridge with --fix --bridge",
    };
  }
  if (targetOf(entry)) return { kind: "url" };
  const refused = withoutGain(entry, [reading], project);
  if (refused) return { kind: "stay", why: refused.why, wayOut: refused.wayOut };
  const { sharing } = sharingOfEntry(entry);
  return { kind: "hub", server: definitionKeyOf(entry) ?? entry.name.value, sharing };
}

/** Processes of a server that the hub runs for so many sessions. */
export function childrenOf(sharing: Sharing, sessions: number): number {
  if (sessions === 0) return 0;
  if (sharing === "session") return sessions;
  return typeof sharing === "object" ? Math.min(sharing.pool, sessions) : 1;
}
