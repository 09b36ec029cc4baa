import { hubMapOf, localAddresses, type LocalAddress } from "../src/model/hub-addresses.ts";
import { partOf } from "../src/model/words.ts";
import { defineRule, labelled, type Place } from "../src/rule.ts";

export default defineRule({
  id: "hub-manifest-missing",
  category: "address",
  severity: "warning",
  confidence: "medium",
  presets: { recommended: true },
  since: "0.1.0",
  scope: "project",
  messages: {
    port: "`{{server}}` leads to port `{{port}}`, where `{{manifest}}` serves nothing",
    path: "`{{server}}` leads to `{{route}}` on the hub, and `{{manifest}}` has no server of that name",
    absent: "`{{server}}` leads to port `{{port}}` of a hub, and no manifest here says what is there",
  },
  folded: {
    absent: "{{count}} servers lead to a hub, and no manifest here says what is there",
  },
  docs: {
    summary: "A server is looked for at the hub, and no manifest puts it there",
    why: `The manifest, \`mcp-hub.json\`, decides what the hub runs. An entry that leads to a port of the hub's range that the manifest does not
know is left from a server that was taken out, or from a slip of the pen: the client finds nothing there, at every start.

Where there is no manifest at all, the presets \`strict\` and \`audit\` say so: whoever checks the repository out cannot start that hub.
It may well be in another repository or in the settings of the user, so \`recommended\` is silent.`,
    remedy: "Put the server into the manifest, or take the entry out.",
    references: ["https://github.com/malloydata/publisher/issues/1007"],
    bad: {
      ".mcp.json": `{ "mcpServers": { "notes": { "type": "http", "url": "http://127.0.0.1:18907/mcp" } } }`,
      "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "mcp-memory" } } }`,
    },
    good: {
      ".mcp.json": `{ "mcpServers": { "memory": { "type": "http", "url": "http://127.0.0.1:18901/mcp" } } }`,
      "mcp-hub.json": `{ "servers": { "memory": { "port": 18901, "command": "mcp-memory" } } }`,
    },
  },
  check({ project, settings, report }) {
    const { preset, ports } = settings;
    const map = hubMapOf(project);
    const isStrict = preset === "strict" || preset === "audit";
    for (const address of localAddresses(project)) {
      const { entry, port, route } = address;
      const isOfHub = (ports.from <= port && port <= ports.to) || (map?.at(port).length ?? 0) > 0;
      if (!route || !isOfHub) continue;
      const server = entry.name.value;
      const manifest = project.manifest?.document && "mcp-hub.json";
      if (!manifest) {
        if (!isStrict) continue;
        const help = "keep the manifest beside the configs, or say where the hub comes from";
        report({ message: "absent", data: { server, port }, at: portPlace(address), entry, severity: "note", help });
      } else if (map && route.server !== undefined && !map.named(route.server)) {
        const at = labelled(
          partOf(address.target.word, address.target.url.path.start, address.target.url.path.end),
          "not served",
        );
        const data = { server, route: address.target.url.path.value, manifest };
        report({ message: "path", data, at, entry, help: "put the server into the manifest, or take the entry out" });
        // A server of that name on another port is for `port-mapping`.
      } else if (map && route.server === undefined && map.at(port).length === 0 && !map.named(server)) {
        const help = "put the server into the manifest, or take the entry out";
        report({ message: "port", data: { server, port, manifest }, at: portPlace(address), entry, help });
      }
    }
  },
});

function portPlace({ target: { word, url } }: LocalAddress): Place {
  const part = url.port ?? url.host!;
  return labelled(partOf(word, part.start, part.end), "not served");
}
