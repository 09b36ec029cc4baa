import { groupBy } from "../src/model/group.ts";
import type { Project, ServerEntry } from "../src/model/entry.ts";
import type { Word } from "../src/model/launch.ts";
import { plainName } from "../src/model/name.ts";
import { optionsAmong } from "../src/model/options.ts";
import { relevantReadings } from "../src/model/relevance.ts";
import { quotedList } from "../src/model/spelling.ts";
import { isHttp, portOf, targetOf } from "../src/model/target.ts";
import { isLoopback } from "../src/model/url.ts";
import { partOf } from "../src/model/words.ts";
import { defineRule, labelled, type Place } from "../src/rule.ts";

/** A server that claims a port of this machine: by standing there, or by being told to listen there. */
interface Claim {
  readonly entry: ServerEntry;
  readonly port: number;
  readonly at: Place;
  readonly clients: ReadonlySet<string>;
}

const portOptions: ReadonlySet<string> = new Set(["--port"]);

/** Ports of databases and debuggers: `--port` beside them says where to connect. */
const services: ReadonlySet<number> = new Set([
  22, 80, 443, 1433, 1521, 3306, 5432, 5672, 6379, 9092, 9200, 9222, 27017,
]);

/** Words that say nothing about which server is meant. */
const generic: ReadonlySet<string> = new Set(["mcp", "server", "local", "remote", "dev", "http", "the", "api", "app"]);

export default defineRule({
  id: "port-collision",
  category: "address",
  severity: "error",
  confidence: "medium",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    address:
      "{{servers}} lead to the same address on port `{{port}}`: only one of these names can be right",
    listen:
      "{{servers}} are told to listen on port `{{port}}`: whichever starts second fails, or answers for the other",
  },
  docs: {
    summary: "Two different servers claim one port",
    why: `A port belongs to one process. Of two servers told to listen on it the second dies at its start, or the client
talks to the wrong one, whose tools then appear under the other's name.

The same name with the same URL in several clients is one server and is fine; so are different paths on one port, and
different names of which one is contained in the other (\`figma\` and \`figma-desktop\`).

If no client loads both, this is a warning: they collide when both clients run.`,
    remedy: "Give each server a port of its own, or one path each (`/mcp/<server>`) on the port of a hub.",
    references: [
      "https://github.com/agent-receipts/obsigna/issues/125",
      "https://github.com/Pimzino/spec-workflow-mcp/issues/92",
    ],
    bad: {
      ".mcp.json": `{
  "mcpServers": {
    "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" },
    "browser": { "type": "http", "url": "http://127.0.0.1:18901/mcp" }
  }
}`,
    },
    good: {
      ".mcp.json": `{
  "mcpServers": {
    "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" },
    "browser": { "type": "http", "url": "http://127.0.0.1:18902/mcp" }
  }
}`,
    },
  },
  check({ project, report }) {
    const addresses = project.entries.flatMap((entry) => addressOf(entry, project));
    for (const claims of groupBy(addresses, ({ port, path }) => `${port}${path}`).values()) {
      const different = withoutAliases(claims);
      if (different.length > 1) report({ message: "address", ...collision(different) });
    }
    const listeners = project.entries.flatMap((entry) => listenersOf(entry, project));
    for (const claims of groupBy(listeners, ({ port }) => port).values()) {
      const different = withoutTwins(claims);
      if (different.length > 1) report({ message: "listen", ...collision(different) });
    }
  },
});

function collision([first, ...others]: readonly Claim[]) {
  const all = [first!, ...others];
  const clients = all.flatMap((claim) => [...claim.clients]);
  return {
    data: { port: first!.port, servers: quotedList(all.map(({ entry }) => entry.name.value)) },
    at: [first!.at, ...others.map(({ at }) => at)],
    entry: first!.entry,
    severity: new Set(clients).size < clients.length ? "error" : "warning",
    help: "give each server a port of its own",
  } as const;
}

function addressOf(entry: ServerEntry, project: Project): readonly (Claim & { readonly path: string })[] {
  const target = targetOf(entry);
  if (!target || !isHttp(target.url) || !isLoopback(target.url.host?.value ?? "")) return [];
  const { host, path, port: written } = target.url;
  const port = portOf(target.url);
  const clients = loadingClients(entry, project);
  if (port === undefined || clients.size === 0) return [];
  const at = labelled(partOf(target.word, host!.start, (written ?? host)!.end), "the same address");
  return [{ entry, port, at, clients, path: path.value.replace(/\/$/, "") }];
}

function listenersOf(entry: ServerEntry, project: Project): readonly Claim[] {
  const { launch } = entry;
  if (!launch || launch.launcher === "docker" || launch.launcher === "podman") return [];
  const clients = loadingClients(entry, project);
  if (clients.size === 0) return [];
  const options = optionsAmong([...launch.flags, ...launch.serverArgs], portOptions).map(({ value }) => value);
  const variables = entry.env.filter(({ name }) => name === "PORT");
  return [...options, ...variables].flatMap((word: Word | ServerEntry["env"][number]): readonly Claim[] => {
    const port = /^\d{1,5}$/.test(word.value) ? Number(word.value) : 0;
    if (port === 0 || services.has(port)) return [];
    return [{ entry, port, at: labelled(word, "the same port"), clients }];
  });
}

function loadingClients(entry: ServerEntry, project: Project): ReadonlySet<string> {
  const loading = relevantReadings(entry, project).filter(({ disabled }) => !disabled);
  return new Set(loading.map(({ client }) => client.id));
}

/** One claim for each server that cannot be another by its name: `Figma` and `figma-desktop` are one. */
function withoutAliases(claims: readonly Claim[]): readonly Claim[] {
  const seen = new Set<string>();
  return claims.filter(({ entry }) => {
    const words = wordsOf(entry.name.value);
    const known = words.some((word) => seen.has(word));
    for (const word of words) seen.add(word);
    return !known;
  });
}

function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && !generic.has(word));
  return [...words, plainName(name)];
}

/** One claim for each server: the same name, command or package elsewhere is the same server. */
function withoutTwins(claims: readonly Claim[]): readonly Claim[] {
  const seen = new Map<string, ServerEntry>();
  return claims.filter(({ entry }) => {
    const { name, identity, launch, document } = entry;
    const keys = [
      `name ${plainName(name.value)}`,
      `identity ${identity}`,
      `package ${launch?.package?.name ?? identity}`,
    ];
    const known = keys.map((key) => seen.get(key));
    for (const key of keys) if (!seen.has(key)) seen.set(key, entry);
    const [sameName, sameIdentity, samePackage] = known;
    return !sameName && !sameIdentity && (!samePackage || samePackage.document === document);
  });
}
