import { groupBy } from "../src/model/group.ts";
import { hubMapOf, localAddresses, missedBy, portOn, type LocalAddress } from "../src/model/hub-addresses.ts";
import { plainName } from "../src/model/name.ts";
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

An entry that leads to no port of the manifest is only reported where the manifest records that it was moved: it may lead to another
hub. Without a manifest, one name on two ports of the hub's range is reported.`,
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
    for (const address of map ? addresses : []) {
      const right = missedBy(address, map!);
      if (!right) continue;
      const { entry, port, target } = address;
      const [found] = map!.at(port);
      const text = String(right.port);
      const op = target.url.port && replacedIn(target.word, text, target.url.port);
      const data = { server: entry.name.value, port };
      report({
        ...(found ? { message: "other", data: { ...data, found: found.name } } : { message: "stale", data }),
        at: labelled(portOn(address), `the manifest says ${text}`),
        entry,
        help: `write \`${text}\``,
        ...(op && { fix: { title: `write \`${text}\``, safety: "unsafe", ops: [op] } }),
      });
    }
    const isOfHub = ({ port }: LocalAddress): boolean => ports.from <= port && port <= ports.to;
    const unmapped = addresses.filter((each) => !map && each.route!.server === undefined && isOfHub(each));
    for (const [first, ...others] of groupBy(unmapped, ({ entry }) => plainName(entry.name.value)).values()) {
      const second = others.find(({ port }) => port !== first.port);
      if (!second) continue;
      const { entry, port } = second;
      const at = [labelled(portOn(second), String(port)), labelled(portOn(first), String(first.port))] as const;
      const data = { server: entry.name.value, port, other: first.port };
      const help = "find out which one is right, and write it in both";
      report({ message: "clients", data, at, entry, severity: "warning", help });
    }
  },
});
