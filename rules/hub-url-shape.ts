import { hubMapOf, localAddresses, type HubMap, type LocalAddress } from "../src/model/hub-addresses.ts";
import { plainName } from "../src/model/name.ts";
import { partOf } from "../src/model/words.ts";
import { replacedIn } from "../src/remedy/word-ops.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "hub-url-shape",
  category: "transport",
  severity: "error",
  confidence: "high",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    path: "`{{server}}` leads to the hub at `{{path}}`, where nothing answers: its servers are at `{{right}}`",
    tls: "`{{server}}` calls the hub over `https`: it speaks plain HTTP, and on this machine alone",
  },
  docs: {
    summary: "A server of the hub is called at an address that the hub does not have",
    why: `A hub answers at \`/mcp\` on the port of each server, and at \`/mcp/<server>\` on every port it has; where several servers share a port,
only the latter says which. Anything else is answered with 404, and clients take that for an old server, try HTTP+SSE and give up.

Only ports that the manifest names are looked at; in the preset \`hub\` the whole range of ports, with or without a manifest.`,
    remedy: "Write `http://127.0.0.1:<port>/mcp`.",
    references: ["https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901" } } }`,
      "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "mcp-memory" } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }`,
      "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "mcp-memory" } } }`,
    },
  },
  check({ project, settings: { ports, preset }, report }) {
    const map = hubMapOf(project);
    for (const address of localAddresses(project)) {
      const { entry, port, target } = address;
      const { word, url } = target;
      const isKnown = map !== undefined && map.at(port).length > 0;
      if (!isKnown && !(preset === "hub" && ports.from <= port && port <= ports.to)) continue;
      const server = entry.name.value;
      if (url.scheme!.value.toLowerCase() === "https") {
        const op = replacedIn(word, "http", url.scheme!);
        const fix = op && ({ title: "write `http`", safety: "unsafe", ops: [op] } as const);
        const at = labelled(partOf(word, url.scheme!.start, url.scheme!.end), "not encrypted");
        report({ message: "tls", data: { server }, at, entry, help: "write `http`", ...(fix && { fix }) });
      }
      const right = rightPath(address, map);
      if (right === undefined) continue;
      const { start, end, value } = url.path;
      const op = right.includes("<") ? undefined : replacedIn(word, right, { start, end });
      const fix = op && ({ title: `write \`${right}\``, safety: "unsafe", ops: [op] } as const);
      const shown = partOf(word, value === "" ? (url.port ?? url.host!).start : start, end);
      const data = { server, path: value || "/", right };
      report({
        message: "path",
        data,
        at: labelled(shown, "not served"),
        entry,
        help: `write \`${right}\``,
        ...(fix && { fix }),
      });
    }
  },
});

/** The path that leads to the server; undefined where the entry has one that may be right. */
function rightPath({ entry, port, route }: LocalAddress, map: HubMap | undefined): string | undefined {
  const here = map?.at(port) ?? [];
  if (route && (route.server !== undefined || here.length < 2)) return undefined;
  if (here.length < 2) return "/mcp";
  const meant = here.find(({ name }) => plainName(name) === plainName(entry.name.value));
  return meant ? `/mcp/${encodeURIComponent(meant.name)}` : "/mcp/<server>";
}
