import type { HubServer } from "../src/manifest/manifest.ts";
import { groupBy } from "../src/model/group.ts";
import { hubMapOf, isMeant, localAddresses, type HubMap, type LocalAddress } from "../src/model/hub-addresses.ts";
import { plainName } from "../src/model/name.ts";
import { partOf } from "../src/model/words.ts";
import { replacedIn } from "../src/remedy/word-ops.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "port-mapping",
  category: "address",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    other: "`{{server}}` leads to port `{{port}}`, where the hub serves `{{found}}`",
    stale: "`{{server}}` leads to port `{{port}}`, where the hub serves nothing",
    clients:
      "`{{server}}` is on port `{{port}}` here and on `{{other}}` elsewhere: one of the two leads to something else",
  },
  docs: {
    summary: "A server is not on the port that the hub manifest gives it",
    why: `The manifest is the only authority on ports. A config that was copied, or written by hand before a port changed, leads to nothing, or
worse: to another server, whose tools then carry this one's name and its permissions.

Without a manifest, one name on two ports of the hub's range is reported once.`,
    remedy: "Write the port that the manifest says.",
    references: ["https://github.com/malloydata/publisher/issues/1007"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18902/mcp" } } }`,
      "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "mcp-memory" }, "git": { "port": 18902, "command": "mcp-git" } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }`,
      "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "mcp-memory" }, "git": { "port": 18902, "command": "mcp-git" } } }`,
    },
  },
  check({ project, settings: { ports }, report }) {
    const map = hubMapOf(project);
    const addresses = localAddresses(project).filter(({ route }) => route);
    const inRange = ({ port }: LocalAddress): boolean => ports.from <= port && port <= ports.to;
    for (const address of map ? addresses : []) {
      const right = misled(address, map!);
      const [found] = map!.at(address.port);
      if (!right || !(found || inRange(address))) continue;
      const { entry, port, target } = address;
      const part = target.url.port ?? target.url.host!;
      const op = target.url.port && replacedIn(target.word, String(right.port), part);
      report({
        ...(found
          ? { message: "other", data: { server: entry.name.value, port, found: found.name } }
          : { message: "stale", data: { server: entry.name.value, port } }),
        at: labelled(partOf(target.word, part.start, part.end), `the manifest says ${right.port}`),
        entry,
        help: `write \`${right.port}\``,
        ...(op && { fix: { title: `write \`${right.port}\``, safety: "unsafe", ops: [op] } }),
      });
    }
    const unmapped = map ? [] : addresses.filter((each) => inRange(each) && each.route!.server === undefined);
    for (const [first, ...others] of groupBy(unmapped, ({ entry }) => plainName(entry.name.value)).values()) {
      const second = others.find(({ port }) => port !== first.port);
      if (!second) continue;
      const at = [second, first].map(({ port, target: { word, url } }) => {
        return labelled(partOf(word, url.port!.start, url.port!.end), String(port));
      });
      const data = { server: second.entry.name.value, port: second.port, other: first.port };
      const help = "find out which one is right, and write it in both";
      report({ message: "clients", data, at: [at[0]!, at[1]!], entry: second.entry, severity: "warning", help });
    }
  },
});

/** The server of the manifest that an entry means and does not reach. */
function misled({ entry, port, route }: LocalAddress, map: HubMap): HubServer | undefined {
  const here = map.at(port);
  if (route!.server !== undefined) return here.length > 0 ? undefined : map.named(route!.server);
  if (here.some((server) => isMeant(map, entry, server))) return undefined;
  return map.named(entry.name.value);
}
