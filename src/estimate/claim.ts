import type { Estimate } from "./estimate.ts";
import type { EstimateSettings } from "./settings.ts";

/*
 * The article "MCP stdio vs HTTP Hub" (ToolRoute, April 2026): 50 servers × 8 sessions, 8 processes a server, some 424
 * launchers: 3,624 processes of 35 MB, 127 GB. With a hub: 55 processes, 2.1 GB.
 */

/** The article's factors for stdio. Its 424 launchers are 1.06 for each of 400 starts. */
export const claimedFactors: EstimateSettings = {
  factors: {
    server: { processes: 8, memory: 8 * 35 },
    launchers: { npx: { processes: 1.06, memory: 1.06 * 35 } },
    shared: { node: 0 },
  },
};

/**
 * Its factors for the hub: a server is one process there, though the article counts eight of it over stdio. What is left
 * of its 55 processes and 2.1 GB after 50 servers is the hub's.
 */
export const claimedHubFactors: EstimateSettings = {
  factors: {
    server: { processes: 1, memory: 35 },
    launchers: { npx: { processes: 0, memory: 0 } },
    shared: { node: 0 },
    hub: { processes: 5, memory: 350, memoryPerSession: 0 },
  },
};

export interface Claim {
  readonly processes: number;
  /** MB; the article's GB are 1,000 of them. */
  readonly memory: number;
}

/** What the article's factors give for the same starts. */
export function claimOf({ servers }: Pick<Estimate, "servers">): Claim {
  const starts = servers
    .flatMap(({ uses }) => uses)
    .reduce((sum, { sessions, served }) => sum + (served ? 0 : sessions), 0);
  const processes = starts * (8 + 1.06);
  return { processes: Math.round(processes), memory: processes * 35 };
}
