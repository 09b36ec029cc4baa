import { hubMapOf, localAddresses } from "../src/model/hub-addresses.ts";
import { partOf } from "../src/model/words.ts";
import { onLoopback } from "../src/remedy/loopback.ts";
import { defineRule, labelled } from "../src/rule.ts";

export default defineRule({
  id: "loopback-name",
  category: "address",
  severity: "note",
  confidence: "medium",
  presets: { strict: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    name: "`localhost` can mean `::1`, where the hub need not listen: `{{server}}` may be refused on some machines",
  },
  docs: {
    summary: "A server of the hub is called by the name `localhost`",
    why: `\`localhost\` is two addresses, \`127.0.0.1\` and \`::1\`, and the client, its runtime and the system decide which is tried first, and
whether the other is tried at all. Clients on newer versions of Node take \`::1\`, and say "connection refused" of a server that
listens on \`127.0.0.1\`.

Only the ports of the hub are looked at. Some servers do it the other way round: Playwright's own HTTP mode turns away whoever says
\`127.0.0.1\`, so nothing is said of any other port.`,
    remedy: "Write `127.0.0.1`, which is where the hub listens.",
    references: [
      "https://github.com/anyproto/anytype-mcp/issues/4",
      "https://github.com/tobi/qmd/issues/950",
      "https://github.com/playcanvas/editor/issues/2214",
    ],
    bad: { ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://localhost:18901/mcp" } } }` },
    good: { ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }` },
  },
  check({ project, settings: { ports }, report }) {
    const map = hubMapOf(project);
    for (const { entry, port, target, route } of localAddresses(project)) {
      const { word, url } = target;
      const host = url.host!;
      const isOfHub = map ? map.at(port).length > 0 : ports.from <= port && port <= ports.to && route !== undefined;
      if (!isOfHub || host.value.toLowerCase() !== "localhost") continue;
      // Only a URL of its own: a bridge looks the name up in its own way.
      const fix = entry.url && onLoopback(word, "unsafe", host);
      report({
        message: "name",
        data: { server: entry.name.value },
        at: labelled(partOf(word, host.start, host.end), "two addresses"),
        entry,
        help: "write `127.0.0.1`",
        ...(fix && { fix }),
      });
    }
  },
});
