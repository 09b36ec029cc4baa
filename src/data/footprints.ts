import type { Profile } from "../estimate/profile.ts";
import { oncePerText } from "../once-per.ts";

/*
 * Servers from npm, measured on 21 November 2026: Linux x64, 2 cores, npm 11.19.1, each started as `node entry.js` and as
 * `npx -y package@version`, with dummy credentials and without work. Memory from /proc/PID/smaps_rollup, 3 s and 60 s after
 * the answer to `tools/list`; private is anonymous pages and page tables. Times at low load, caches warm. Tokens are those
 * of o200k_base. docs/estimate.md tells more.
 */
const date = "2026-11-21";
const method = "smaps_rollup after 3 s and 60 s, idle";
const platform = "linux/x64";

type Row = readonly [
  name: string,
  version: string,
  processes: number,
  /** MB, after a minute and at first. */
  privateSettled: number,
  privateFresh: number,
  rssSettled: number,
  rssFresh: number,
  /** Milliseconds to the answer to `initialize`. */
  direct: number,
  npx: number,
  tools?: number,
  schemaBytes?: number,
  tokens?: number,
  /** Executable that it starts beside node, and MB of its pages. */
  native?: readonly [name: string, shared: number],
];

// prettier-ignore
const rows: readonly Row[] = [
  ["@antv/mcp-server-chart", "0.9.10", 1, 24, 42, 66, 83, 741, 1224, 27, 58024, 13634],
  ["@azure-devops/mcp", "2.10.0", 1, 45, 69, 91, 114, 1392, 1981, 40, 71782, 15996],
  ["@azure/mcp", "2.0.5", 2, 25, 24, 119, 115, 1988, 2671, 61, 71458, 13931, ["azmcp", 60]],
  ["@brave/brave-search-mcp-server", "2.1.4", 1, 35, 58, 76, 98, 542, 1105, 8, 33196, 8291],
  ["@bytebase/dbhub", "1.4.0", 1, 58, 91, 109, 141, 965, 1630, 2, 1188, 274],
  ["@eslint/mcp", "0.3.13", 1, 23, 34, 62, 72, 783, 1184, 1, 529, 124],
  ["@executeautomation/playwright-mcp-server", "1.0.12", 1, 37, 63, 77, 102, 1341, 1629, 33, 13851, 2920],
  ["@gongrzhe/server-gmail-autoauth-mcp", "1.1.11", 1, 58, 90, 97, 128, 1214, 1380, 19, 12337, 2725],
  ["@hubspot/mcp-server", "0.4.0", 1, 20, 30, 59, 68, 302, 1055, 21, 37517, 8433],
  ["@launchdarkly/mcp-server", "0.6.2", 1, 33, 51, 74, 90, 466, 1158, 20, 17454, 3866],
  ["@modelcontextprotocol/server-everything", "2026.8.31", 1, 18, 28, 57, 67, 377, 1406, 14, 5224, 1142],
  ["@modelcontextprotocol/server-filesystem", "2026.8.31", 1, 18, 29, 58, 68, 396, 1200, 14, 7987, 1665],
  ["@modelcontextprotocol/server-github", "2025.4.8", 1, 12, 17, 52, 56, 208, 966, 26, 15854, 3548],
  ["@modelcontextprotocol/server-google-maps", "0.6.2", 1, 10, 13, 50, 53, 162, 957, 7, 2640, 549],
  ["@modelcontextprotocol/server-memory", "2026.8.31", 1, 17, 28, 56, 66, 295, 1129, 9, 4160, 901],
  ["@modelcontextprotocol/server-puppeteer", "2025.5.12", 1, 19, 27, 58, 66, 423, 1076, 7, 2448, 540],
  ["@modelcontextprotocol/server-sequential-thinking", "2026.8.31", 1, 17, 28, 56, 66, 308, 1147, 1, 4036, 865],
  ["@modelcontextprotocol/server-slack", "2025.4.25", 1, 8, 10, 47, 49, 91, 770, 8, 3116, 681],
  ["@notionhq/notion-mcp-server", "2.5.2", 1, 21, 43, 62, 84, 279, 1286, 24, 74666, 17163],
  ["@perplexity-ai/mcp-server", "1.2.1", 1, 22, 30, 62, 70, 388, 978, 4, 5780, 1289],
  ["@playwright/mcp", "0.0.83", 1, 58, 74, 99, 115, 582, 1322, 25, 17591, 3764],
  ["@sentry/mcp-server", "0.39.0", 1, 55, 91, 102, 136, 1101, 1925, 9, 23364, 5442],
  ["@shopify/dev-mcp", "1.16.0", 1, 83, 160, 122, 197, 1487, 2004, 5, 25796, 5503],
  ["@softeria/ms-365-mcp-server", "0.155.0", 1, 70, 108, 112, 150, 1027, 1434, 188, 999154, 242650],
  ["@supabase/mcp-server-supabase", "0.13.0", 1, 26, 38, 68, 80, 563, 1193],
  ["@upstash/context7-mcp", "4.1.1", 1, 28, 45, 70, 85, 682, 1625, 2, 4590, 985],
  ["@wonderwhy-er/desktop-commander", "0.2.52", 1, 62, 96, 104, 137, 1884, 1871, 26, 56801, 10834],
  ["@zereight/mcp-gitlab", "2.1.64", 1, 72, 124, 117, 167, 1372, 2291, 118, 154625, 32556],
  ["airtable-mcp-server", "1.14.0", 1, 24, 36, 65, 77, 545, 1084, 16, 10905, 2531],
  ["chrome-devtools-mcp", "1.11.0", 2, 92, 129, 174, 209, 1049, 1633, 32, 27442, 6148],
  ["exa-mcp-server", "3.4.1", 1, 24, 35, 64, 74, 188, 877, 2, 1853, 414],
  ["firecrawl-mcp", "3.26.0", 1, 50, 82, 91, 122, 794, 1456, 29, 53387, 12508],
  ["kubernetes-mcp-server", "0.0.67", 2, 20, 20, 101, 101, 388, 785, 20, 16003, 3638, ["kubernetes-mcp-server-linux-amd64", 48]],
  ["mcp-remote", "0.15.1", 1, 40, 53, 82, 94, 1057, 1635],
  ["mcp-server-kubernetes", "4.1.7", 1, 81, 121, 122, 160, 2432, 2429, 23, 23014, 5089],
  ["mongodb-mcp-server", "3.0.4", 1, 86, 133, 132, 178, 2733, 3263, 27, 60169, 13675],
  ["n8n-mcp", "2.87.0", 1, 114, 194, 156, 235, 834, 1484, 7, 9245, 2022],
  ["next-devtools-mcp", "0.4.0", 1, 26, 38, 69, 79, 662, 1128, 4, 5710, 1317],
  ["task-master-ai", "0.43.1", 1, 187, 242, 233, 286, 4662, 4488, 7, 6500, 1445],
  ["tavily-mcp", "0.2.22", 1, 26, 37, 67, 78, 486, 1198, 5, 7694, 1653],
  ["xcodebuildmcp", "2.7.0", 1, 56, 99, 104, 145, 1931, 2890, 24, 11944, 2676],
];

