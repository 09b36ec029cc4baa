import type { Document, Member, Node, ObjectNode, Path } from "../src/document/document.ts";
import { numbered } from "../src/model/consequence.ts";
import type { ServerMap } from "../src/model/entry.ts";
import { namesOf, relevantReaders } from "../src/model/relevance.ts";
import { defineRule, place } from "../src/rule.ts";

export default defineRule({
  id: "duplicate-key",
  category: "syntax",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "document",
  unread: true,
  messages: {
    root: "`{{key}}` stands {{count}} times: only the servers in the last one are seen",
    server: "`{{key}}` is defined {{count}} times: only the last one is used",
    key: "`{{key}}` stands {{count}} times in one object: only the last one counts",
    refused: "{{problem}}: {{clients}} {{refuse}} the whole file",
  },
  docs: {
    summary: "The same key twice in one object",
    why: `JSON parsers keep the last of two equal keys and drop the first without a word: a server, or a whole map of servers,
that is plainly there in the file never starts. TOML and YAML parsers refuse the file instead.`,
    remedy: "Merge the two, rename one of them, or delete the one that is lost.",
    references: ["https://www.rfc-editor.org/rfc/rfc8259#section-4", "https://toml.io/en/v1.0.0#keyvalue-pair"],
    bad: {
      ".mcp.json": `{
  "mcpServers": {
    "memory": { "command": "mcp-memory", "args": ["--global"] },
    "memory": { "command": "mcp-memory", "args": ["--project"] }
  }
}`,
    },
    good: {
      ".mcp.json": `{
  "mcpServers": {
    "memory-global": { "command": "mcp-memory", "args": ["--global"] },
    "memory-project": { "command": "mcp-memory", "args": ["--project"] }
  }
}`,
    },
  },
  check({ source, document, maps, project, report }) {
    // The parsers mark every one; which of them matter is told by where they stand.
    if (!document.problems.some(({ code }) => code === "duplicate-key")) return;
    const readers = relevantReaders({ source, maps }, project);
    for (const { code, span, message } of document.problems) {
      if (code !== "duplicate-key" || !refusesDuplicates(document)) continue;
      report({
        message: "refused",
        data: {
          problem: message,
          clients: readers.length === 0 ? "the client" : namesOf(readers),
          refuse: numbered(["refuses", "refuse"], readers),
        },
        at: place(document, [], span),
        help: "merge the two, or rename one of them",
      });
    }
    if (refusesDuplicates(document) || !document.root) return;
    for (const { path, level, first, last, count } of repeatedKeys(document.root, [], treeOf(maps))) {
      report({
        message: level,
        data: { key: first.key, count },
        at: [
          place(document, [...path, first.key], first.keySpan, "lost"),
          place(document, [...path, last.key], last.keySpan, "counts"),
        ],
        help: level === "server" ? "rename one of them, or delete the one that is lost" : "merge them into one",
      });
    }
  },
});

function refusesDuplicates({ syntax }: Document): boolean {
  return syntax === "toml" || syntax === "yaml" || syntax === "markdown";
}

interface Repeated {
  readonly path: Path;
  readonly level: "root" | "server" | "key";
  readonly first: Member;
  readonly last: Member;
  readonly count: number;
}

/** The paths of the server maps, joined where they begin alike. */
interface PathTree {
  isMap: boolean;
  readonly below: Map<string | number, PathTree>;
}

function treeOf(maps: readonly ServerMap[]): PathTree {
  const tree: PathTree = { isMap: false, below: new Map() };
  for (const { path } of maps) {
    let at = tree;
    for (const step of path) {
      let next = at.below.get(step);
      if (!next) at.below.set(step, (next = { isMap: false, below: new Map() }));
      at = next;
    }
    at.isMap = true;
  }
  return tree;
}

/** Above a map only the keys that lead to it matter, inside it all. */
function* repeatedKeys(node: Node, path: Path, tree: PathTree | undefined): Generator<Repeated> {
  if (node.kind === "array") {
    for (const [index, item] of node.items.entries()) yield* repeatedKeys(item, [...path, index], undefined);
  }
  if (node.kind !== "object") return;
  const level = tree === undefined ? "key" : tree.isMap ? "server" : "root";
  for (const [key, members] of grouped(node)) {
    if (level === "root" && !tree?.below.has(key)) continue;
    const [first, last] = [members[0]!, members.at(-1)!];
    if (first !== last) yield { path, level, first, last, count: members.length };
    const below = level === "root" ? tree?.below.get(key) : undefined;
    yield* repeatedKeys(last.value, [...path, key], below);
  }
}

function grouped({ members }: ObjectNode): ReadonlyMap<string, readonly Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    if (member.merged) continue;
    const group = groups.get(member.key);
    if (group) group.push(member);
    else groups.set(member.key, [member]);
  }
  return groups;
}
