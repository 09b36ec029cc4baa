import type { Project, ServerEntry } from "../src/model/entry.ts";
import { groupBy } from "../src/model/group.ts";
import { plainName } from "../src/model/name.ts";
import {
  addressAt,
  addressClaims,
  claimingClients,
  listenClaims,
  type AddressClaim,
  type ListenClaim,
} from "../src/model/port-claims.ts";
import { quotedList } from "../src/model/spelling.ts";
import { oncePerText } from "../src/once-per.ts";
import { defineRule, labelled } from "../src/rule.ts";

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
    address: "{{servers}} lead to the same address on port `{{port}}`: only one of these names can be right",
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
    for (const claims of groupBy(addressClaims(project), ({ port, path }) => `${port}${path}`).values()) {
      const different = withoutAliases(claims);
      if (different.length < 2) continue;
      const placed = different.map((claim) => ({ ...claim, at: addressAt(claim) }));
      report({ message: "address", ...collision(placed, "the same address", project) });
    }
    for (const claims of groupBy(listenClaims(project), ({ port }) => port).values()) {
      const different = withoutTwins(claims);
      if (different.length > 1) report({ message: "listen", ...collision(different, "the same port", project) });
    }
  },
});

function collision([first, ...others]: readonly ListenClaim[], label: string, project: Project) {
  const all = [first!, ...others];
  const clients = all.flatMap((claim) => [...claimingClients(claim, project)]);
  return {
    data: { port: first!.port, servers: quotedList(all.map(({ entry }) => entry.name.value)) },
    at: [labelled(first!.at, label), ...others.map(({ at }) => labelled(at, label))],
    entry: first!.entry,
    severity: new Set(clients).size < clients.length ? "error" : "warning",
    help: "give each server a port of its own",
  } as const;
}

/** One claim for each server that cannot be another by its name: `Figma` and `figma-desktop` are one. */
function withoutAliases(claims: readonly AddressClaim[]): readonly AddressClaim[] {
  if (claims.length === 1) return claims; // Nearly always.
  const seen = new Set<string>();
  return claims.filter(({ entry }) => {
    const words = wordsOf(entry.name.value);
    const known = words.some((word) => seen.has(word));
    for (const word of words) seen.add(word);
    return !known;
  });
}

const wordsOf = oncePerText((name): readonly string[] => {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && !generic.has(word));
  return [...words, plainName(name)];
});

/** One claim for each server: the same name, command or package elsewhere is the same server. */
function withoutTwins(claims: readonly ListenClaim[]): readonly ListenClaim[] {
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