/** Only their processes were counted: a launcher of node and a native server. */
const counted: readonly Profile[] = [
  {
    registry: "npm",
    name: "slack-mcp-server",
    server: { processes: 2 },
    measured: { date, by: "shipped", method: "processes only", platform },
  },
];

/** Needed a newer node than 20.20.2, which ran all others. */
const runtimes: Readonly<Record<string, string>> = { "@bytebase/dbhub": "node 22.23.3" };

/** What is known of a package of npm, by its name; undefined where it was not measured. */
export const shippedProfile: (name: string) => Profile | undefined = oncePerText((name) => {
  const row = rows.find(([known]) => known === name);
  return row ? profileOf(row) : counted.find((profile) => profile.name === name);
});

/** All of them. */
export function shippedProfiles(): readonly Profile[] {
  return [...rows.map(profileOf), ...counted];
}

function profileOf(row: Row): Profile {
  const [name, version, processes, privateSettled, privateFresh, rssSettled, rssFresh, direct, npx, ...list] = row;
  const [tools, schemaBytes, tokens, native] = list;
  return {
    registry: "npm",
    name,
    version,
    server: {
      processes,
      settled: { private: privateSettled, rss: rssSettled },
      fresh: { private: privateFresh, rss: rssFresh },
    },
    ...(native && { shared: { [native[0]]: native[1] } }),
    ready: { direct, launched: npx },
    ...(tools !== undefined && { tools }),
    ...(schemaBytes !== undefined && { schemaBytes }),
    ...(tokens !== undefined && { tokens }),
    measured: { date, by: "shipped", method, platform, runtime: runtimes[name] ?? "node 20.20.2" },
  };
}
